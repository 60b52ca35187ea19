import type { Call } from '../../../calls/call.ts';
import type { Range } from '../../../calls/conditions/bounds.ts';
import { type Talk, timeTalked } from '../../../calls/fold/talks.ts';
import { minorOf } from '../../ledger/fold-ledger.ts';
import type { LedgerLine } from '../../ledger/ledger.ts';
import type { RuleFacts } from './rule-facts.ts';

/** When so much had been talked, ms; undefined where that asks for no talk. That it was no longer than it might be is known at the end. */
export function timeOfTalk(range: Range, facts: Pick<RuleFacts, 'call' | 'talks'>): number | undefined {
  if (range.lte !== undefined || range.lt !== undefined) return endOfCall(facts.call);
  const seconds = Math.max(range.gte ?? 0, range.gt ?? 0);
  return seconds === 0 ? undefined : (timeTalked(talksOf(facts), seconds) ?? endOfCall(facts.call));
}

function talksOf({ call: { answeredAt, talkSeconds }, talks }: Pick<RuleFacts, 'call' | 'talks'>): readonly Talk[] {
  if (talks !== undefined) return talks;
  return answeredAt === undefined || talkSeconds === undefined ? [] : [{ from: answeredAt, seconds: talkSeconds }];
}

/**
 * When it came about that the outcome is one of these, ms. What counts is the one that was reported last; it holds since the first of those that said
 * so without another in between.
 */
export function timeOfOutcome(
  isWanted: (outcome: string) => boolean,
  { ledger: { outcomes } }: Pick<RuleFacts, 'ledger'>,
): number | undefined {
  const lastOther = outcomes.findLastIndex(({ outcome }) => !isWanted(outcome));
  const [first] = outcomes.slice(lastOther + 1);
  return first?.at;
}

/** When the first of these tags was reported, ms. */
export function timeOfTag(
  isWanted: (tag: string) => boolean,
  { ledger }: Pick<RuleFacts, 'ledger'>,
): number | undefined {
  return earliest(ledger.lines.filter(({ tags = [] }) => tags.some(isWanted)).map(timeOf));
}

/** When sales less refunds came to fit last, in the order in which they were made, ms; undefined where none of them changed that. */
export function timeOfRevenue(
  isWanted: (minor: number) => boolean,
  { ledger }: Pick<RuleFacts, 'ledger'>,
): number | undefined {
  const counted = ledger.lines
    .map((line) => ({ at: timeOf(line), minor: minorOf(line) }))
    .filter(({ minor }) => minor !== 0)
    .sort((a, b) => a.at - b.at);
  let [sum, wasWanted, since]: [number, boolean, number | undefined] = [0, isWanted(0), undefined];
  for (const { at, minor } of counted) {
    sum += minor;
    const isNow = isWanted(Math.max(sum, 0));
    if (isNow && !wasWanted) since = at;
    wasWanted = isNow;
  }
  return wasWanted ? since : undefined;
}

function timeOf({ occurredAt, receivedAt }: LedgerLine): number {
  return occurredAt ?? receivedAt;
}

/** Undefined of none. */
export function earliest(times: readonly number[]): number | undefined {
  return times.length === 0 ? undefined : Math.min(...times);
}

/** When a call ended as far as is known, ms. */
export function endOfCall({ endedAt, answeredAt, startedAt }: Call): number {
  return endedAt ?? answeredAt ?? startedAt;
}
