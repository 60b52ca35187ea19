import { Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { env } from '../../../lambdas/platform/names.ts';
import { HandlerFunction } from '../function.ts';
import { DeadLetterQueue } from '../operations/dead-letter-queue.ts';
import type { Monitoring } from '../operations/monitoring.ts';
import type { Storage } from '../tables/storage.ts';
import { allowTables } from '../tables/table-grants.ts';
import type { CallIngestion } from './call-ingestion.ts';
import { allowReading, type ConnectBucket } from './connect-bucket.ts';
import { WorkQueue } from './work-queue.ts';

export interface ContactLensFileSettings {
  readonly bucket: ConnectBucket;
  readonly ingestion: CallIngestion;
  readonly storage: Storage;
  readonly monitoring: Monitoring;
  readonly logRetention: RetentionDays;
}

/** A long analysis has some megabytes. */
const readTimeout = Duration.seconds(30);

/**
 * What was said in calls: Contact Lens puts a file into the bucket of the instance, S3 tells EventBridge, and a function reads it. The bucket is
 * the instance's own: whoever owns it turns its notifications to EventBridge on.
 */
export class ContactLensFiles extends Construct {
  constructor(scope: Construct, id: string, settings: ContactLensFileSettings) {
    super(scope, id);
    const { bucket, monitoring } = settings;
    const files = new WorkQueue(this, 'Files', {
      workerTimeout: readTimeout,
      deadLettersImpact: 'What was said in some calls is not known: files of Contact Lens could not be read.',
      lateImpact: 'Files of Contact Lens wait: what was said in calls is known late, and so are its conversions.',
      sections: 'contact-lens-files',
      monitoring,
    });
    files.feed(this.readFunction(settings, files), { maxConcurrency: 2 });
    const lost = new DeadLetterQueue(this, 'EventDeadLetters', {
      impact:
        'EventBridge could not hand on that files of Contact Lens are there: what was said in their calls is missing.',
      runbook: 'contact-lens-events-dead-letters',
      monitoring,
    });
    new Rule(this, 'Put', {
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: { bucket: { name: [bucket.name] }, object: { key: [{ wildcard: '*Analysis/Voice/*.json' }] } },
      },
      targets: [new SqsQueue(files.queue, { deadLetterQueue: lost.queue })],
    });
  }

  private readFunction(settings: ContactLensFileSettings, files: WorkQueue): HandlerFunction {
    const { bucket, ingestion, storage, monitoring, logRetention } = settings;
    const read = new HandlerFunction(this, 'Read', {
      handler: 'read-analyses',
      errorImpact: 'What was said in calls is not known, or late; the files stay where they are.',
      memorySize: 1024,
      timeout: readTimeout,
      monitoring,
      logRetention,
      environment: {
        [env.workQueueUrl]: ingestion.work.queue.queueUrl,
        [env.workDeadLetterUrl]: files.deadLetters.queueUrl,
        [env.maxReceives]: String(WorkQueue.maxReceives),
      },
    });
    allowTables(read, storage, { settings: ['GetItem'], calls: ['Query', 'PutItem'] });
    allowReading(read, bucket);
    ingestion.work.queue.grant(read, 'sqs:SendMessage');
    files.deadLetters.grant(read, 'sqs:SendMessage');
    return read;
  }
}
