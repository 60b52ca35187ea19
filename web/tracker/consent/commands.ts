import { field, listField } from '../../fields.ts';
import { type Consent, parseConsent } from './consent.ts';

declare global {
  interface Window {
    /** `leaseline('consent', {ads, analytics})`, `leaseline('identify', {email, ids})`; before the script is there a page may put calls into `leaseline.q`. */
    leaseline?: unknown;
  }
}

/**
 * Listens to what the page tells, from before this script was there on. What is no command is left alone. Copies of the script for several
 * sites each hear all of it: the first takes the calls and hands them on.
 */
export function onConsent(say: (consent: Consent) => void): void {
  const take = (...call: [unknown, unknown]) => {
    const consent = consentIn(call);
    if (consent) say(consent);
  };
  const before = window.leaseline;
  const q = listField(before, 'q');
  for (const call of q) take(field(call, '0'), field(call, '1'));
  const earlier = field(before, 'listeners');
  if (Array.isArray(earlier)) {
    earlier.push(take);
    return;
  }
  const listeners = [take];
  const hear = (...call: [unknown, unknown]) => {
    q.push(call);
    for (const listener of listeners) listener(...call);
  };
  window.leaseline = Object.assign(hear, { q, listeners });
}

/** Has the page, on this page, told what the visitor allows? */
export function hasPageSaid(): boolean {
  return listField(window.leaseline, 'q').some(consentIn);
}

/** Does the page have something that may speak for the visitor: a framework's interface, or Google's tags with consent commands? */
export function hasConsentTool(): boolean {
  return (
    '__tcfapi' in window ||
    !!field(field(window, 'google_tag_data'), 'ics') ||
    listField(window, 'dataLayer').some((command) => field(command, '0') === 'consent')
  );
}

function consentIn(call: unknown): Consent | undefined {
  return field(call, '0') === 'consent' ? parseConsent(field(call, '1')) : undefined;
}
