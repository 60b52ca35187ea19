import { CfnInstanceStorageConfig } from 'aws-cdk-lib/aws-connect';
import { type IStream, Stream, StreamEncryption, StreamMode } from 'aws-cdk-lib/aws-kinesis';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import { KinesisEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { env, metric } from '../../../lambdas/platform/names.ts';
import { HandlerFunction } from '../function.ts';
import { countedBy, type Monitoring } from '../operations/monitoring.ts';
import { givenUpAfter, streamReading, watchStream } from '../stream-worker.ts';
import type { CallIngestion } from './call-ingestion.ts';

export interface ContactRecordSettings {
  readonly instanceArn: string;
  /** A stream that the instance writes to already. */
  readonly streamArn: string | undefined;
  readonly keyArn: string | undefined;
  readonly ingestion: CallIngestion;
  readonly monitoring: Monitoring;
  readonly logRetention: RetentionDays;
}

/** Contact records, the authority on every call, go from their stream to the work queue as they are. */
export class ContactRecords extends Construct {
  readonly stream: IStream;

  constructor(scope: Construct, id: string, settings: ContactRecordSettings) {
    super(scope, id);
    const { instanceArn, streamArn, keyArn, ingestion, monitoring, logRetention } = settings;
    const key = keyArn === undefined ? undefined : Key.fromKeyArn(this, 'Key', keyArn);
    this.stream = streamArn === undefined ? this.ownStream(instanceArn, key) : this.existingStream(streamArn, key);
    const forward = new HandlerFunction(this, 'Forward', {
      handler: 'forward-records',
      errorImpact: `Contact records wait in their stream: calls are late. After ${givenUpAfter.toHours()} hours records go to the archive, and somebody must put them back.`,
      memorySize: 512,
      timeout: Duration.seconds(30),
      monitoring,
      logRetention,
      environment: {
        [env.workQueueUrl]: ingestion.work.queue.queueUrl,
        [env.archiveBucket]: ingestion.archive.bucket.bucketName,
      },
    });
    ingestion.work.queue.grant(forward, 'sqs:SendMessage');
    ingestion.archive.allow(forward, 'PutObject', 'contact-records/');
    const reading = {
      archive: ingestion.archive,
      impact: 'Calls are missing or incomplete until the contact records are handed on.',
      sections: 'contact-records',
      monitoring,
    };
    monitoring.addAlarm(forward, 'SetAsideAlarm', {
      metric: countedBy(forward, metric.recordsSetAside),
      atOnce: true,
      impact: 'The work queue does not take a contact record; it lies in the archive, and its call is incomplete.',
      runbook: 'contact-records-set-aside',
    });
    const source = new KinesisEventSource(this.stream, streamReading(forward, reading));
    forward.addEventSource(source);
    watchStream(forward, source.eventSourceMappingId, reading);
  }

  private ownStream(instanceArn: string, key: IKey | undefined): Stream {
    const stream = new Stream(this, 'Stream', {
      streamMode: StreamMode.PROVISIONED,
      shardCount: 1, // takes 1,000 records a second, far more than an instance has calls
      removalPolicy: RemovalPolicy.DESTROY, // it costs by the hour, and what it holds is a day old at the most
      ...(key
        ? { encryption: StreamEncryption.KMS, encryptionKey: key }
        : { encryption: StreamEncryption.UNENCRYPTED }),
    });
    const onlyWithItsKey =
      'Amazon Connect can write to an encrypted stream only with the key that it was given for its own data; the setting contactRecordKeyArn names it.';
    Validations.of(stream).acknowledge(
      { id: 'AwsSolutions-KDS1', reason: onlyWithItsKey },
      { id: 'AwsSolutions-KDS3', reason: onlyWithItsKey },
    );
    new CfnInstanceStorageConfig(this, 'StorageConfig', {
      instanceArn,
      resourceType: 'CONTACT_TRACE_RECORDS',
      storageType: 'KINESIS_STREAM',
      kinesisStreamConfig: { streamArn: stream.streamArn },
    });
    return stream;
  }

  /** An instance has one storage config for its records: it is there already. */
  private existingStream(streamArn: string, key: IKey | undefined): IStream {
    return Stream.fromStreamAttributes(this, 'Stream', { streamArn, ...(key && { encryptionKey: key }) });
  }
}
