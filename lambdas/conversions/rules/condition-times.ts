import type { Call } from '../../calls/call.ts';
import { type Talk, timeTalked } from '../../calls/fold/talks.ts';
import type { Ledger } from '../ledger/fold-ledger.ts';

/** What says when the goal of a rule was met. */
export interface GoalFacts {
  readonly call: Call;
  readonly talks: readonly Talk[];
  readonly ledger: Pick<Ledger, 'outcomes' | 'firstSaleAt'>;
}

/** Bounds of a number; all that are given must hold. */
export interface Range {
  readonly gte?: number | undefined;
  readonly gt?: number | undefined;
  readonly lte?: number | undefined;
  readonly lt?: number | undefined;
}

/** When so much had been talked, ms; undefined where that asks for no talk. That it was no longer than it might be is known at the end. */
export function timeOfTalk(range: Range, { call, talks }: GoalFacts): number | undefined {
  if (range.lte !== undefined || range.lt !== undefined) return endOfCall(call);
  const seconds = Math.max(range.gte ?? 0, range.gt ?? 0);
  return seconds === 0 ? undefined : (timeTalked(talks, seconds) ?? endOfCall(call));
}

/**
 * When one of the outcomes was reported, ms. What counts is the one that was reported last; it holds since the first of those that said
 * so without another in between.
 */
export function timeOfOutcome(
  wanted: string | readonly string[],
  { ledger: { outcomes } }: GoalFacts,
): number | undefined {
  const isWanted = ({ outcome }: { readonly outcome: string }) => [wanted].flat().includes(outcome);
  const lastOther = outcomes.findLastIndex((one) => !isWanted(one));
  const [first] = outcomes.slice(lastOther + 1);
  return first?.at;
}

/** When a call ended as far as is known, ms. */
export function endOfCall({ endedAt, answeredAt, startedAt }: Call): number {
  return endedAt ?? answeredAt ?? startedAt;
}
