import { trialRequest } from '../../journal/rule-trial/trial-answer.ts';
import { tryRule } from '../../journal/rule-trial/try-rule.ts';
import { siteInView } from '../../journal/sites-in-view.ts';
import { parseOr400 } from '../../platform/http/problem.ts';
import type { ManagementHandler, ManagementRoutes } from './guarded.ts';
import { callsTable, settingsTable } from './tables.ts';
import { timeUp } from './time-up.ts';

/** ms */
const mostMs = 10_000;

/** What a rule would have made of past calls. Writes nothing. */
const tryOneRule: ManagementHandler = async ({ body }, client, now) => {
  const asked = parseOr400(trialRequest, body);
  const tables = { settings: settingsTable(), calls: callsTable() };
  const site = await siteInView(tables.settings, client, asked.rule.site);
  return { status: 200, body: await tryRule(tables, site, asked, { now, isTimeUp: timeUp(now, mostMs) }) };
};

export const ruleTrialRoutes = { 'POST /v1/rules/trial': tryOneRule } satisfies ManagementRoutes;
