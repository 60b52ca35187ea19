import type { CallSums, StoredCall } from '../calls/call-item.ts';
import type { MatchedVisit } from '../calls/match/match.ts';
import { notJudged } from '../calls/qualified.ts';
import { whoAnswered } from '../calls/who-answered.ts';
import { amountText, type Money } from '../conversions/money.ts';
import { isoTime } from '../platform/iso-time.ts';
import type { CallAnswer, FiledCall, FullMatch, MoneyAnswer, SumsAnswer, VisitAnswer } from './call-answer.ts';

/** A call as the API tells it, once the edge has left out what is not told: ISO times, `caller` null if withheld. */
export function toCallAnswer(stored: StoredCall): CallAnswer {
  const { caller, startedAt, answeredAt, endedAt, finalAt, unsupported, recordings, email: _email, ...rest } = stored;
  return {
    ...rest,
    ...(caller !== undefined && { caller: caller.kind === 'number' ? caller.number : null }),
    startedAt: isoTime(startedAt),
    answeredAt: toTimeIfAny(answeredAt),
    endedAt: toTimeIfAny(endedAt),
    finalAt: toTimeIfAny(finalAt),
    answeredBy: whoAnswered(stored),
    ...(recordings && {
      recordings: recordings.map((one) => ({ ...one, startedAt: toTimeIfAny(one.startedAt) })),
    }),
    ...(unsupported && { unsupported: [...unsupported] }),
  };
}

/** Its match with the visit behind it. */
export function toMatchAnswer({ match: { visit, linkedVisits, previousCallAt, ...rest } }: StoredCall): FullMatch {
  return {
    ...rest,
    previousCallAt: toTimeIfAny(previousCallAt),
    visit: visit && toVisitAnswer(visit),
    linkedVisits: linkedVisits.map(({ code, by, reason, ...linked }) => ({
      ...toVisitAnswer(linked),
      code,
      by,
      reason,
    })),
  };
}

function toVisitAnswer(visit: MatchedVisit): VisitAnswer {
  return { ...visit, shownAt: isoTime(visit.shownAt), touchAt: toTimeIfAny(visit.touchAt) };
}

/** What it came to; of a call that was kept without sums, nothing. */
export function toSumsAnswer({ sums, qualified = notJudged, score }: StoredCall): SumsAnswer {
  if (sums === undefined) return { conversions: 0, values: [], tags: [], qualified };
  const { values, revenue, tags: _reported, ruleTags: _ofRules, siteTags: _ofSite, rules, ...rest } = sums;
  return {
    ...rest,
    values: values.map(toMoneyAnswer),
    ...(revenue && { revenue: toMoneyAnswer(revenue) }),
    tags: tagsOf(sums),
    ...(rules && { rules: rules.map(toRuleAnswer) }),
    ...(score && { score }),
    qualified,
  };
}

/** What was reported of it, what its rules and what its site's conditions say of it, each once. */
export function tagsOf({ tags, ruleTags = [], siteTags = [] }: CallSums): string[] {
  return [...new Set([...tags, ...ruleTags, ...siteTags])].sort();
}

function toRuleAnswer(named: string) {
  const [id = '', version = '1'] = named.split(' ');
  return { id, version: Number(version) };
}

/** A call as an item of the list. The file tells more of its match than the list, from which the edge takes it out. */
export function toListedCall(stored: StoredCall): FiledCall {
  return { call: toCallAnswer(stored), match: toMatchAnswer(stored), ...toSumsAnswer(stored) };
}

/** With a decimal amount, like "129.50". */
export function toMoneyAnswer(money: Money): MoneyAnswer {
  return { amount: amountText(money), currency: money.currency };
}

/** A time (ms since 1970) that may be unknown, as the API tells it. */
export function toTimeIfAny(time: number | undefined): string | undefined {
  return time === undefined ? undefined : isoTime(time);
}
