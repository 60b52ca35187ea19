import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import { metric } from '../../../lambdas/platform/names.ts';
import type { HandlerFunction } from '../function.ts';
import { alarmPeriod, countedBy, type Monitoring } from '../operations/monitoring.ts';

/** Watches a function that is asked while a phone rings. */
export function addLookupAlarms(lookup: HandlerFunction, monitoring: Monitoring): void {
  monitoring.addAlarm(lookup, 'DefaultAnswersAlarm', {
    metric: new MathExpression({
      expression: '100 * defaults / lookups',
      usingMetrics: {
        defaults: countedBy(lookup, metric.defaultAnswers),
        lookups: countedBy(lookup, metric.lookups),
      },
      period: alarmPeriod,
      label: 'Default answers, percent',
    }),
    threshold: 20,
    impact:
      'Many callers go where callers go by default, and nobody is told where they come from, as what is known cannot be read in time.',
    runbook: 'lookups-answered-by-default',
  });
  monitoring.addAlarm(lookup, 'NotQueuedAlarm', {
    metric: countedBy(lookup, metric.lookupsNotQueued),
    impact: 'What was asked while phones rang is not on the work queue: calls are known late, from what comes after.',
    runbook: 'lookups-not-queued',
  });
}
