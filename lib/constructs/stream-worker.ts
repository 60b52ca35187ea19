import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { type ITable, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { type IEventSourceDlq, MetricType, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import type { StreamEventSourceProps } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Duration } from 'aws-cdk-lib/core';
import * as z from 'zod';
import type { Archive } from './calls/archive.ts';
import type { HandlerFunction } from './function.ts';
import { alarmPeriod, type Monitoring } from './operations/monitoring.ts';

/** CDK's table does not fit CDK's interface of it where an optional field may not be `undefined`. */
export const tableInterface = z.custom<ITable>((value) => value instanceof Table);

/** A record may be so late, ms, before somebody must know. */
const lateMilliseconds = Duration.minutes(15).toMilliseconds();

/** A record that is older goes to the archive: well within the day that streams keep it. */
export const givenUpAfter = Duration.hours(6);

/** Lambda writes the batches that it gave up under this prefix, with the whole payload. */
export const givenUpPrefix = 'aws/lambda/';

export interface StreamWorkerSettings {
  readonly archive: Archive;
  /** What it means for people that records are late or given up, in a sentence that the alarms say. */
  readonly impact: string;
  /** Begins the names of its sections in the runbook: `<name>-late` and `<name>-given-up`. */
  readonly sections: string;
  readonly monitoring: Monitoring;
}

/**
 * How every stream is read: nothing is skipped at the start, a batch that fails is halved until the record at fault is alone, and
 * what still fails goes to the archive, so that it holds up no more than its shard, and that for `givenUpAfter` at the most.
 */
export function streamReading(worker: HandlerFunction, { archive }: StreamWorkerSettings): StreamEventSourceProps {
  return {
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize: 100,
    bisectBatchOnError: true,
    reportBatchItemFailures: true,
    retryAttempts: 100,
    maxRecordAge: givenUpAfter,
    onFailure: givenUpTo(archive, worker),
    metricsConfig: { metrics: [MetricType.EVENT_COUNT] },
  };
}

/** Alarms for records that are late, and for those that were given up. */
export function watchStream(
  worker: HandlerFunction,
  eventSourceMappingId: string,
  { impact, sections, monitoring }: StreamWorkerSettings,
): void {
  monitoring.addAlarm(worker, 'LateAlarm', {
    metric: worker.metric('IteratorAge', { period: alarmPeriod, statistic: 'Maximum' }),
    threshold: lateMilliseconds,
    impact: `Records wait for the ${worker.node.id} function. ${impact}`,
    runbook: `${sections}-late`,
  });
  monitoring.addAlarm(worker, 'GivenUpAlarm', {
    metric: new Metric({
      namespace: 'AWS/Lambda',
      metricName: 'OnFailureDestinationDeliveredEventCount',
      dimensionsMap: { EventSourceMappingUUID: eventSourceMappingId },
      period: alarmPeriod,
      statistic: 'Sum',
    }),
    impact: `Records were given up, and lie in the archive. ${impact}`,
    runbook: `${sections}-given-up`,
  });
}

/** CDK's own destination would let the function read and delete everything in the bucket. */
function givenUpTo(archive: Archive, worker: HandlerFunction): IEventSourceDlq {
  return {
    bind() {
      archive.allow(worker, 'PutObject', givenUpPrefix);
      Grant.addToPrincipal({ grantee: worker, actions: ['s3:ListBucket'], resourceArns: [archive.bucket.bucketArn] });
      return { destination: archive.bucket.bucketArn };
    },
  };
}
