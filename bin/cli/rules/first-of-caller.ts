import type { CallDetail } from '../../../lambdas/journal/call-detail-answer.ts';
import { calendarOf } from '../../../lambdas/journal/days.ts';
import { CliError } from '../cli-error.ts';
import type { ManagementOptions } from '../management.ts';
import { type TriedRule, trialPart } from './rules-trial.ts';

/** Whether a call that fits is the one of its caller that counts, and a sentence that says so. */
export interface CallerPlace {
  readonly place: 'first' | 'repeated' | 'unknown';
  readonly note: string;
}

const day = 86_400_000;

/**
 * Says it of a rule that counts the first call of a caller in so many days. Where the caller called before within these days the running API
 * is asked, which knows what those calls came to.
 */
export async function placeOfCall(
  detail: CallDetail,
  { rule, days, timeZone }: { readonly rule: TriedRule; readonly days: number; readonly timeZone: string },
  management: ManagementOptions,
): Promise<CallerPlace> {
  const { call, match } = detail;
  if (call.caller === undefined || call.caller === null) {
    return { place: 'first', note: 'The caller is not known: each call of such a caller counts.' };
  }
  const from = Date.parse(call.startedAt) - days * day;
  const calledBefore = match.previousCallAt === undefined ? from : Date.parse(match.previousCallAt);
  const isFirst = match.firstTimeCaller === true || calledBefore < from;
  const verdict = isFirst ? 'fits' : await triedVerdict(detail, { rule, timeZone }, management);
  if (verdict === 'fits') return { place: 'first', note: `It is the first of its caller that fits in ${days} days.` };
  if (verdict === 'repeated') {
    const note = `The caller made another one that fits in the ${days} days before: this one does not count.`;
    return { place: 'repeated', note };
  }
  const note = `Whether the caller made another one that fits in the ${days} days before cannot be said.`;
  return { place: 'unknown', note };
}

/** What a trial of the day of the call says of it. */
async function triedVerdict(
  { call: { id, startedAt } }: CallDetail,
  { rule, timeZone }: { readonly rule: TriedRule; readonly timeZone: string },
  management: ManagementOptions,
): Promise<string | undefined> {
  const of = calendarOf(timeZone).dayOf(Date.parse(startedAt));
  const asked = { rule, from: of, to: of, limit: 500 };
  try {
    for (let cursor: string | undefined, isFirst = true; isFirst || cursor !== undefined; isFirst = false) {
      const part = await trialPart(management, { ...asked, ...(cursor !== undefined && { cursor }) });
      const tried = part.items.find(({ call }) => call === id);
      if (tried !== undefined) return tried.verdict;
      cursor = part.cursor;
    }
    return undefined;
  } catch (error) {
    if (error instanceof CliError) return undefined;
    throw error;
  }
}
