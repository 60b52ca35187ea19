import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { DeadLetterQueue } from '../operations/dead-letter-queue.ts';
import { alarmPeriod, type Monitoring } from '../operations/monitoring.ts';

export interface WorkQueueSettings {
  /** Timeout of the function that works through the queue. */
  readonly workerTimeout: Duration;
  /** What it means for people that messages were given up, in a sentence that the alarm says. */
  readonly deadLettersImpact: string;
  /** What it means for people that messages wait, in a sentence that the alarm says. */
  readonly lateImpact: string;
  /** Begins the names of its sections in the runbook: `<name>-dead-letters` and `<name>-late`. */
  readonly sections: string;
  readonly monitoring: Monitoring;
}

/** Older than all tries of a message together. */
const lateSeconds = 3600;

/** A queue for one function. There is none without a dead-letter queue, alarms and sections of the runbook. */
export class WorkQueue extends Construct {
  /** How often a message is tried before it goes to the dead letters. */
  static readonly maxReceives = 5;
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, settings: WorkQueueSettings) {
    super(scope, id);
    const { monitoring, sections } = settings;
    this.deadLetters = new DeadLetterQueue(this, 'DeadLetters', {
      impact: settings.deadLettersImpact,
      runbook: `${sections}-dead-letters`,
      monitoring,
    }).queue;
    this.queue = new Queue(this, 'Queue', {
      enforceSSL: true,
      retentionPeriod: Duration.days(7), // less than the dead letters' own: those keep the age that they had
      // Six times, as Lambda wants it: its pollers hold messages while the function is throttled.
      visibilityTimeout: Duration.seconds(6 * settings.workerTimeout.toSeconds()),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: WorkQueue.maxReceives },
    });
    monitoring.addAlarm(this, 'LateAlarm', {
      metric: this.queue.metricApproximateAgeOfOldestMessage({ period: alarmPeriod, statistic: 'Maximum' }),
      threshold: lateSeconds,
      impact: settings.lateImpact,
      runbook: `${sections}-late`,
    });
  }

  /** Messages go to the function in batches; it says which of them failed. */
  feed(worker: IFunction, { maxConcurrency }: { readonly maxConcurrency: number }): void {
    worker.addEventSource(
      new SqsEventSource(this.queue, {
        batchSize: 10,
        reportBatchItemFailures: true,
        maxConcurrency, // else a burst would be received more often than it can be worked on, and end as dead letters
      }),
    );
  }
}
