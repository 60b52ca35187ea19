import { field, parseJson, tried } from '../../fields.ts';
import { type Consent, everything, isSameConsent, parseConsent, type SaidConsent } from '../consent/consent.ts';
import { askAnew, askedOnce } from './asked-once.ts';
import { hasTokens, parseRemembered, type Remembered, restrict } from './remembered.ts';
import { eraseShared, readShared, writeShared } from './shared-cookie.ts';

/** What all tabs of a browser know about a site, and what only this page knows. */
export interface Memory {
  /** What this page goes by. */
  read(): Remembered | undefined;
  /** What the browser keeps of a visitor, also where this page goes by something else as it may not use it. */
  stored(): Remembered | undefined;
  /** What the visitor's word allows of it. The answer for a visitor without a name is kept as long as the page lives, and nowhere else. */
  write(remembered: Remembered): void;
  /** Goes by what the browser keeps again. */
  reload(): void;
  /** Nothing is left of the visitor. */
  forget(): void;
  /** The visitor's last word. */
  readonly said: () => SaidConsent | undefined;
  say(consent: Consent, told: boolean): void;
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

  const keptHere = askedOnce(() => parseRemembered(load(name)));
  const keptWord = askedOnce(() => parseJson(load(saidName)));
  const keptByAll = askedOnce(() => readShared(cookie));

  const stored = (): Remembered | undefined => {
    if (hasTokens(own)) return own;
    const kept = keptHere();
    if (kept?.forget) return kept;
    // Left by a version that kept the landing of visitors who had not allowed it.
    if (kept && !hasTokens(kept)) return remove(name);
    const common = keptByAll();
    if (!common) {
      if (!kept?.shared) return kept;
      ownWord = remove(saidName);
      return remove(name);
    }
    const { shared, visitor, lease } = common;
    const present = {
      landing: '',
      swapNumbers: [],
      swapSelectors: [],
      domains: [shared],
      ...kept,
      shared,
      visitor,
      lease,
    };
    if (kept && leasedNumber(kept) === common.number) return { ...kept, ...present };
    return { ...present, state: 'lost', askedAt: 0, number: undefined, allowed: common.said ?? everything };
  };

  const said = () => {
    const value = keptWord();
    const consent = parseConsent(value);
    if (consent) ownWord = { ...consent, told: field(value, 'told') === true };
    const elsewhere = keptByAll()?.said;
    if (elsewhere && !isSameConsent(elsewhere, ownWord)) ownWord = { ...elsewhere, told: true };
    return ownWord;
  };

  return {
    stored,
    read: () => own ?? stored(),
    write(whole) {
      const remembered = restrict(whole, said());
      own = remembered;
      if (!hasTokens(remembered)) return;
      const { forget, visitor, lease, domains = [] } = remembered;
      let shared: string | undefined;
      if (forget) eraseShared(cookie);
      else if (domains.length > 0 || keptByAll()) {
        shared = writeShared(cookie, domains, { said: said(), visitor, lease, number: leasedNumber(remembered) });
      }
      if (save(name, { ...remembered, shared })) own = undefined;
    },
    reload() {
      if (stored()) own = undefined;
    },
    forget() {
      own = undefined;
      remove(name);
      eraseShared(cookie);
    },
    said,
    say({ ads, analytics }, told) {
      ownWord = { ads, analytics, told };
      save(saidName, ownWord);
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

function leasedNumber({ state, number }: Remembered): string | undefined {
  return state === 'leased' ? number?.e164 : undefined;
}

function load(name: string): string | null | undefined {
  return tried(() => localStorage.getItem(name));
}

/** False where storage is blocked or full: what the page knows by itself has to do. */
function save(name: string, value: object): boolean {
  askAnew();
  return tried(() => localStorage.setItem(name, JSON.stringify(value)) ?? true) === true;
}

function remove(name: string): undefined {
  askAnew();
  tried(() => localStorage.removeItem(name));
}
