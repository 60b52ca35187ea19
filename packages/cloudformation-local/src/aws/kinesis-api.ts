import * as z from 'zod';
import { type RecordLog, shardId } from '../services/kinesis/record-log.ts';
import type { LocalStream } from '../services/kinesis/stream.ts';
import { AwsError } from './aws-error.ts';
import { type JsonApi, operation } from './json-api.ts';

const which = { StreamName: z.string().optional(), StreamARN: z.string().optional() };
const data = z.base64().transform((text) => Buffer.from(text, 'base64'));
const record = { Data: data, PartitionKey: z.string().min(1).max(256) };
const position = z.object({ stream: z.string(), after: z.string().optional() });

/** PutRecord, PutRecords, and reading a stream from its beginning. */
export function kinesisApi(log: RecordLog, streams: () => readonly LocalStream[]): JsonApi {
  const find = ({ StreamName, StreamARN }: { StreamName?: string | undefined; StreamARN?: string | undefined }) => {
    const found = streams().find(({ name, arn }) => name === StreamName || arn === StreamARN);
    if (found) return found;
    throw new AwsError('ResourceNotFoundException', `Stream ${StreamName ?? StreamARN ?? ''} not found.`);
  };
  return {
    PutRecord: operation(z.object({ ...which, ...record }), (input) => ({
      ShardId: shardId,
      SequenceNumber: log.append(find(input).name, input.PartitionKey, input.Data),
    })),
    PutRecords: operation(z.object({ ...which, Records: z.array(z.object(record)).min(1).max(500) }), (input) => {
      const { name } = find(input);
      const Records = input.Records.map(({ Data, PartitionKey }) => ({
        ShardId: shardId,
        SequenceNumber: log.append(name, PartitionKey, Data),
      }));
      return { FailedRecordCount: 0, Records };
    }),
    GetShardIterator: operation(z.object({ ...which, ShardIteratorType: z.literal('TRIM_HORIZON') }), (input) => ({
      ShardIterator: iterator(find(input).name, undefined),
    })),
    GetRecords: operation(z.object({ ShardIterator: z.string(), Limit: z.number().default(1000) }), (input) => {
      const { stream, after } = position.parse(JSON.parse(Buffer.from(input.ShardIterator, 'base64url').toString()));
      const records = log.read(stream, after, Math.min(input.Limit, 10_000));
      return {
        Records: records.map((each) => ({
          SequenceNumber: each.sequence,
          ApproximateArrivalTimestamp: each.at / 1000,
          Data: Buffer.from(each.data).toString('base64'),
          PartitionKey: each.partitionKey,
        })),
        NextShardIterator: iterator(stream, records.at(-1)?.sequence ?? after),
        MillisBehindLatest: 0,
      };
    }),
  };
}

function iterator(stream: string, after: string | undefined): string {
  return Buffer.from(JSON.stringify({ stream, after })).toString('base64url');
}
