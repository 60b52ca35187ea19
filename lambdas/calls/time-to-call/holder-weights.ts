import { staysOpen } from '../../capacity/sizing/lease-held.ts';
import { logNormalBelow } from '../../capacity/sizing/normal-distribution.ts';
import { binOf, bins, type Curve, partOfBin, perSecondOfShare, valueAt } from './curve.ts';

/** When the last holders of a number had been shown it before a call, s, the latest first; `lastSeen` likewise, where known. */
export interface Shown {
  readonly ages: readonly number[];
  readonly lastSeen?: readonly (number | null)[] | undefined;
  /** How long the pool had leased out the number by then, s; where these are fewer than are looked at, they are all that it was shown to. */
  readonly leasedFor?: number | undefined;
}

/** How likely each holder is the caller, relative to each other and to others: calls per second, and per visitor who calls. */
export interface Weights {
  readonly holders: readonly number[];
  /** Who was shown the number before all of these. */
  readonly older: number;
  /** Who was never shown it. */
  readonly unrelated: number;
}

/** All that weights depend on besides the curve and the share of calls without a visit: it may be worked out once. */
export interface Prepared {
  /** Of each holder: the bin of the curve, and what its share is multiplied by. */
  readonly holders: readonly { readonly bin: number; readonly times: number }[];
  /** Between which ages those are who were shown the number before all of these, and what their share is multiplied by. */
  readonly older: { readonly from: AgeInBins; readonly to: AgeInBins | undefined; readonly times: number } | undefined;
  /** How often the number is shown to somebody, per second. */
  readonly rate: number;
}

/** An age as a bin of the curve, and the part of that bin that is below it. */
export interface AgeInBins {
  readonly bin: number;
  readonly part: number;
}

/** So many holders of a number are looked at. */
export const mostHolders = 8;

/** Where nobody knows how long a visitor stayed, s. */
const usualStay = 120;

/** Of a call and how often its number is shown. */
export function prepare(shown: Shown, usualSpacing: number): Prepared {
  const { ages, lastSeen = [], leasedFor } = shown;
  const rate = 1 / spacingOf(shown, usualSpacing);
  const oldest = ages.length < mostHolders ? undefined : ages.at(-1);
  return {
    holders: ages.map((age, index) => {
      const isPresent = index === 0;
      const closed = isPresent ? 1 : closedShare(lastSeen[index] ?? Math.max(0, age - usualStay));
      return { bin: binOf(age), times: closed * perSecondOfShare(age) };
    }),
    older: oldest === undefined ? undefined : olderThan(oldest, leasedFor, rate),
    rate,
  };
}

/** Nobody was shown a number before it was in its pool, unless it was in another one. */
function olderThan(oldest: number, leasedFor: number | undefined, rate: number): Prepared['older'] {
  const to = leasedFor === undefined || leasedFor < oldest ? undefined : inBins(leasedFor);
  return { from: inBins(oldest), to, times: closedShare(oldest) * rate };
}

function inBins(age: number): AgeInBins {
  return { bin: binOf(age), part: partOfBin(age) };
}

/** Calls come from each holder as the curve says, from earlier ones evenly, and from others as often as they do on average. */
export function weigh({ holders, older, rate }: Prepared, { shares }: Curve, unrelatedShare: number): Weights {
  return {
    holders: holders.map(({ bin, times }) => valueAt(shares, bin) * times),
    older: older === undefined ? 0 : older.times * sum(olderShares(shares, older)),
    unrelated: (unrelatedShare / (1 - unrelatedShare)) * rate * ownShare(shares, rate),
  };
}

const middles = bins.map(({ from, to }) => (from + to) / 2);
const closedByThen = middles.map(closedShare);

/**
 * The share of visitors who call the very number that they were shown: not yet another's, or their page is closed. The others call what they see
 * then. Strangers are so many to calls of these.
 */
function ownShare(shares: readonly number[], rate: number): number {
  return middles.reduce(
    (sum, middle, bin) => sum + valueAt(shares, bin) * (middle * rate < 1 ? 1 : valueAt(closedByThen, bin)),
    0,
  );
}

/** By bins, the shares of a curve at the ages of those who were shown the number before all that are known. */
export function olderShares(shares: readonly number[], { from, to }: NonNullable<Prepared['older']>): number[] {
  return shares.map((share, bin) => {
    if (bin < from.bin || (to !== undefined && bin > to.bin)) return 0;
    const [first, last] = [bin === from.bin ? from.part : 0, bin === to?.bin ? to.part : 1];
    return share * (last - first);
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** The share of visitors whose page, last looked at so long ago, is closed by now. */
function closedShare(seconds: number): number {
  return 1 - staysOpen.share * (1 - logNormalBelow(staysOpen.law, seconds));
}

/** The same as chances, 0 to 1, in sum 1; who was never shown the number, where nothing speaks for anybody. */
export function chances({ holders, older, unrelated }: Weights): Weights {
  const sum = holders.reduce((total, weight) => total + weight, older + unrelated);
  if (!(sum > 0)) return { holders: holders.map(() => 0), older: 0, unrelated: 1 };
  return { holders: holders.map((weight) => weight / sum), older: older / sum, unrelated: unrelated / sum };
}

/** What is usual counts as much as so many of the number's own gaps. */
const usualCounts = 2;

/**
 * How long it takes until a number is shown to the next visitor, s: by this number's own last holders, and, as far as they are few, by
 * what is usual in its pool.
 */
export function spacingOf(shown: Shown, usual: number): number {
  const { seconds, count } = gapsOf(shown);
  return Math.max(1, (seconds + usualCounts * usual) / (count + usualCounts));
}

/** How often a number was shown in how long a time, s. */
export function gapsOf({ ages, leasedFor }: Shown): { readonly seconds: number; readonly count: number } {
  const [newest = 0] = ages;
  const oldest = ages.at(-1) ?? 0;
  if (leasedFor === undefined || ages.length >= mostHolders)
    return { seconds: oldest - newest, count: Math.max(0, ages.length - 1) };
  return { seconds: Math.max(leasedFor, oldest), count: ages.length };
}
