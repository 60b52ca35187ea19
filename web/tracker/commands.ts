import { field } from '../fields.ts';
import { type Consent, parseConsent } from './consent.ts';

declare global {
  interface Window {
    /** `leaseline('consent', {ads, analytics})`; before the script is there a page may put calls into `leaseline.q`. */
    leaseline?: unknown;
  }
}

/** Listens to what the page tells, from before this script was there on. What is no command is left alone. */
export function onConsent(say: (consent: Consent) => void): void {
  const take = (...[command, value]: unknown[]) => {
    const consent = command === 'consent' ? parseConsent(value) : undefined;
    if (consent !== undefined) say(consent);
  };
  const waiting = field(toObject(window.leaseline), 'q');
  window.leaseline = take;
  if (!Array.isArray(waiting)) return;
  for (const call of waiting) take(field(call, '0'), field(call, '1'));
}

/** A function has fields, too. */
function toObject(value: unknown): unknown {
  return typeof value === 'function' ? { q: Reflect.get(value, 'q') } : value;
}
