import { DeleteCommand, PutCommand, paginateQuery, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { conditionFailed } from '../platform/aws/condition-failed.ts';
import type { Table } from '../platform/aws/table.ts';
import type { TransactItem } from '../platform/aws/transact.ts';

/*
 * Secrets lie elsewhere than the setting that names them, so they are noted here before they are made, and again when they are
 * replaced: whatever dies in between, no secret is left that nobody knows of.
 *
 *      noted        made        named by the setting              noted        deleted
 *   -----|-----------|-------------------|--------------------------|-------------|-----
 *        unused: the sweep deletes it    in use                     unused
 */

/** A kind of setting that has secrets. */
export interface SecretHolder {
  /** The partition of the table `Settings` in which its unused secrets are noted. */
  readonly unused: string;
  /** Whether a setting of this kind names the secrets at the place. */
  readonly names: (settings: Table, place: string) => Promise<boolean>;
}

/** No request that makes secrets lives so long, ms. */
const longestRequest = 15 * 60_000;

const unusedSecret = z.object({ sk: z.string() });

/** Notes secrets that are about to be made. `now` in ms. */
export async function noteUnused(settings: Table, holder: SecretHolder, place: string, now: number): Promise<void> {
  await settings.documents.send(new PutCommand({ TableName: settings.name, Item: unusedItem(holder, place, now) }));
}

/** The write that takes the note away, for the transaction in which a setting names the secrets. Nobody deletes them from then on. */
export function takeIntoUse(table: string, holder: SecretHolder, place: string): TransactItem {
  const isNoted = 'attribute_exists(pk)';
  const isKept = 'attribute_not_exists(deleting)';
  const ConditionExpression = `${isNoted} AND ${isKept}`;
  return { Delete: { TableName: table, Key: unusedKey(holder, place), ConditionExpression } };
}

/** The write that notes secrets again, for the transaction in which a setting names them no more. `now` in ms. */
export function putOutOfUse(table: string, holder: SecretHolder, place: string, now: number): TransactItem {
  return { Put: { TableName: table, Item: unusedItem(holder, place, now) } };
}

/** Deletes secrets that are not in use. Does nothing when they are, whatever the caller thinks: an answer may have been lost. */
export async function deleteUnused(
  settings: Table,
  holder: SecretHolder,
  place: string,
  deleteSecrets: (place: string) => Promise<void>,
): Promise<void> {
  if (!(await markDeleting(settings, holder, place))) return;
  // A note that was put twice may come after its secrets were taken into use.
  if (!(await holder.names(settings, place))) await deleteSecrets(place);
  await settings.documents.send(new DeleteCommand({ TableName: settings.name, Key: unusedKey(holder, place) }));
}

/** Secrets that have been unused for longer than any request that could still take them into use. `now` in ms. */
export async function* longUnused(settings: Table, { unused }: SecretHolder, now: number): AsyncGenerator<string> {
  const pages = paginateQuery(
    { client: settings.documents },
    {
      TableName: settings.name,
      KeyConditionExpression: 'pk = :unused',
      FilterExpression: 'since < :before',
      ExpressionAttributeValues: { ':unused': unused, ':before': now - longestRequest },
    },
  );
  for await (const { Items = [] } of pages) yield* Items.map((item) => unusedSecret.parse(item).sk);
}

function unusedKey({ unused }: SecretHolder, place: string) {
  return { pk: unused, sk: place };
}

function unusedItem(holder: SecretHolder, place: string, since: number) {
  return { ...unusedKey(holder, place), since };
}

/** From then on nobody takes them into use. False when somebody has. */
async function markDeleting(settings: Table, holder: SecretHolder, place: string): Promise<boolean> {
  try {
    await settings.documents.send(
      new UpdateCommand({
        TableName: settings.name,
        Key: unusedKey(holder, place),
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
