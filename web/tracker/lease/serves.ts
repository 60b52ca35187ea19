import type { Remembered } from './remembered.ts';

const minute = 60_000;

/** How long an answer without a lease is good for, in ms: a campaign's number for a visit, a refusal only for a moment. */
const goodFor = { static: 30 * minute, default: minute, none: minute, lost: 0 };

/**
 * Is what the browser remembers still the answer to this landing, so that nothing has to be asked? A new arrival
 * (`landing` not empty and another one than before) has a source of its own; loading the page again is no arrival.
 */
export function serves(remembered: Remembered, landing: string, reloaded: boolean, now: number): boolean {
  if (landing !== '' && landing !== remembered.landing && !reloaded) return false;
  if (remembered.state === 'leased') return (remembered.leasedUntil ?? 0) > now;
  return remembered.askedAt + goodFor[remembered.state] > now;
}
