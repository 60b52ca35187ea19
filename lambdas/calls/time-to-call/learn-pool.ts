import { type CallEvidence, type CallerKind, confirmedAge, isClicked } from './call-evidence.ts';
import { confirmedPart, confirmedShares } from './confirmed-shares.ts';
import { type Counts, countCalls, type LearntFrom, noCounts, sumCounts } from './count-calls.ts';
import { startingCurve } from './curve.ts';
import { gapsOf, prepare } from './holder-weights.ts';
import { type PoolKnowledge, startingKnowledge } from './pool-knowledge.ts';
import { curveOfHumps, humpsOfCounts, startingHumps } from './smooth-curve.ts';

const dayMs = 86_400_000;
/** After so many days a call counts half. */
const halfLifeDays = 120;
/** What is expected counts as much as so many calls: of a curve, of a share, of how far a sign can be trusted; and as so many gaps between showings. */
const expectedCounts = { curve: 5, share: 25, sign: 20, gaps: 25 } as const;
/** More of them change the third decimal. */
const rounds = 100;

type Taught = CallEvidence & LearntFrom;

/** What is kept of it, and what it was learnt by. */
export interface LearntPool extends PoolKnowledge {
  /** How often calls without a click are confirmed to be a visitor's, by the bins of the curve in which they come. */
  readonly confirmedShare: readonly number[];
}

/** Between two showings of a number where the calls do not say, s. */
const usualSpacing = 2400;

/** What the last calls of a pool teach. Pure: the same calls, in whatever order, teach the same. `now` in ms. */
export function learnPool(evidence: readonly CallEvidence[], now: number): LearntPool {
  const weighted = evidence
    .filter(({ ages }) => ages.length > 0)
    .toSorted((a, b) => (a.call < b.call ? -1 : 1))
    .map((one) => ({ ...one, weight: 0.5 ** (Math.max(0, now - one.startedAt) / (halfLifeDays * dayMs)) }));
  const spacingSeconds = meanSpacing(weighted);
  const calls = weighted.map((one) => ({
    ...one,
    ...ageOf(one),
    shown: prepare(one, spacingSeconds ?? usualSpacing),
  }));
  const clicks = countCalls(calls.filter(isClicked), nobodyElse);
  const { humps, counts, unrelatedShare, confirmedShare } = learnUnclicked(calls.filter((one) => !isClicked(one)));
  const all = sumCounts(counts, clicks).bins;
  return {
    curve: curveOfHumps(humpsOfCounts(all, { from: humps, expected: expectedHumps, steps: rounds })),
    curveWithoutClick: curveOfHumps(humps),
    unrelatedShare,
    confirmedShare,
    spacingSeconds,
    calls: calls.length,
    confirmed: calls.filter(({ confirmed }) => confirmed !== undefined).length,
    ...learnTrust(calls),
  };
}

/** Of calls whose visitor is known. */
const nobodyElse = { curve: startingCurve, unrelatedShare: 0 };

const expectedHumps = startingHumps.map((weight) => weight * expectedCounts.curve);

/**
 * The curve of calls without a click, and how many no visit led to, by expectation maximisation: what is known so far says in which part each call
 * is whose, and those parts say better what is known.
 */
