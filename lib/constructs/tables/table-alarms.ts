import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { alarmPeriod, type Monitoring } from '../operations/monitoring.ts';

/**
 * Alarms when DynamoDB turns requests to the table away. Its own failures have none: it counts them by operation, each of which would be
 * paid for as an alarm, and whoever made the request has one (docs/decisions/0019-alarms-watch-what-people-notice.md).
 */
export function addTableAlarms(monitoring: Monitoring, table: Table): void {
  const count = (name: string) =>
    table.metric(name, { statistic: 'Sum', dimensionsMap: { TableName: table.tableName } });
  monitoring.addAlarm(table, 'ThrottlesAlarm', {
    metric: new MathExpression({
      expression: 'SUM([reads, writes])', // unlike `reads + writes` it counts one that has no data as 0
      usingMetrics: { reads: count('ReadThrottleEvents'), writes: count('WriteThrottleEvents') },
      period: alarmPeriod,
      label: 'Throttled requests',
    }),
    impact: `DynamoDB turns away requests to the table ${table.node.id}: answers are late or fail.`,
    runbook: 'table-throttles',
  });
}
