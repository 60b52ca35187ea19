import { Alarm, ComparisonOperator, type IMetric, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Duration, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { metricDimension, metricNamespace } from '../../../lambdas/platform/names.ts';

/** Period that every alarm's metric counts over. */
export const alarmPeriod = Duration.minutes(5);

/** How often a function counted something of its own, over the period of alarms. */
export function countedBy(worker: IFunction, metricName: string): Metric {
  const dimensionsMap = { [metricDimension]: worker.functionName };
  return new Metric({ namespace: metricNamespace, metricName, dimensionsMap, statistic: 'Sum', period: alarmPeriod });
}

export interface AlarmSettings {
  /** Measures trouble over `alarmPeriod`. */
  readonly metric: IMetric;
  /** From where on it is bad; without it anything above 0 is. */
  readonly threshold?: number;
  /** One period of trouble is enough: each time something stays undone that nobody makes up for. */
  readonly atOnce?: boolean;
  /** What the trouble means for visitors, callers or operators, in a sentence: the alarm's description begins with it. */
  readonly impact: string;
  /** Anchor of the section of `docs/runbook.md` that says what to do. */
  readonly runbook: string;
}

/** Where alarms go. Whatever can fail is given this, and adds its own alarms. */
export class Monitoring extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, settings: { readonly alarmEmail?: string | undefined }) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', { enforceSSL: true });
    // With a policy of its own a topic loses the default one, which lets the account's alarms publish.
    this.topic.grantPublish(
      new ServicePrincipal('cloudwatch.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    if (settings.alarmEmail !== undefined) this.topic.addSubscription(new EmailSubscription(settings.alarmEmail));
  }

  /** Adds an alarm that goes off when two of three periods had trouble: trouble that lasts, however little traffic there is. */
  addAlarm(
    scope: Construct,
    id: string,
    { metric, threshold = 1, atOnce = false, impact, runbook }: AlarmSettings,
  ): void {
    const alarm = new Alarm(scope, id, {
      metric,
      threshold,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: atOnce ? 1 : 3,
      datapointsToAlarm: atOnce ? 1 : 2,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      alarmDescription: `${impact} What to do: docs/runbook.md#${runbook}`,
    });
    const action = new SnsAction(this.topic);
    alarm.addAlarmAction(action);
    alarm.addOkAction(action);
  }
}

/**
 * Name of a log group that a service of AWS writes by the log delivery service. Each such group elsewhere takes a place in the one
 * resource policy of the account's logs, whose 5,120 characters are soon used up; those below this path take none.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/sfn-best-practices.html#bp-cwl
 */
export function vendedLogGroupName(scope: Construct, service: 'apigateway' | 'states'): string {
  return `/aws/vendedlogs/${service}/${Stack.of(scope).stackName}`;
}
