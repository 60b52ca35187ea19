import * as z from 'zod';
import { problemAnswer } from '../../lambdas/api/problem-answer.ts';
import { ruleSettings } from '../../lambdas/conversions/rules/rule.ts';
import { ruleAnswer } from '../../lambdas/conversions/rules/rule-answer.ts';
import { callDetail } from '../../lambdas/journal/call-detail.ts';
import { listedCall } from '../../lambdas/journal/call-response.ts';
import { outcomeReport } from '../../lambdas/journal/outcome-report.ts';
import { toldMoney } from '../../lambdas/journal/response-values.ts';
import { sourceReport } from '../../lambdas/journal/source-report.ts';
import { destinationAnswer } from '../../lambdas/settings/destinations/stored-destination.ts';
import { shownNumber } from '../../lambdas/settings/pools/pool.ts';
import { poolAnswer } from '../../lambdas/settings/pools/pool-answer.ts';
import { poolSettings } from '../../lambdas/settings/pools/pool-settings.ts';
import { siteAnswer, siteSettings } from '../../lambdas/settings/sites/site-settings.ts';

const names: readonly (readonly [name: string, schema: z.core.$ZodType])[] = [
  ['Problem', problemAnswer],
  ['SiteSettings', siteSettings],
  ['Site', siteAnswer],
  ['PoolSettings', poolSettings],
  ['Pool', poolAnswer],
  ['ShownNumber', shownNumber],
  ['RuleSettings', ruleSettings],
  ['Rule', ruleAnswer],
  ['Destination', destinationAnswer],
  ['Money', toldMoney],
  ['ListedCall', listedCall],
  ['CallDetail', callDetail],
  ['OutcomeReport', outcomeReport],
  ['SourceReport', sourceReport],
];

/** Gives the schemas that people talk about their names in the document. */
export function nameSchemas(): void {
  for (const [id, schema] of names) if (!z.globalRegistry.has(schema)) z.globalRegistry.add(schema, { id });
}
