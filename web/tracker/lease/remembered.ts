import { field, numberField, numericField, parseJson, textField, textsField } from '../../fields.ts';
import { withoutClicks } from '../arrival/landing.ts';
import { type Consent, everything, nothing, parseConsent } from '../consent/consent.ts';
import type { ShownNumber } from '../page/shown-number.ts';

const states = ['leased', 'default', 'static', 'none', 'lost'] as const;
export type State = (typeof states)[number];

/** What a browser keeps of a site's last answer; all its tabs share it. Times in ms of the browser's clock. */
export interface Remembered {
  /** `lost`: another visitor holds the number now, and `number` is the pool's default. */
  readonly state: State;
  /** When the number was asked for; 0 when it has to be asked for again. */
  readonly askedAt: number;
  /** The landing that it was asked for; see `landingOf`. */
  readonly landing: string;
  /** What the visitor allowed when it was asked for. */
  readonly allowed: Consent;
  readonly visitor?: string | undefined;
  /** The lease's token. */
  readonly lease?: string | undefined;
  /** The visitor has withdrawn, and the API has still to be told who is to be forgotten. */
  readonly forget?: true | undefined;
  /** What takes the place of the page's numbers; without one the page stays as it is. */
  readonly number?: ShownNumber | undefined;
  readonly leasedUntil?: number | undefined;
  /** From then on a human signal changes the lease. */
  readonly renewAt?: number | undefined;
  /** Which ids of other tools the API was told last. */
  readonly ids?: string | undefined;
  /** Domains that this host has in common with others of the site, the widest first. */
  readonly domains?: readonly string[] | undefined;
  /** The tokens lie in a cookie of that domain, too: once it is gone, the visitor was forgotten on another host. */
  readonly shared?: string | undefined;
  /** E.164 numbers that the page shows by itself. */
  readonly swapNumbers: readonly string[];
  readonly swapSelectors: readonly string[];
}

/** Another version of the tracker, or somebody else, may have written it: what does not fit is `undefined`. */
export function parseRemembered(text: string | null | undefined): Remembered | undefined {
  const value = parseJson(text);
  const state = stateOf(field(value, 'state'));
  const askedAt = numericField(value, 'askedAt');
  if (!state || askedAt === undefined) return undefined;
  return {
    state,
    askedAt,
    landing: textField(value, 'landing') ?? '',
    // Versions that did not note it asked for everything.
    allowed: parseConsent(field(value, 'allowed')) ?? everything,
    visitor: textField(value, 'visitor'),
    lease: textField(value, 'lease'),
    forget: field(value, 'forget') === true || undefined,
    number: numberField(value, 'number'),
    leasedUntil: numericField(value, 'leasedUntil'),
    renewAt: numericField(value, 'renewAt'),
    ids: textField(value, 'ids'),
    domains: textsField(value, 'domains'),
    shared: textField(value, 'shared'),
    swapNumbers: textsField(value, 'swapNumbers'),
    swapSelectors: textsField(value, 'swapSelectors'),
  };
}

export function stateOf(value: unknown): State | undefined {
  return states.find((state) => state === value);
}

/** The API has named this browser's visitor. */
export function hasTokens(remembered: Remembered | undefined): boolean {
  return !!(remembered?.visitor || remembered?.lease);
}

/** What may be kept under the visitor's word: whoever is not to be recognised is known only until the API has forgotten them. */
export function restrict(remembered: Remembered, said: Consent | undefined): Remembered {
  if (!said || (said.ads && said.analytics)) return remembered;
  // What is left of the ids is told again.
  const kept = { ...remembered, ids: undefined };
  if (said.analytics) {
    return { ...kept, landing: withoutClicks(kept.landing), allowed: { ...kept.allowed, ads: false } };
  }
  const forgotten = { ...kept, landing: '', allowed: nothing };
  return hasTokens(kept) ? { ...forgotten, state: 'lost', forget: true } : forgotten;
}
