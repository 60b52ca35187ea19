import { logKeyForm } from '../../calls/log-key.ts';
import { unfitAmounts } from '../../conversions/rules/unfit-amounts.ts';
import { readLog } from '../../journal/call-log-store.ts';
import { listCalls } from '../../journal/list-calls.ts';
import { logRange } from '../../journal/log-range.ts';
import { earlierFits } from '../../journal/rule-trial/earlier-fits-store.ts';
import { runTrial } from '../../journal/rule-trial/run-trial.ts';
import { trialRequest } from '../../journal/rule-trial/trial-answer.ts';
import { sitesInView } from '../../journal/sites-in-view.ts';
import { sortKeyOf } from '../../platform/http/list-page.ts';
import { badRequest, parseOr400 } from '../../platform/http/problem.ts';
import type { ManagementHandler, ManagementRoutes } from './guarded.ts';
import { callsTable, settingsTable } from './tables.ts';

/** The gateway waits for 30 s. */
const mostMs = 10_000;

/** What a rule would have made of past calls. Writes nothing. */
const tryRule: ManagementHandler = async ({ body }, client, now) => {
  const { rule, limit, cursor, ...days } = parseOr400(trialRequest, body);
  const [site] = await sitesInView(settingsTable(), client, rule.site);
  const { timeZone = 'UTC', currency = '' } = site ?? {};
  const [unfit] = unfitAmounts(rule, currency);
  if (unfit) throw badRequest('amounts do not fit the site', [{ ...unfit, field: `rule.${unfit.field}` }]);
  const before = cursor === undefined ? undefined : sortKeyOf(cursor, logKeyForm);
  const range = logRange({ id: rule.site, timeZone }, days, now);
  const entries = readLog(callsTable(), range, { before, firstRead: limit + 1 });
  const isTimeUp = () => Date.now() - now > mostMs;
  const part = await listCalls(entries, () => true, { limit, mostLookedAt: limit * 2, isTimeUp });
  const trial = { rule, timeZone, currency };
  return { status: 200, body: await runTrial(part, trial, earlierFits(callsTable(), trial)) };
};

export const ruleTrialRoutes = { 'POST /v1/rules/trial': tryRule } satisfies ManagementRoutes;
