import { bins, valueAt } from './curve.ts';

/** Calls that come about as long after the showing are confirmed about as often: two doublings of that time together. */
const binsPerSpan = 4;
/** What is so of all calls counts as much as so many calls of a span. */
const expectedCount = 50;

/** In which span of time a bin of a curve lies, counted from 0. */
export function spanOf(bin: number): number {
  return Math.floor(bin / binsPerSpan);
}

/**
 * How often a call is confirmed to be a visitor's, by the bin of the curve in which it came: who still has the page open reads out its code,
 * who calls days later seldom can. `known` of `all` calls in each bin were confirmed.
 */
export function confirmedShares(known: readonly number[], all: readonly number[]): number[] {
  const [knownBySpan, allBySpan] = [bySpan(known), bySpan(all)];
  const [knownInAll, inAll] = [sum(known), sum(all)];
  const usual = inAll > 0 ? Math.min(1, knownInAll / inAll) : 0;
  return bins.map((_, bin) => {
    const span = spanOf(bin);
    const [confirmed, calls] = [valueAt(knownBySpan, span), valueAt(allBySpan, span)];
    return Math.min(mostConfirmed, (confirmed + expectedCount * usual) / (Math.max(confirmed, calls) + expectedCount));
  });
}

/** The same of calls of all times together, `known` of `all`: none of few. */
export function confirmedPart(known: number, all: number): number {
  return Math.min(mostConfirmed, known / (Math.max(known, all) + expectedCount));
}

/** Nobody is confirmed always: a call that is not is never out of the question. */
const mostConfirmed = 0.95;

/** The same in spans. */
export function bySpan(counts: readonly number[]): number[] {
  const spans = Array.from({ length: spanOf(bins.length - 1) + 1 }, () => 0);
  for (const [bin, count] of counts.entries()) spans[spanOf(bin)] = valueAt(spans, spanOf(bin)) + count;
  return spans;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
