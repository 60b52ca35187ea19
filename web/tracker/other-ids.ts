import { textField } from '../fields.ts';
import type { Consent } from './consent.ts';

/** Ids that other tools gave this browser, as `POST /v1/numbers` takes them. */
export type OtherIds = Readonly<Partial<Record<IdName, string>>>;
type IdName = (typeof names)[number];

const names = ['ga', 'gaSession', 'ymUid', 'fbp', 'fbc', 'ttp'] as const;
const forAds: ReadonlySet<string> = new Set(['fbp', 'fbc', 'ttp'] satisfies IdName[]);

/**
 * Reads them from `document.cookie`. Google Analytics 4 writes `_ga=GA1.1.<client id>`, and for each property `_ga_<container>=GS1.1.<session>.` or
 * (since 2025) `GS2.1.s<session>$`; with several, the session that began last. Meta: `_fbp`, `_fbc`; Yandex Metrica: `_ym_uid`; TikTok: `_ttp`.
 */
export function readOtherIds(cookies: string, allowed: Consent): OtherIds {
  const found = (pattern: string) => new RegExp(`(?:^|; )${pattern}`).exec(cookies)?.[1];
  const sessions = [...cookies.matchAll(/(?:^|; )_ga_\w+=GS\d\.\d+\.s?(\d+)/g)].map(([, session]) => Number(session));
  return allowedIds(
    {
      ga: found('_ga=GA\\d\\.[\\d-]+\\.(\\d+\\.\\d+)(?:;|$)'),
      gaSession: sessions.length > 0 ? String(Math.max(...sessions)) : undefined,
      ymUid: found('_ym_uid=(\\d+)'),
      fbp: found('_fbp=(fb\\.[\\w.-]+)'),
      fbc: found('_fbc=(fb\\.[\\w.-]+)'),
      ttp: found('_ttp=([\\w.-]+)'),
    },
    allowed,
  );
}

/** Without those that the visitor does not allow. */
export function allowedIds(ids: Partial<Record<IdName, string | undefined>>, { ads, analytics }: Consent): OtherIds {
  const allowed: Partial<Record<IdName, string>> = {};
  for (const name of names) {
    const id = ids[name];
    if (id !== undefined && analytics && (ads || !forAds.has(name))) allowed[name] = id;
  }
  return allowed;
}

export function parseIds(value: unknown): OtherIds {
  return allowedIds(Object.fromEntries(names.map((name) => [name, textField(value, name)])), {
    ads: true,
    analytics: true,
  });
}

/** What is known in all, where there is an id that `told` lacks, or another one; else `undefined`. */
export function newsOf(ids: OtherIds, told: OtherIds = {}): OtherIds | undefined {
  return names.some((name) => ids[name] !== undefined && ids[name] !== told[name]) ? { ...told, ...ids } : undefined;
}
