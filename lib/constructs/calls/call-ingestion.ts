import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { openWork, settingsPartitions, visitsByVisitor } from '../../../lambdas/platform/aws/table-keys.ts';
import { env, metric } from '../../../lambdas/platform/names.ts';
import { HandlerFunction } from '../function.ts';
import { allowSecrets, secretPrefix } from '../given-secrets.ts';
import { countedBy, type Monitoring } from '../operations/monitoring.ts';
import type { Secrets } from '../secrets.ts';
import type { Storage } from '../tables/storage.ts';
import { allowIndex, allowSettings, allowTables } from '../tables/table-grants.ts';
import { Archive } from './archive.ts';
import { WorkQueue } from './work-queue.ts';

export interface CallIngestionSettings {
  readonly storage: Storage;
  readonly secrets: Secrets;
  readonly monitoring: Monitoring;
  readonly logRetention: RetentionDays;
  /** How many containers of `record-call` run at the same time; at least 2. */
  readonly recordCallMaxConcurrency: number;
}

/** Also how long the pause after a crash is: six times this. */
const recordTimeout = Duration.seconds(10);

/** Whatever is heard of calls goes through one queue to one function, which settles them; a sweep starts again what stands still. */
export class CallIngestion extends Construct {
  readonly archive: Archive;
  readonly work: WorkQueue;
  readonly recordCall: HandlerFunction;
  readonly sweep: HandlerFunction;

  constructor(scope: Construct, id: string, settings: CallIngestionSettings) {
    super(scope, id);
    this.archive = new Archive(this, 'Archive');
    this.work = new WorkQueue(this, 'Work', {
      workerTimeout: recordTimeout,
      deadLettersImpact:
        'What was heard of some calls could not be worked through: those calls are missing or incomplete.',
      lateImpact: 'What was heard of calls waits: calls and conversions are late.',
      sections: 'work-queue',
      monitoring: settings.monitoring,
    });
    this.recordCall = this.recordCallFunction(settings);
    this.sweep = this.sweepFunction(settings);
  }

  private recordCallFunction(settings: CallIngestionSettings): HandlerFunction {
    const { storage, secrets, monitoring, logRetention } = settings;
    const { work, archive } = this;
    const worker = new HandlerFunction(this, 'RecordCall', {
      handler: 'record-call',
      errorImpact: 'Calls are not recorded, or late; what is known of them waits in the queue.',
      memorySize: 1024,
      timeout: recordTimeout,
      monitoring,
      logRetention,
      environment: {
        [env.masterSecret]: secrets.master.secretArn,
        [env.archiveBucket]: archive.bucket.bucketName,
        [env.workQueueUrl]: work.queue.queueUrl,
        [env.workDeadLetterUrl]: work.deadLetters.queueUrl,
        [env.maxReceives]: String(WorkQueue.maxReceives),
      },
    });
    allowTables(worker, storage, {
      settings: ['GetItem', 'BatchGetItem', 'Query'],
      leases: ['GetItem', 'BatchGetItem'],
      visits: ['GetItem', 'BatchGetItem', 'Query'],
      calls: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'],
    });
    allowIndex(worker, storage.visits, visitsByVisitor.name);
    secrets.master.grantRead(worker);
    archive.allow(worker, 'GetObject', 'contact-records/');
    archive.allow(worker, 'PutObject', 'payloads/');
    work.feed(worker, { maxConcurrency: settings.recordCallMaxConcurrency });
    work.queue.grant(worker, 'sqs:SendMessage');
    work.deadLetters.grant(worker, 'sqs:SendMessage');
    return worker;
  }

  private sweepFunction({ storage, monitoring, logRetention }: CallIngestionSettings): HandlerFunction {
    const { work } = this;
    const sweep = new HandlerFunction(this, 'Sweep', {
      handler: 'sweep',
      errorImpact: 'Calls and deliveries that stand still are not started again; all others go on.',
      memorySize: 512,
      timeout: Duration.minutes(1),
      monitoring,
      logRetention,
      environment: {
        [env.workQueueUrl]: work.queue.queueUrl,
        [env.workDeadLetterUrl]: work.deadLetters.queueUrl,
        [env.destinationSecretPrefix]: secretPrefix(this, 'destination'),
        [env.carrierSecretPrefix]: secretPrefix(this, 'carrier'),
        [env.orderSourceSecretPrefix]: secretPrefix(this, 'order-source'),
      },
    });
    allowTables(sweep, storage, {
      settings: ['GetItem', 'Query'],
      calls: ['GetItem', 'Query', 'UpdateItem'],
    });
    const { pausedDestinations, unusedSecrets, unusedCarrierSecrets, unusedOrderSourceSecrets } = settingsPartitions;
    const swept = [pausedDestinations, unusedSecrets, unusedCarrierSecrets, unusedOrderSourceSecrets];
    allowSettings(sweep, storage, ['UpdateItem', 'DeleteItem'], swept);
    allowSecrets(sweep, 'destination', ['DeleteSecret']);
    allowSecrets(sweep, 'carrier', ['DeleteSecret']);
    allowSecrets(sweep, 'order-source', ['DeleteSecret']);
    allowIndex(sweep, storage.calls, openWork.name);
    work.queue.grant(sweep, 'sqs:SendMessage');
    work.deadLetters.grant(sweep, 'sqs:SendMessage');
    monitoring.addAlarm(sweep, 'PausedAlarm', {
      metric: countedBy(sweep, metric.destinationsPaused),
      atOnce: true,
      impact: 'A destination refuses its credentials, or is gone: conversions wait until a person acts.',
      runbook: 'destination-paused',
    });
    new Rule(this, 'EveryMinute', {
      schedule: Schedule.rate(Duration.minutes(1)),
      // The next sweep does what a lost one would have done.
      targets: [new LambdaFunction(sweep, { retryAttempts: 0 })],
    });
    return sweep;
  }
}
