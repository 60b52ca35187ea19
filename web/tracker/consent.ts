import { field, parseJson } from '../fields.ts';

/** What the visitor allows: to be recognised and counted, and that ad platforms hear of it. */
export interface Consent {
  readonly ads: boolean;
  readonly analytics: boolean;
}

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

/** The API knows of that word; unless the visitor has changed his mind meanwhile. */
export function noteTold(consents: ConsentMemory, { ads, analytics }: Consent): void {
  const still = consents.read();
  if (still?.ads === ads && still.analytics === analytics) consents.write({ ads, analytics, told: true });
}

/** Where the visitor's word is kept; without storage, as long as the page lives. */
export interface ConsentMemory {
  read(): SaidConsent | undefined;
  write(said: SaidConsent): void;
}

export function openConsent(name: string): ConsentMemory {
  let own: SaidConsent | undefined;
  return {
    read() {
      try {
        const value = parseJson(localStorage.getItem(name));
        const consent = parseConsent(value);
        if (consent !== undefined) own = { ...consent, told: field(value, 'told') === true };
      } catch {
        // Storage is blocked: what was said on this page has to do.
      }
      return own;
    },
    write(said) {
      own = said;
      try {
        localStorage.setItem(name, JSON.stringify(said));
      } catch {
        // Blocked or full, as above.
      }
    },
  };
}
