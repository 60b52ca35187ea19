import { Match, Template } from 'aws-cdk-lib/assertions';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Stack } from 'aws-cdk-lib/core';
import { alarmPeriod, Monitoring } from '../../../../lib/constructs/operations/monitoring.ts';
import { addTableAlarms } from '../../../../lib/constructs/tables/table-alarms.ts';
import { expectResource } from '../../synthesize.ts';

function monitored(alarmEmail?: string) {
  const stack = new Stack();
  const monitoring = new Monitoring(stack, 'Monitoring', { alarmEmail });
  const table = new Table(stack, 'Orders', { partitionKey: { name: 'pk', type: 'S' as never } });
  addTableAlarms(monitoring, table);
  monitoring.addAlarm(stack, 'Alarm', {
    metric: new Metric({ namespace: 'Test', metricName: 'Trouble', period: alarmPeriod, statistic: 'Sum' }),
    impact: 'Nobody gets anything.',
    runbook: 'trouble',
  });
  return Template.fromStack(stack);
}

test('alarms may publish to the topic, as it has a policy of its own', () => {
  expectResource(monitored(), 'AWS::SNS::TopicPolicy', {
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({
          Effect: 'Allow',
          Action: 'sns:Publish',
          Principal: { Service: 'cloudwatch.amazonaws.com' },
          Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
        }),
      ]),
    },
  });
});

test('the address of the context is subscribed, and nobody without one', () => {
  expectResource(monitored('ops@shop.example'), 'AWS::SNS::Subscription', {
    Protocol: 'email',
    Endpoint: 'ops@shop.example',
  });
  expect(monitored().findResources('AWS::SNS::Subscription')).toEqual({});
});

test('an alarm goes off when trouble lasts, and says when it is over', () => {
  expectResource(monitored(), 'AWS::CloudWatch::Alarm', {
    MetricName: 'Trouble',
    Statistic: 'Sum',
    Period: 300,
    Threshold: 1,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    EvaluationPeriods: 3,
    DatapointsToAlarm: 2,
    TreatMissingData: 'notBreaching',
    AlarmDescription: 'Nobody gets anything. What to do: docs/runbook.md#trouble',
    AlarmActions: [{ Ref: Match.stringLikeRegexp('^MonitoringTopic') }],
    OKActions: [{ Ref: Match.stringLikeRegexp('^MonitoringTopic') }],
  });
});

test('a table has an alarm for throttles, whichever of the counts have data', () => {
  const names = Object.values(monitored().findResources('AWS::CloudWatch::Alarm'))
    .filter(({ Properties }) => Properties.Metrics)
    .map(({ Properties }) => [
      Properties.Metrics[0].Expression,
      Properties.Metrics.slice(1).map(
        ({ MetricStat: { Metric: metric } }: { MetricStat: { Metric: never } }) => metric['MetricName'],
      ),
    ]);
  expect(names).toEqual([['SUM([reads, writes])', ['ReadThrottleEvents', 'WriteThrottleEvents']]]);
});
