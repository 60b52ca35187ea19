/**
 * Dollars in us-east-1, before any free tier: the one table of what is paid by the month whether anybody comes or not.
 * When a price changes, change its line and the date, once all lines were looked up.
 */
export const prices = {
  asOf: '2026-11-01',
  /** A month as AWS reckons it. */
  hoursOfMonth: 730,
  lines: {
    alarmMetric: {
      dollars: 0.1,
      per: 'metric that an alarm watches, month',
      source: 'https://aws.amazon.com/cloudwatch/pricing/',
    },
    secret: { dollars: 0.4, per: 'secret, month', source: 'https://aws.amazon.com/secrets-manager/pricing/' },
    shardHour: { dollars: 0.015, per: 'shard, hour', source: 'https://aws.amazon.com/kinesis/data-streams/pricing/' },
    queueRequests: { dollars: 0.4, per: 'million requests', source: 'https://aws.amazon.com/sqs/pricing/' },
    functionRequests: { dollars: 0.2, per: 'million requests', source: 'https://aws.amazon.com/lambda/pricing/' },
    functionSeconds: {
      dollars: 0.0000133334,
      per: 'GB second, arm64',
      source: 'https://aws.amazon.com/lambda/pricing/',
    },
  },
} as const;

export type PriceName = keyof typeof prices.lines;
