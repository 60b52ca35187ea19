import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { deliveryStarts } from '../deliveries/delivery-start.ts';
import { startExecution } from '../platform/aws/step-functions.ts';
import { describeError } from '../platform/describe-error.ts';
import { required } from '../platform/environment.ts';
import { logger } from '../platform/log.ts';
import { env } from '../platform/names.ts';

/** From the stream of `Calls`: starts one execution for each destination of a conversion's new revision, and for what is wanted again. */
export async function handler(event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  const machine = required(env.deliveryMachineArn);
  const failed = await Promise.all(event.Records.map((record) => start(record, machine)));
  return { batchItemFailures: failed.flatMap((itemIdentifier) => (itemIdentifier ? [{ itemIdentifier }] : [])) };
}

/** The record's sequence number if an execution could not be started; the stream gives it again. */
async function start({ dynamodb }: DynamoDBRecord, machine: string): Promise<string | undefined> {
  try {
    const starts = deliveryStarts(dynamodb?.NewImage, dynamodb?.OldImage);
    await Promise.all(starts.map(({ name, input }) => startExecution(machine, name, input)));
    return undefined;
  } catch (error) {
    logger.warn('an execution was not started', { error: describeError(error) });
    return dynamodb?.SequenceNumber;
  }
}
