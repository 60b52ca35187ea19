import type { StoredCall } from '../calls/call-item.ts';
import { amountText, type Money } from '../conversions/money.ts';
import { isoTime } from '../platform/iso-time.ts';
import type { FullMatch, ListedCall, ToldCall, ToldMoney, ToldSums } from './call-answer.ts';

/** A call as the API tells it, once the edge has left out what is not told: ISO times, `caller` null if withheld. */
export function tellCall(stored: StoredCall): ToldCall {
  const { caller, startedAt, answeredAt, endedAt, finalAt, unsupported, ...rest } = stored;
  return {
    ...rest,
    ...(caller !== undefined && { caller: caller.kind === 'number' ? caller.number : null }),
    startedAt: isoTime(startedAt),
    answeredAt: tellTimeIfAny(answeredAt),
    endedAt: tellTimeIfAny(endedAt),
    finalAt: tellTimeIfAny(finalAt),
    ...(unsupported && { unsupported: [...unsupported] }),
  };
}

/** Its match with the visit behind it. */
export function tellMatch({ match: { visit, ...rest } }: StoredCall): FullMatch {
  const told = visit && { ...visit, shownAt: isoTime(visit.shownAt), touchAt: tellTimeIfAny(visit.touchAt) };
  return { ...rest, visit: told };
}

/** What it came to; of a call that was kept without sums, nothing. */
export function tellSums({ sums }: StoredCall): ToldSums {
  if (sums === undefined) return { conversions: 0, values: [], tags: [] };
  const { values, revenue, ...rest } = sums;
  return { ...rest, values: values.map(tellMoney), ...(revenue && { revenue: tellMoney(revenue) }) };
}

/** A call as an item of the list. */
export function tellListed(stored: StoredCall): ListedCall {
  return { call: tellCall(stored), match: tellMatch(stored), ...tellSums(stored) };
}

/** With a decimal amount, like "129.50". */
export function tellMoney(money: Money): ToldMoney {
  return { amount: amountText(money), currency: money.currency };
}

/** A time (ms since 1970) that may be unknown, as the API tells it. */
export function tellTimeIfAny(time: number | undefined): string | undefined {
  return time === undefined ? undefined : isoTime(time);
}
