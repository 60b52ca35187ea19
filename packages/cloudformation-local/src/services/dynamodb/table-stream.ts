import * as z from 'zod';
import type { ServiceClient } from '../service-client.ts';
import type { StreamRecord, StreamSource } from '../sources/stream-source.ts';

const description = z.object({
  StreamDescription: z.object({ Shards: z.array(z.object({ ShardId: z.string() })).default([]) }),
});
const iterator = z.object({ ShardIterator: z.string() });

const page = z.object({
  Records: z.array(
    z.looseObject({
      dynamodb: z.looseObject({ SequenceNumber: z.string(), ApproximateCreationDateTime: z.number().default(0) }),
    }),
  ),
  NextShardIterator: z.string().nullish(),
});

/** A table's stream under the ARN that the template knows; the emulator has its own. */
export function tableStream(
  streams: ServiceClient,
  { arn, emulatorArn, region }: { readonly arn: string; readonly emulatorArn: string; readonly region: string },
): StreamSource {
  const place = (ShardId: string) => ({ StreamArn: emulatorArn, ShardId });

  async function iteratorAt(shard: string, after: string | undefined): Promise<string> {
    const where =
      after === undefined
        ? { ShardIteratorType: 'TRIM_HORIZON' }
        : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: after };
    return iterator.parse(await streams('GetShardIterator', { ...place(shard), ...where })).ShardIterator;
  }

  async function read(shard: string, after: string | undefined, most: number): Promise<StreamRecord[]> {
    const from = await iteratorAt(shard, after);
    const { Records } = page.parse(await streams('GetRecords', { ShardIterator: from, Limit: Math.min(most, 1000) }));
    return Records.map((record) => {
      const event = { ...record, awsRegion: region, eventSourceARN: arn };
      const { SequenceNumber, ApproximateCreationDateTime } = record.dynamodb;
      return { sequence: SequenceNumber, at: ApproximateCreationDateTime * 1000, event, filterable: event };
    });
  }

  return {
    arn,
    batchInfo: 'DDBStreamBatchInfo',
    async shards() {
      const { StreamDescription } = description.parse(await streams('DescribeStream', { StreamArn: emulatorArn }));
      return StreamDescription.Shards.map(({ ShardId }) => ShardId);
    },
    async latest(shard) {
      let last: string | undefined;
      for (let records = await read(shard, undefined, 1000); records.length > 0; ) {
        last = records.at(-1)?.sequence;
        records = await read(shard, last, 1000);
      }
      return last;
    },
    read,
  };
}
