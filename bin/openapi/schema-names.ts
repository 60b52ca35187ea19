import * as z from 'zod';
import { problemAnswer } from '../../lambdas/api/problem-answer.ts';
import { ruleSettings } from '../../lambdas/conversions/rule.ts';
import { ruleAnswer } from '../../lambdas/conversions/rule-answer.ts';
import { destinationAnswer } from '../../lambdas/conversions/stored-destination.ts';
import { callDetail } from '../../lambdas/journal/call-detail.ts';
import { listedCall } from '../../lambdas/journal/call-view.ts';
import { outcomeReport } from '../../lambdas/journal/outcome-report.ts';
import { sourceReport } from '../../lambdas/journal/source-report.ts';
import { toldMoney } from '../../lambdas/journal/told.ts';
import { shownNumber } from '../../lambdas/settings/pool.ts';
import { poolAnswer } from '../../lambdas/settings/pool-answer.ts';
import { poolSettings } from '../../lambdas/settings/pool-settings.ts';
import { siteAnswer, siteSettings } from '../../lambdas/settings/site-settings.ts';

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
