import { type IMetric, MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { alarmPeriod, type Monitoring } from './monitoring.ts';

/** The operations of the handlers: DynamoDB counts its own errors for each one apart. */
const operations = ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'TransactWriteItems'];

/** Alarms when DynamoDB turns away or fails requests to the table. */
export function addTableAlarms(monitoring: Monitoring, table: Table): void {
  monitoring.addAlarm(table, 'ThrottlesAlarm', {
    metric: sum(['ReadThrottleEvents', 'WriteThrottleEvents'].map((name) => count(table, name))),
    impact: `DynamoDB turns away requests to the table ${table.node.id}: answers are late or fail.`,
    runbook: 'table-throttles',
  });
  monitoring.addAlarm(table, 'ErrorsAlarm', {
    metric: sum(operations.map((operation) => count(table, 'SystemErrors', { Operation: operation }))),
    impact: `DynamoDB fails requests to the table ${table.node.id}: numbers, clicks or settings may be lost.`,
    runbook: 'table-errors',
  });
}

function count(table: Table, name: string, dimensions: Record<string, string> = {}): IMetric {
  return table.metric(name, { statistic: 'Sum', dimensionsMap: { TableName: table.tableName, ...dimensions } });
}

/** A metric that has no data leaves a gap in `a + b`, but not in `SUM([a, b])`. */
function sum(metrics: readonly IMetric[]): MathExpression {
  const named = Object.fromEntries(metrics.map((metric, index) => [`m${index}`, metric]));
  return new MathExpression({
    expression: `SUM([${Object.keys(named).join(', ')}])`,
    usingMetrics: named,
    period: alarmPeriod,
    label: 'Trouble',
  });
}
