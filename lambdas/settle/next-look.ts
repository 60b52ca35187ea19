const minute = 60_000;

/** Pauses after each look at what is past its time, ms. After the last one, a good day later, it is given up. */
const pauses: readonly number[] = [5, 15, 60, 180, 360, 900].map((minutes) => minutes * minute);

/** What the sweep does with something that is past its time. */
export type Look =
  /** Set it going; if it still stands still at that time (ms), it is looked at again. */
  { readonly kind: 'again'; readonly looks: number; readonly at: number } | { readonly kind: 'give-up' };

/** `looks`: how often it was set going without coming to an end. `now` in ms. */
export function nextLook(looks: number, now: number): Look {
  const before = Math.max(0, looks);
  const pause = pauses[before];
  return pause === undefined ? { kind: 'give-up' } : { kind: 'again', looks: before + 1, at: now + pause };
}
