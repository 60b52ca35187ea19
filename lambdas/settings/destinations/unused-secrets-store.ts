import { DeleteCommand, PutCommand, paginateQuery, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { conditionFailed } from '../../platform/aws/condition-failed.ts';
import type { Table } from '../../platform/aws/table.ts';
import type { TransactItem } from '../../platform/aws/transact.ts';
import { unusedSecretItem, unusedSecrets } from '../item-key.ts';
import { findDestination } from './destination-store.ts';
import { destinationAt, secretsPlace } from './stored-destination.ts';

/*
 * Secrets lie elsewhere than the destination that names them, so they are noted here before they are made, and again when they are
 * replaced: whatever dies in between, no secret is left that nobody knows of.
 *
 *      noted        made       named by the destination           noted        deleted
 *   -----|-----------|-------------------|--------------------------|-------------|-----
 *        unused: the sweep deletes it    in use                     unused
 */

/** No request that makes secrets lives so long, ms. */
const longestRequest = 15 * 60_000;

const unusedSecret = z.object({ sk: z.string() });

/** Notes secrets that are about to be made. `now` in ms. */
export async function noteUnused(settings: Table, place: string, now: number): Promise<void> {
  await settings.documents.send(new PutCommand({ TableName: settings.name, Item: unusedItem(place, now) }));
}

/** The write that takes the note away, for the transaction in which a destination names the secrets. Nobody deletes them from then on. */
export function takeIntoUse(table: string, place: string): TransactItem {
  const isNoted = 'attribute_exists(pk)';
  const isKept = 'attribute_not_exists(deleting)';
  const ConditionExpression = `${isNoted} AND ${isKept}`;
  return { Delete: { TableName: table, Key: unusedSecretItem(place), ConditionExpression } };
}

/** The write that notes secrets again, for the transaction in which a destination names them no more. */
export function putOutOfUse(table: string, place: string, now: number): TransactItem {
  return { Put: { TableName: table, Item: unusedItem(place, now) } };
}

/** Deletes secrets that are not in use. Does nothing when they are, whatever the caller thinks: an answer may have been lost. */
export async function deleteUnused(
  settings: Table,
  place: string,
  deleteSecrets: (place: string) => Promise<void>,
): Promise<void> {
  if (!(await markDeleting(settings, place))) return;
  // A note that was put twice may come after its secrets were taken into use.
  const destination = await findDestination(settings, destinationAt(place));
  const isInUse = destination !== undefined && secretsPlace(destination) === place;
  if (!isInUse) await deleteSecrets(place);
  await settings.documents.send(new DeleteCommand({ TableName: settings.name, Key: unusedSecretItem(place) }));
}

/** Secrets that have been unused for longer than any request that could still take them into use. `now` in ms. */
export async function* longUnused(settings: Table, now: number): AsyncGenerator<string> {
  const pages = paginateQuery(
    { client: settings.documents },
    {
      TableName: settings.name,
      KeyConditionExpression: 'pk = :unused',
      FilterExpression: 'since < :before',
      ExpressionAttributeValues: { ':unused': unusedSecrets, ':before': now - longestRequest },
    },
  );
  for await (const { Items = [] } of pages) yield* Items.map((item) => unusedSecret.parse(item).sk);
}

function unusedItem(place: string, since: number) {
  return { ...unusedSecretItem(place), since };
}

/** From then on nobody takes them into use. False when somebody has. */
async function markDeleting(settings: Table, place: string): Promise<boolean> {
  try {
    await settings.documents.send(
      new UpdateCommand({
        TableName: settings.name,
        Key: unusedSecretItem(place),
        UpdateExpression: 'SET deleting = :yes',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: { ':yes': true },
      }),
    );
    return true;
  } catch (error) {
    if (conditionFailed(error)) return false;
    throw error;
  }
}
