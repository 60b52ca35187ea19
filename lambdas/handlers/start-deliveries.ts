import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { deliveryStarts } from '../deliveries/delivery-start.ts';
import { newlyParked } from '../deliveries/parked/parked-image.ts';
import { tellParked } from '../deliveries/parked/tell-parked.ts';
import { startExecution } from '../platform/aws/step-functions.ts';
import { tableOf } from '../platform/aws/table.ts';
import { describeError } from '../platform/describe-error.ts';
import { required } from '../platform/environment.ts';
import { logger } from '../platform/log.ts';
import { env } from '../platform/names.ts';

/**
 * From the stream of `Calls`: starts one execution for each destination of a conversion's or event's new revision, and for what is wanted
 * again; tells who subscribes of what was parked.
 */
export async function handler(event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  const machine = required(env.deliveryMachineArn);
  const failed = await Promise.all(event.Records.map((record) => start(record, machine)));
  return { batchItemFailures: failed.flatMap((itemIdentifier) => (itemIdentifier ? [{ itemIdentifier }] : [])) };
}

/** The record's sequence number if it could not be passed on; the stream gives it again. */
async function start({ dynamodb }: DynamoDBRecord, machine: string): Promise<string | undefined> {
  try {
    const starts = deliveryStarts(dynamodb?.NewImage, dynamodb?.OldImage);
    await Promise.all(starts.map(({ name, input }) => startExecution(machine, name, input)));
    const parked = newlyParked(dynamodb?.NewImage, dynamodb?.OldImage);
    if (parked !== undefined) await tellParked(tables(), parked, Date.now());
    return undefined;
  } catch (error) {
    logger.warn('a change was not passed on', { error: describeError(error) });
    return dynamodb?.SequenceNumber;
  }
}

function tables() {
  return { settings: tableOf(env.settingsTable), calls: tableOf(env.callsTable) };
}
