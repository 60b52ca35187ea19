import type { Consent } from '../consent/consent.ts';

/** Ids that other tools gave this browser, as `POST /v1/numbers` takes them. */
export type OtherIds = Readonly<Record<string, string | undefined>>;

/**
 * Reads those that the visitor allows from `document.cookie`. Google Analytics 4 writes `_ga=GA1.1.<client id>`, and for each property
 * `_ga_<container>=GS1.1.<session>.` or (since 2025) `GS2.1.s<session>$`; with several, the session that began last. Yandex Metrica: `_ym_uid`.
 * For ads only: Meta's `_fbp` and `_fbc`, TikTok's `_ttp`.
 */
export function readOtherIds(cookies: string, { ads, analytics }: Consent): OtherIds {
  if (!analytics) return {};
  const all = (name: string, pattern: RegExp) =>
    cookies
      .split('; ')
      .flatMap((cookie) => (cookie.startsWith(name) && pattern.exec(cookie.slice(name.length))?.[1]) || []);
  return {
    ga: all('_ga=', /^GA\d\.[\d-]+\.(\d+\.\d+)$/)[0],
    gaSession: all('_ga_', /^\w+=GS\d\.\d+\.s?(\d+)/).reduce((last, id) => (id > last ? id : last), '') || undefined,
    ymUid: all('_ym_uid=', /^(\d+)/)[0],
    ...(ads && {
      fbp: all('_fbp=', /^(fb\.[\w.-]+)/)[0],
      fbc: all('_fbc=', /^(fb\.[\w.-]+)/)[0],
      ttp: all('_ttp=', /^([\w.-]+)/)[0],
    }),
  };
}

/** What is remembered of those that the API was told; '' where there are none. */
export function noteOf(ids: OtherIds): string {
  return JSON.stringify(ids).replace('{}', '');
}
