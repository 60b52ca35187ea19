import { type CallEvidence, confirmedAge, isClicked } from './call-evidence.ts';
import { prepare, weigh } from './holder-weights.ts';
import { isRemembered, type KnownCalls, measuredByCodes } from './measured-by-codes.ts';
import type { PoolKnowledge } from './pool-knowledge.ts';
import { type EstimatedShare, weightedShare } from './weighted-share.ts';

/** How often the present holder of a number was the caller, by so many calls whose caller is known by more than the number. */
export interface MeasuredAccuracy extends EstimatedShare {
  readonly calls: number;
}

/**
 * Of the visitors who called a number for the first time, the share of those who held it then: by those who are known by a click, by a call
 * to another number, or by a phone code. Who clicks calls soon, so each of these counts by how many such calls there are. Who
 * gave no number is left out, as nobody knows whether they had called before. Undefined while no call without a click is known.
 */
export function measuredAccuracy(
  evidence: readonly CallEvidence[],
  knowledge: PoolKnowledge,
): MeasuredAccuracy | undefined {
  const all = evidence.filter(({ ages }) => ages.length > 0);
  const first = all.filter(({ caller }) => caller === 'first');
  const unclicked = first.filter((one) => !isClicked(one));
  const known = {
    clicked: first.filter(isClicked),
    remembered: unclicked.filter(isRemembered),
    others: unclicked.filter((one) => !isRemembered(one)),
  };
  const byCodes = measuredByCodes(known, all);
  const hasEnough = byCodes !== undefined && byCodes.codes >= enoughCodes;
  const measured = hasEnough ? byCodes : (measuredByMemory(known, knowledge) ?? byCodes);
  if (measured === undefined) return undefined;
  const { share, low, high } = measured;
  return { share, low, high, calls: first.filter((one) => confirmedAge(one) !== undefined).length };
}

/** By fewer of them one would know less than by callers who are known from another number. */
const enoughCodes = 20;

/**
 * The same where nobody says a code: callers who are known from another number stand for all who did not click. Only the last holders of a number
 * are seen so, and nothing tells who was shown it before from strangers: how many such visitors call says the curve, and the interval
 * reaches to where all of them are.
 */
function measuredByMemory(
  { clicked, remembered, others }: KnownCalls,
  knowledge: PoolKnowledge,
): EstimatedShare | undefined {
  const { visitors, earlier, unrelated } = outOfSight(others, knowledge);
  const among = weightedShare([
    { ...holdersOf(clicked), weight: clicked.length },
    { ...holdersOf(remembered), weight: remembered.length + visitors - earlier },
  ]);
  if (among === undefined || remembered.length === 0) return undefined;
  const inSight = clicked.length + remembered.length + visitors - earlier;
  const expected = inSight / (inSight + earlier);
  return {
    share: among.share * expected,
    low: (among.low * inSight) / (inSight + earlier + unrelated),
    high: among.high * expected,
  };
}

function holdersOf(calls: readonly CallEvidence[]) {
  return { sampled: calls.length, holds: calls.filter(({ confirmed }) => confirmed?.holder === 0).length };
}

/** How long it takes until a number is shown to the next visitor, s, where nothing says it. */
const usualSpacing = 3600;

/** How many of these calls came from visitors, how many of them from those who held the number before all that are known; and how many from strangers. */
function outOfSight(calls: readonly CallEvidence[], knowledge: PoolKnowledge) {
  const { curveWithoutClick, unrelatedShare, spacingSeconds = usualSpacing } = knowledge;
  let [visitors, earlier, strangers] = [0, 0, 0];
  for (const one of calls) {
    const { holders, older, unrelated } = weigh(
      prepare(one, spacingSeconds),
      curveWithoutClick,
      unrelatedShare[one.caller],
    );
    const ofVisitors = holders.reduce((sum, weight) => sum + weight, older);
    if (!(ofVisitors > 0)) continue;
    visitors += ofVisitors / (ofVisitors + unrelated);
    earlier += older / (ofVisitors + unrelated);
    strangers += unrelated / (ofVisitors + unrelated);
  }
  return { visitors, earlier, unrelated: strangers };
}