function learnUnclicked(calls: readonly Taught[]) {
  // Whom memory names says nothing of callers who are new.
  const isAsked = ({ confirmed }: Taught) => confirmed?.by !== 'caller-memory';
  const asked = (kind: CallerKind) => calls.filter((one) => one.caller === kind && isAsked(one));
  const groups = { first: asked('first'), again: asked('again'), withheld: asked('withheld') };
  const remembered = calls.filter((one) => !isAsked(one));
  const returned = countCalls(
    remembered.filter(({ age }) => age !== undefined),
    nobodyElse,
  );
  const saved = remembered.filter(({ age }) => age === undefined).reduce((sum, { weight }) => sum + weight, 0);
  const fromMemory = { ...noCounts, unrelated: saved, all: saved };
  const expected = startingKnowledge.unrelatedShare;
  let humps = startingHumps;
  let unrelatedShare = expected;
  let counts = noCounts;
  let confirmedShare: readonly number[] = [];
  let confirmedOlder = 0;
  const known = countCalls(
    calls.filter((one) => isAsked(one) && one.age !== undefined),
    nobodyElse,
  );
  for (let round = 0; round < rounds; round++) {
    const curve = curveOfHumps(humps);
    const of = (kind: CallerKind) =>
      countCalls(groups[kind], { curve, unrelatedShare: unrelatedShare[kind], confirmedShare, confirmedOlder });
    const [first, again, withheld] = [of('first'), of('again'), of('withheld')];
    const mine = sumCounts(first, again, withheld);
    confirmedShare = confirmedShares(known.bins, mine.bins);
    confirmedOlder = confirmedPart(known.older, mine.older);
    counts = sumCounts(mine, returned);
    humps = humpsOfCounts(counts.bins, { from: humps, expected: expectedHumps, steps: 2 });
    // Who gives no number is like all the others, but that nobody can know whether they called before.
    const likeOthers = shareOf(sumCounts(first, again, returned, fromMemory), expected.withheld);
    unrelatedShare = {
      first: shareOf(first, expected.first),
      again: shareOf(again, expected.again),
      withheld: shareOf(withheld, likeOthers),
    };
  }
  return { humps, counts, unrelatedShare, confirmedShare };
}

function shareOf({ unrelated, all }: Counts, expected: number): number {
  return (unrelated + expectedCounts.share * expected) / (all + expectedCounts.share);
}

/** Who calls again may have saved the number: how long ago they were shown it, before all others, says nothing then. */
function ageOf(one: CallEvidence): Pick<LearntFrom, 'age' | 'isOlder'> {
  const isOlder = one.confirmed?.holder === null;
  return isOlder && one.caller === 'again' ? {} : { age: confirmedAge(one), isOlder };
}

/** The first calls of a pool come soon after its numbers were leased for the first time, and say little of how often that will be. */
function meanSpacing(calls: readonly (CallEvidence & Pick<LearntFrom, 'weight'>)[]): number | undefined {
  let [time, gaps] = [0, 0];
  for (const one of calls) {
    const { seconds, count } = gapsOf(one);
    time += one.weight * seconds;
    gaps += one.weight * count;
  }
  if (gaps === 0) return undefined;
  return (time + expectedCounts.gaps * usualSpacing) / (gaps + expectedCounts.gaps);
}

const { rightByClick, rightByMemory } = startingKnowledge;
/** How often each sign is expected to be right, and wrong. */
const expectedRight = { click: rightByClick, 'caller-memory': rightByMemory, 'phone-code': 1 } as const;
const wrong = { click: 1 - rightByClick, 'caller-memory': 1 - rightByMemory, 'phone-code': 0 } as const;

/**
 * How often a click and memory were right, by calls that a second sign speaks for or against. Where two disagree, each is blamed as much
 * as it is expected to be wrong.
 */
function learnTrust(calls: readonly Taught[]): Pick<PoolKnowledge, 'rightByClick' | 'rightByMemory'> {
  const rightBy = (by: keyof typeof wrong) => {
    let [right, all] = [expectedCounts.sign * expectedRight[by], expectedCounts.sign];
    for (const { confirmed, also, weight } of calls) {
      if (confirmed === undefined || also === undefined || (confirmed.by !== by && also.by !== by)) continue;
      const blame = confirmed.holder === also.holder ? 0 : wrong[by] / (wrong[confirmed.by] + wrong[also.by]);
      all += weight;
      right += weight * (1 - blame);
    }
    return right / all;
  };
  return { rightByClick: rightBy('click'), rightByMemory: rightBy('caller-memory') };
}
