import { existsSync } from 'node:fs';
import * as z from 'zod';
import { goalMetAt } from '../../../lambdas/conversions/goal-time.ts';
import { worth } from '../../../lambdas/conversions/goal-value.ts';
import { amountText } from '../../../lambdas/conversions/money.ts';
import type { RuleFacts, Verdict } from '../../../lambdas/conversions/rules/conditions/rule-facts.ts';
import { explainConditions } from '../../../lambdas/conversions/rules/evaluate-rule.ts';
import { type RuleAnswer, ruleAnswer } from '../../../lambdas/conversions/rules/rule.ts';
import { type CallDetail, callDetail } from '../../../lambdas/journal/call-detail-answer.ts';
import { CliError } from '../cli-error.ts';
import { callManagement, describeProblem, type ManagementOptions } from '../management.ts';
import { listAll, readSite } from '../read-settings.ts';
import { factsOfAnswer } from './facts-of-answer.ts';
import { readJsonFile, readRuleFile } from './read-rule.ts';
import { treeText } from './tree-text.ts';

export interface RulesTestOptions {
  /** Only this rule of the site. */
  readonly rule?: string;
  /** A rule that is not there, instead. */
  readonly ruleFile?: string;
  readonly json?: true;
}

/** As much of a rule as is judged by. */
type JudgedRule = Pick<RuleAnswer, 'site' | 'when' | 'conversion'> & { readonly id: string; readonly version?: number };

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
  const facts = factsOfAnswer(detail, await readSite(management, detail.call.site));
  const tested = rules.map((rule) => testRule(rule, facts));
  if (options.json) return `${JSON.stringify(tested, undefined, 2)}\n`;
  if (tested.length === 0) return `site ${detail.call.site} has no rules\n`;
  return tested.map((one) => `${textOf(one).join('\n')}\n`).join('\n');
}

function testRule(rule: JudgedRule, facts: RuleFacts) {
  const explanation = explainConditions(rule.when, facts);
  const isOfSite = rule.site === facts.match.site;
  const { call, ledger } = facts;
  const value = worth(rule.conversion.value, { talkSeconds: call.talkSeconds, ledger });
  const isMet = isOfSite && explanation.verdict === 'fits' && value !== undefined;
  const metAt = isMet ? goalMetAt({ ...rule, since: 0, destinations: [] }, facts) : undefined;
  return {
    rule: rule.id,
    version: rule.version,
    verdict: isOfSite ? explanation.verdict : ('does-not-fit' as const),
    ...(isOfSite ? {} : { note: `The call is of site ${facts.match.site}, the rule of ${rule.site}.` }),
    ...(isOfSite && value === undefined && { note: 'It has no value yet.' }),
    ...(isMet && !call.final && { note: 'The call is not over yet: it is judged when it is final.' }),
    ...(isMet && value && { value: { amount: amountText(value), currency: value.currency } }),
    ...(metAt !== undefined && { metAt: new Date(metAt).toISOString() }),
    explanation,
  };
}

const words: Readonly<Record<Verdict, string>> = {
  fits: 'fits',
  'does-not-fit': 'does not fit',
  unknown: 'cannot be said',
};

function textOf({ rule, version, verdict, note, value, metAt, explanation }: ReturnType<typeof testRule>): string[] {
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
  const rules = listed.flatMap((one) => ruleAnswer.safeParse(one).data ?? []);
  if (id === undefined) return rules;
  const found = rules.find((one) => one.id === id);
  if (found === undefined) throw new CliError(`site ${site} has no rule ${id} that this command knows`);
  return [found];
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
