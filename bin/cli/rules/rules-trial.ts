import type { Rule } from '../../../lambdas/conversions/rules/rule.ts';
import { addDays, calendarOf } from '../../../lambdas/journal/days.ts';
import { type TrialAnswer, trialAnswer } from '../../../lambdas/journal/rule-trial/trial-answer.ts';
import { CliError } from '../cli-error.ts';
import { callManagement, describeProblem, type ManagementOptions } from '../management.ts';
import { readSite } from '../read-settings.ts';
import { moneyTexts } from './money-sums.ts';
import { readRuleFile } from './read-rule.ts';
import { addPart, noSums, type TrialSums } from './trial-sums.ts';
import { trialText } from './trial-text.ts';

export interface RulesTrialOptions {
  /** So many days, today among them. */
  readonly days: number;
  readonly json?: true;
}

/** What a rule of a file would have made of the last days, part after part. Gives what is to be printed. */
export async function rulesTrial(
  file: string,
  { days, json }: RulesTrialOptions,
  management: ManagementOptions,
  progress: (line: string) => void,
): Promise<string> {
  const rule = readRuleFile(file);
  const { timeZone } = await readSite(management, rule.site);
  const to = calendarOf(timeZone).dayOf(Date.now());
  const asked = { rule, from: addDays(to, 1 - days), to, limit: 500 };
  const sums = noSums();
  for (let cursor: string | undefined, isFirst = true; isFirst || cursor !== undefined; isFirst = false) {
    const part = await trialPart(management, { ...asked, ...(cursor !== undefined && { cursor }) });
    addPart(sums, part);
    cursor = part.cursor;
    progress(`${sums.calls} calls judged, ${sums.fits} fit${cursor === undefined ? '' : ' ...'}`);
  }
  return json ? `${JSON.stringify(toJson(sums, asked), undefined, 2)}\n` : trialText(sums, asked);
}

/** As much of a rule as is tried. */
export type TriedRule = Pick<Rule, 'site' | 'when' | 'conversion'>;

/** One part of a trial. Throws a `CliError` where it is refused. */
export async function trialPart(
  management: ManagementOptions,
  body: { readonly rule: TriedRule; readonly from: string; readonly to: string; readonly cursor?: string },
): Promise<TrialAnswer> {
  const answer = await callManagement(management, 'POST /v1/rules/trial', body);
  if (answer.status !== 200) throw new CliError(describeProblem(answer));
  const read = trialAnswer.safeParse(answer.body);
  if (!read.success) throw new CliError(`${management.url} answers in a way that this command does not know`);
  return read.data;
}

function toJson(
  { values, sources, ...counts }: TrialSums,
  { from, to }: { readonly from: string; readonly to: string },
) {
  const rows = [...sources].map(([source, row]) => ({ source, ...row, values: moneyTexts(row.values) }));
  return { from, to, ...counts, values: moneyTexts(values), sources: rows };
}
