import type * as z from 'zod';
import type { StoredCall } from '../../calls/call-item.ts';
import { readTranscriptsOf } from '../../calls/conversation/transcript-store.ts';
import { logKeyForm } from '../../calls/log-key.ts';
import type { Rule } from '../../conversions/rules/rule.ts';
import { readRules } from '../../conversions/rules/rules-store.ts';
import { unfitAmounts } from '../../conversions/rules/unfit-amounts.ts';
import { unknownPools } from '../../conversions/rules/unknown-pools.ts';
import type { Table } from '../../platform/aws/table.ts';
import { sortKeyOf } from '../../platform/http/list-page.ts';
import { badRequest } from '../../platform/http/problem.ts';
import { readLog } from '../call-log-store.ts';
import { listCalls } from '../list-calls.ts';
import { logRange, type SiteInView } from '../log-range.ts';
import { earlierFits } from './earlier-fits-store.ts';
import { runTrial } from './run-trial.ts';
import type { TrialAnswer, trialRequest } from './trial-answer.ts';

interface Tables {
  readonly settings: Table;
  readonly calls: Table;
}

/**
 * What a rule would have made of a part of the past calls of a site. Reads only. Throws 400 where the rule asks for what the site cannot
 * have. `isTimeUp`: whether the rest is for the next part. `now` in ms.
 */
export async function tryRule(
  { settings, calls }: Tables,
  site: SiteInView,
  { rule, limit, cursor, ...days }: z.infer<typeof trialRequest>,
  { now, isTimeUp }: { readonly now: number; readonly isTimeUp: () => boolean },
): Promise<TrialAnswer> {
  const { timeZone, currency = '' } = site;
  await refuseUnfit(settings, rule, currency);
  const before = cursor === undefined ? undefined : sortKeyOf(cursor, logKeyForm);
  const entries = readLog(calls, logRange(site, days, now), { before, firstRead: limit + 1 });
  const part = await listCalls(entries, () => true, { limit, mostLookedAt: limit * 2, isTimeUp });
  const trial = { rule, timeZone, currency };
  const readWords = (wanted: readonly StoredCall[]) => readTranscriptsOf(calls, wanted);
  return runTrial(part, trial, earlierFits(calls, trial), readWords);
}

/** Pools that its present rules name may be gone: a copy of one can be tried all the same. */
async function refuseUnfit(
  settings: Table,
  rule: Pick<Rule, 'site' | 'when' | 'conversion'>,
  currency: string,
): Promise<void> {
  const present = (await readRules(settings, rule.site)).map(({ when }) => when);
  const wanted = [{ at: 'when', when: rule.when }];
  const errors = [...unfitAmounts(rule, currency), ...(await unknownPools(settings, rule.site, wanted, present))];
  if (errors.length === 0) return;
  throw badRequest(
    'the rule does not fit the site',
    errors.map((error) => ({ ...error, field: `rule.${error.field}` })),
  );
}
