import type { StoredCall } from '../../calls/call-item.ts';
import { isoTime } from '../../platform/iso-time.ts';
import { toMoneyAnswer } from '../call-response.ts';
import type { ListedCalls } from '../list-calls.ts';
import type { TrialAnswer, TrialVerdict, TriedCall } from './trial-answer.ts';
import { type Trial, type Tried, tryCall } from './try-call.ts';

/** Whether the caller made an earlier call that fits in the days before. Undefined where there are too many to look at. */
export type HasEarlier = (call: StoredCall) => Promise<boolean | undefined>;

/** So many callers are looked up at once. */
const atOnce = 20;

/** What a rule would have made of a part of the log. Reads only who made earlier calls, and only where the rule asks for that. */
export async function runTrial(
  { items: calls, ...rest }: ListedCalls,
  trial: Trial,
  hasEarlier: HasEarlier,
): Promise<TrialAnswer> {
  const tried = calls.map((call) => ({ call, tried: tryCall(call, trial) }));
  const items: TriedCall[] = [];
  const values = new Map<string, bigint>();
  for (let from = 0; from < tried.length; from += atOnce) {
    const part = tried.slice(from, from + atOnce);
    const verdicts = await Promise.all(part.map((one) => verdictOf(one, trial, hasEarlier)));
    for (const [index, { call, tried: one }] of part.entries()) {
      const verdict = verdicts[index] ?? one.verdict;
      const value = verdict === 'fits' ? one.value : undefined;
      if (value) values.set(value.currency, (values.get(value.currency) ?? 0n) + BigInt(value.minor));
      items.push(toTriedCall(call, verdict, value));
    }
  }
  return { items, sums: sumsOf(items, values), ...rest };
}

async function verdictOf(
  { call, tried: { verdict } }: { readonly call: StoredCall; readonly tried: Tried },
  { rule }: Trial,
  hasEarlier: HasEarlier,
): Promise<TrialVerdict> {
  if (verdict !== 'fits' || rule.conversion.firstPerCallerInDays === undefined) return verdict;
  const isRepeated = await hasEarlier(call);
  if (isRepeated === undefined) return 'unknown';
  return isRepeated ? 'repeated' : 'fits';
}

function toTriedCall({ id, startedAt, match }: StoredCall, verdict: TrialVerdict, value: Tried['value']): TriedCall {
  const { source, medium } = match;
  return {
    call: id,
    startedAt: isoTime(startedAt),
    source,
    medium,
    verdict,
    ...(value && { value: toMoneyAnswer(value) }),
  };
}

function sumsOf(items: readonly TriedCall[], values: ReadonlyMap<string, bigint>): TrialAnswer['sums'] {
  const count = (wanted: TrialVerdict) => items.filter(({ verdict }) => verdict === wanted).length;
  return {
    calls: items.length,
    fits: count('fits'),
    doesNotFit: count('does-not-fit'),
    unknown: count('unknown'),
    repeated: count('repeated'),
    notJudged: count('not-judged'),
    values: [...values].map(([currency, minor]) => toMoneyAnswer({ minor: Number(minor), currency })),
  };
}
