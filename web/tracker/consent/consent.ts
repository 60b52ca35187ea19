import { field } from '../../fields.ts';

/** What the visitor allows: to be recognised and counted, and that ad platforms hear of it. */
export interface Consent {
  readonly ads: boolean;
  readonly analytics: boolean;
}

export const everything: Consent = { ads: true, analytics: true };
export const nothing: Consent = { ads: false, analytics: false };

/** The visitor's last word, as this browser keeps it for all its tabs. */
export interface SaidConsent extends Consent {
  /** The API knows all that it has to. */
  readonly told: boolean;
}

/** `undefined` for whatever does not say both. */
export function parseConsent(value: unknown): Consent | undefined {
  const [ads, analytics] = [field(value, 'ads'), field(value, 'analytics')];
  return typeof ads === 'boolean' && typeof analytics === 'boolean' ? { ads, analytics } : undefined;
}

export function isSameConsent(one: Consent | undefined, other: Consent | undefined): boolean {
  return one?.ads === other?.ads && one?.analytics === other?.analytics;
}
