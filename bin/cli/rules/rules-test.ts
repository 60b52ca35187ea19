import { existsSync } from 'node:fs';
import * as z from 'zod';
import { asksField } from '../../../lambdas/calls/conditions/explain-conditions.ts';
import { treeText } from '../../../lambdas/calls/conditions/explanation-text.ts';
import type { Verdict } from '../../../lambdas/calls/conditions/fact.ts';
import { type Said, saidIn } from '../../../lambdas/calls/conversation/said.ts';
import { goalMetAt } from '../../../lambdas/conversions/goal-time.ts';
import { worth } from '../../../lambdas/conversions/goal-value.ts';
import { amountText } from '../../../lambdas/conversions/money.ts';
import { wordFields } from '../../../lambdas/conversions/rules/conditions/conversation-conditions.ts';
import type { RuleFacts } from '../../../lambdas/conversions/rules/conditions/rule-facts.ts';
import { explainConditions } from '../../../lambdas/conversions/rules/evaluate-rule.ts';
import { rule as storedRule } from '../../../lambdas/conversions/rules/rule.ts';
import { type CallDetail, callDetail } from '../../../lambdas/journal/call-detail-answer.ts';
import { transcriptAnswer } from '../../../lambdas/journal/conversation/transcript-answer.ts';
import { CliError } from '../cli-error.ts';
import { callManagement, describeProblem, type ManagementOptions } from '../management.ts';
import { listAll, readSite } from '../read-settings.ts';
import { factsOfAnswer } from './facts-of-answer.ts';
import { type CallerPlace, placeOfCall } from './first-of-caller.ts';
import { readJsonFile, readRuleFile } from './read-rule.ts';

export interface RulesTestOptions {
  /** Only this rule of the site. */
  readonly rule?: string;
  /** A rule that is not there, instead. */
  readonly ruleFile?: string;
  readonly json?: true;
}

/** As much of a rule as is judged by: what was valid when it was written is judged by still. */
const judgedRule = z.object({
  ...storedRule.pick({ id: true, site: true, when: true, conversion: true }).shape,
  version: z.number().optional(),
});
type JudgedRule = z.infer<typeof judgedRule>;

/** Says why rules fit a call or do not. Gives what is to be printed. */
export async function rulesTest(
  callOrFile: string,
  options: RulesTestOptions,
  management: ManagementOptions,
): Promise<string> {
  const detail = existsSync(callOrFile)
    ? detailOf(readJsonFile(callOrFile), callOrFile)
    : await readCall(management, callOrFile);
  const rules = await rulesOf(detail.call.site, options, management);
  const site = await readSite(management, detail.call.site);
  const said = await readSaid(detail, rules, management);
  const facts = { ...factsOfAnswer(detail, site), said };
  const placeOf = ({ site: of, when, conversion }: JudgedRule, days: number) =>
    placeOfCall(detail, { rule: { site: of, when, conversion }, days, timeZone: site.timeZone }, management);
  const tested = await Promise.all(rules.map((rule) => testRule(rule, facts, placeOf)));
  if (options.json) return `${JSON.stringify(tested, undefined, 2)}\n`;
  if (tested.length === 0) return `site ${detail.call.site} has no rules\n`;
  return tested.map((one) => `${textOf(one).join('\n')}\n`).join('\n');
}

async function testRule(
  rule: JudgedRule,
  facts: RuleFacts,
  placeOf: (rule: JudgedRule, days: number) => Promise<CallerPlace>,
) {
  const explanation = explainConditions(rule.when, facts);
  const isOfSite = rule.site === facts.match.site;
  const { call, ledger } = facts;
  const value = worth(rule.conversion.value, { talkSeconds: call.talkSeconds, ledger });
  const isMet = isOfSite && explanation.verdict === 'fits' && value !== undefined;
  const days = rule.conversion.firstPerCallerInDays;
  const of = isMet && days !== undefined ? await placeOf(rule, days) : undefined;
  const counts = isMet && (of === undefined || of.place === 'first');
  const metAt = counts ? goalMetAt({ ...rule, since: 0, destinations: [] }, facts) : undefined;
  const verdict = of === undefined || of.place === 'first' ? explanation.verdict : of.place;
  const notes = [
    ...(isOfSite ? [] : [`The call is of site ${facts.match.site}, the rule of ${rule.site}.`]),
    ...(isOfSite && value === undefined ? ['It has no value yet.'] : []),
    ...(of === undefined ? [] : [of.note]),
    ...(isMet && !call.final ? ['The call is not over yet: it is judged when it is final.'] : []),
  ];
  return {
    rule: rule.id,
    version: rule.version,
    verdict: isOfSite ? verdict : ('does-not-fit' as const),
    ...(notes.length > 0 && { note: notes.join(' ') }),
    ...(counts && value && { value: { amount: amountText(value), currency: value.currency } }),
    ...(metAt !== undefined && { metAt: new Date(metAt).toISOString() }),
    explanation,
  };
}

const words: Readonly<Record<Verdict | 'repeated', string>> = {
  fits: 'fits',
  repeated: 'fits, but does not count',
  'does-not-fit': 'does not fit',
  unknown: 'cannot be said',
};

function textOf({
  rule,
  version,
  verdict,
  note,
  value,
  metAt,
  explanation,
}: Awaited<ReturnType<typeof testRule>>): string[] {
  return [
    `${rule}${version === undefined ? '' : ` (version ${version})`}: ${words[verdict]}`,
    ...treeText(explanation),
    ...(value ? [`worth ${value.amount} ${value.currency}, met at ${metAt}`] : []),
    ...(note ? [note] : []),
  ];
}

async function rulesOf(
  site: string,
  { rule: id, ruleFile }: RulesTestOptions,
  management: ManagementOptions,
): Promise<JudgedRule[]> {
  if (ruleFile !== undefined) return [{ ...readRuleFile(ruleFile), id: ruleFile }];
  // What only a newer version can judge by is no rule here.
  const listed = await listAll(management, '/v1/rules', z.unknown(), { site });
  const rules = listed.flatMap((one) => judgedRule.safeParse(one).data ?? []);
  if (id === undefined) return rules;
  const found = rules.find((one) => one.id === id);
  if (found === undefined) throw new CliError(`site ${site} has no rule ${id} that this command knows`);
  return [found];
}

/** What was said in the call, where a rule asks for that; of a call of a file it is asked as well. */
async function readSaid(
  { call }: CallDetail,
  rules: readonly JudgedRule[],
  management: ManagementOptions,
): Promise<Said | undefined> {
  const isAsked = rules.some(({ when }) => wordFields.some((field) => asksField(when, field)));
  if (!isAsked || call.conversation === undefined) return undefined;
  const answer = await callManagement(management, `GET /v1/calls/${encodeURIComponent(call.id)}/transcript`);
  const read = z.safeParse(transcriptAnswer, answer.body);
  return answer.status === 200 && read.success ? saidIn(read.data.items) : undefined;
}

async function readCall(management: ManagementOptions, id: string): Promise<CallDetail> {
  const answer = await callManagement(management, `GET /v1/calls/${encodeURIComponent(id)}`);
  if (answer.status !== 200) throw new CliError(`${describeProblem(answer)}, and no file is called so`);
  return detailOf(answer.body, management.url);
}

function detailOf(value: unknown, from: string): CallDetail {
  const read = z.safeParse(callDetail, value);
  if (read.success) return read.data;
  throw new CliError(`${from}: this is not what GET /v1/calls/{call} answers`);
}
