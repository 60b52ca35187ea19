import type { StoredCall } from '../../calls/call-item.ts';
import { asksField } from '../../calls/conditions/explain-conditions.ts';
import { type Said, saidIn } from '../../calls/conversation/said.ts';
import type { Transcript } from '../../calls/conversation/transcript.ts';
import { addMoney, type MoneySums, moneyOf } from '../../conversions/money-sums.ts';
import { wordFields } from '../../conversions/rules/conditions/conversation-conditions.ts';
import { isoTime } from '../../platform/iso-time.ts';
import { toMoneyAnswer } from '../call-response.ts';
import type { ListedCalls } from '../list-calls.ts';
import type { TrialAnswer, TrialVerdict, TriedCall } from './trial-answer.ts';
import { type Trial, type Tried, tryCall } from './try-call.ts';

/** Whether the caller made an earlier call that fits in the days before. Undefined where there are too many to look at. */
export type HasEarlier = (call: StoredCall) => Promise<boolean | undefined>;

/** Reads what was said in some calls, by call; only asked where the rule does. */
export type ReadWords = (calls: readonly StoredCall[]) => Promise<ReadonlyMap<string, readonly Transcript[]>>;

/** What was said in some calls, by call: nothing is read for a rule that does not ask for it. */
export async function saidInCalls(
  calls: readonly StoredCall[],
  { rule }: Trial,
  readWords: ReadWords,
): Promise<ReadonlyMap<string, Said | undefined>> {
  if (!wordFields.some((field) => asksField(rule.when, field))) return new Map();
  const words = await readWords(calls.filter(({ conversation }) => conversation?.transcripts !== undefined));
  return new Map([...words].map(([call, transcripts]) => [call, saidIn(transcripts)]));
}

/** So many callers are looked up at once. */
const atOnce = 20;

/** What a rule would have made of a part of the log. Reads only who made earlier calls, and only where the rule asks for that. */
export async function runTrial(
  { items: calls, ...rest }: ListedCalls,
  trial: Trial,
  hasEarlier: HasEarlier,
  readWords: ReadWords,
): Promise<TrialAnswer> {
  const said = await saidInCalls(calls, trial, readWords);
  const tried = calls.map((call) => ({ call, tried: tryCall(call, trial, said.get(call.id)) }));
  const items: TriedCall[] = [];
  const values: MoneySums = new Map();
  for (let from = 0; from < tried.length; from += atOnce) {
    const part = tried.slice(from, from + atOnce);
    const verdicts = await Promise.all(part.map((one) => verdictOf(one, trial, hasEarlier)));
    for (const [index, { call, tried: one }] of part.entries()) {
      const verdict = verdicts[index] ?? one.verdict;
      const value = verdict === 'fits' ? one.value : undefined;
      if (value) addMoney(values, value);
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

function sumsOf(items: readonly TriedCall[], values: MoneySums): TrialAnswer['sums'] {
  const count = (wanted: TrialVerdict) => items.filter(({ verdict }) => verdict === wanted).length;
  return {
    calls: items.length,
    fits: count('fits'),
    doesNotFit: count('does-not-fit'),
    unknown: count('unknown'),
    repeated: count('repeated'),
    notJudged: count('not-judged'),
    values: moneyOf(values).map(toMoneyAnswer),
  };
}
