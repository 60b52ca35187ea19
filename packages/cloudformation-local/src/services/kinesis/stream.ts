import * as z from 'zod';
import type { ResourceType } from '../../resource-type.ts';
import { inBackground } from '../background.ts';
import { decoded } from '../sources/record-filter.ts';
import type { StreamSource } from '../sources/stream-source.ts';
import { tags } from '../tags.ts';
import { type RecordLog, shardId } from './record-log.ts';

export interface LocalStream {
  readonly name: string;
  readonly arn: string;
}

const properties = z.strictObject({
  Name: z.string().optional(),
  RetentionPeriodHours: z.number().default(24),
  // No meaning locally: a stream has one shard and asks nobody for permission.
  ShardCount: z.number().optional(),
  StreamModeDetails: z.strictObject({ StreamMode: z.enum(['ON_DEMAND', 'PROVISIONED']) }).optional(),
  StreamEncryption: z.strictObject({ EncryptionType: z.enum(['KMS']), KeyId: z.string() }).optional(),
  MaxRecordSizeInKiB: z.number().optional(),
  Tags: tags,
});

/** `AWS::Kinesis::Stream`, kept in the state database. */
export function streamType(
  log: RecordLog,
  created: (stream: LocalStream) => void,
): ResourceType<z.infer<typeof properties>> {
  return {
    type: 'AWS::Kinesis::Stream',
    properties,
    async create({ physicalName, properties: { Name, RetentionPeriodHours } }, machine) {
      const name = Name ?? physicalName;
      const arn = `arn:aws:kinesis:${machine.region}:${machine.accountId}:stream/${name}`;
      created({ name, arn });
      inBackground(machine, `Retention of ${name}`, async () => {
        log.removeBefore(name, Date.now() - RetentionPeriodHours * 3_600_000);
        return 600_000;
      });
      return { ref: name, attributes: { Arn: arn } };
    },
  };
}

/** The stream as event source mappings read it. */
export function kinesisSource(log: RecordLog, { name, arn }: LocalStream, region: string): StreamSource {
  return {
    arn,
    batchInfo: 'KinesisBatchInfo',
    shards: async () => [shardId],
    latest: async () => log.latest(name),
    read: async (_shard, after, most) =>
      log.read(name, after, most).map(({ sequence, partitionKey, data, at }) => {
        const kinesis = {
          kinesisSchemaVersion: '1.0',
          partitionKey,
          sequenceNumber: sequence,
          data: Buffer.from(data).toString('base64'),
          approximateArrivalTimestamp: at / 1000,
        };
        const event = {
          kinesis,
          eventSource: 'aws:kinesis',
          eventVersion: '1.0',
          eventID: `${shardId}:${sequence}`,
          eventName: 'aws:kinesis:record',
          invokeIdentityArn: 'arn:aws:iam::000000000000:role/local',
          awsRegion: region,
          eventSourceARN: arn,
        };
        return { sequence, at, event, filterable: { data: decoded(Buffer.from(data).toString()), partitionKey } };
      }),
  };
}
