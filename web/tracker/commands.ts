import { field } from '../fields.ts';
import { type Consent, parseConsent } from './consent.ts';

declare global {
  interface Window {
    /** `leaseline('consent', {ads, analytics})`; before the script is there a page may put calls into `leaseline.q`. */
    leaseline?: unknown;
  }
}

/**
 * Listens to what the page tells, from before this script was there on. What is no command is left alone. Copies of the script for several
 * sites each hear all of it: the first takes the calls and hands them on.
 */
export function onConsent(say: (consent: Consent) => void): void {
  const take = (command: unknown, value: unknown) => {
    const consent = command === 'consent' ? parseConsent(value) : undefined;
    if (consent !== undefined) say(consent);
  };
  const before = window.leaseline;
  const told = field(toObject(before), 'q');
  const calls: unknown[] = Array.isArray(told) ? told : [];
  for (const call of calls) take(field(call, '0'), field(call, '1'));
  const earlier = field(toObject(before), 'listeners');
  const listeners: unknown[] = Array.isArray(earlier) ? earlier : [];
  listeners.push(take);
  if (Array.isArray(earlier)) return;
  const hear = (...call: unknown[]) => {
    calls.push(call);
    for (const listener of listeners) if (typeof listener === 'function') listener(...call);
  };
  window.leaseline = Object.assign(hear, { q: calls, listeners });
}

/** A function has fields, too. */
function toObject(value: unknown): unknown {
  return typeof value === 'function'
    ? { q: Reflect.get(value, 'q'), listeners: Reflect.get(value, 'listeners') }
    : value;
}
