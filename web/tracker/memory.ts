import { field, parseJson } from '../fields.ts';
import { isSameConsent, parseConsent, type SaidConsent } from './consent.ts';
import { hasTokens, parseRemembered, type Remembered } from './remembered.ts';
import { eraseShared, readShared, writeShared } from './shared-cookie.ts';

/** What all tabs of a browser know about a site, and what only this page knows. */
export interface Memory {
  /** What this page goes by. */
  read(): Remembered | undefined;
  /** What the browser keeps of a visitor, also where this page goes by something else as it may not use it. */
  stored(): Remembered | undefined;
  /** The answer for a visitor without a name is kept as long as the page lives, and nowhere else. */
  write(remembered: Remembered): void;
  /** Goes by what the browser keeps again. */
  reload(): void;
  /** Nothing is left of the visitor. */
  forget(): void;
  /** The visitor's last word. */
  said(): SaidConsent | undefined;
  say(said: SaidConsent): void;
  /** Tells when another tab wrote. */
  onChange(tell: () => void): void;
}

/**
 * In the browser's storage; where there is none (private windows, blocked storage), as long as the page lives. Hosts of one site share
 * the tokens by a cookie: it is newer than what this host knows by itself, as every host writes it with whatever it learns.
 */
export function openMemory(name: string): Memory {
  const saidName = `${name}:consent`;
  const cookie = name.replace(':', '_');
  let own: Remembered | undefined;
  let ownWord: SaidConsent | undefined;

  const stored = () => {
    if (hasTokens(own)) return own;
    const kept = parseRemembered(load(name));
    if (kept !== undefined && !hasTokens(kept)) {
      // Left by a version that kept the landing of visitors who had not allowed it.
      remove(name);
      return undefined;
    }
    const shared = readShared(cookie);
    if (shared === undefined) {
      if (kept?.shared === undefined || kept.forget) return kept;
      remove(name);
      remove(saidName);
      ownWord = undefined;
      return undefined;
    }
    const { domain, visitor, lease, number } = shared;
    if (kept?.forget) return kept;
    const tokens = { visitor, lease, shared: domain };
    if (kept && number === (kept.state === 'leased' ? kept.number?.e164 : undefined)) return { ...kept, ...tokens };
    const nothing = { landing: '', swapNumbers: [], swapSelectors: [], domains: [domain] };
    const allowed = shared.said ?? { ads: true, analytics: true };
    return { ...nothing, ...kept, ...tokens, state: 'lost' as const, askedAt: 0, number: undefined, allowed };
  };

  return {
    stored,
    read: () => own ?? stored(),
    write(remembered) {
      own = remembered;
      if (!hasTokens(remembered)) return;
      const { forget, visitor, lease, state, number, domains = [] } = remembered;
      let shared: string | undefined;
      if (forget) eraseShared(cookie);
      else if (domains.length > 0 || readShared(cookie)) {
        const said = this.said();
        shared = writeShared(cookie, domains, { said, visitor, lease, number: leasedOnly(state, number?.e164) });
      }
      if (save(name, { ...remembered, shared })) own = undefined;
    },
    reload() {
      if (stored() !== undefined) own = undefined;
    },
    forget() {
      own = undefined;
      remove(name);
      eraseShared(cookie);
    },
    said() {
      const value = parseJson(load(saidName));
      const consent = parseConsent(value);
      if (consent !== undefined) ownWord = { ...consent, told: field(value, 'told') === true };
      const elsewhere = readShared(cookie)?.said;
      if (elsewhere !== undefined && !isSameConsent(elsewhere, ownWord)) ownWord = { ...elsewhere, told: true };
      return ownWord;
    },
    say(said) {
      ownWord = said;
      save(saidName, said);
    },
    onChange(tell) {
      addEventListener('storage', ({ key }) => {
        // All of it was cleared, where there is no key.
        if (key !== null && !key.startsWith(name)) return;
        if (own && hasTokens(stored())) own = undefined;
        tell();
      });
    },
  };
}

function leasedOnly(state: string, number: string | undefined): string | undefined {
  return state === 'leased' ? number : undefined;
}

function load(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

/** False where storage is blocked or full: what the page knows by itself has to do. */
function save(name: string, value: object): boolean {
  try {
    localStorage.setItem(name, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

function remove(name: string): void {
  try {
    localStorage.removeItem(name);
  } catch {
    // There is nothing to remove.
  }
}
