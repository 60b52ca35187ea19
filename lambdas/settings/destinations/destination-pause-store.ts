import { DeleteCommand, PutCommand, QueryCommand, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { conditionFailed } from '../../platform/aws/condition-failed.ts';
import { readKnown } from '../../platform/aws/stored-item.ts';
import type { Table } from '../../platform/aws/table.ts';
import { settingsPartitions } from '../../platform/aws/table-keys.ts';
import { destinationItem, pausedDestination } from '../item-key.ts';
import { readItem } from '../item-store.ts';
import type { PauseReason } from './destination-pause.ts';

/** A destination of a site. */
export interface DestinationKey {
  readonly site: string;
  readonly destination: string;
}

/**
 * Nothing goes to the destination any more, unless its settings are no longer the ones of this version. The sweep is told first, by a note
 * of its own: a death in between leaves one that it takes away. Twice is as good as once. `since` in ms.
 */
export async function pauseDestination(
  settings: Table,
  { site, destination }: DestinationKey,
  { version, why, detail, since }: { version: number; why: PauseReason; detail: string; since: number },
): Promise<void> {
  const note = { ...pausedDestination(destination), site, since };
  await settings.documents.send(new PutCommand({ TableName: settings.name, Item: note }));
  const isOfVersion = 'version = :version';
  const isNotPaused = 'attribute_not_exists(paused)';
  await change(settings, destinationItem(site, destination), {
    UpdateExpression: 'SET paused = :paused',
    ConditionExpression: `${isOfVersion} AND ${isNotPaused}`,
    ExpressionAttributeValues: { ':version': version, ':paused': { why, detail, since } },
  });
}

/** Whether nothing goes to it now; a destination that is there no more is not paused. Consistent. */
export async function isDestinationPaused(settings: Table, { site, destination }: DestinationKey): Promise<boolean> {
  const item = await readItem(settings, destinationItem(site, destination));
  return item?.paused !== undefined;
}

/** Things go to the destination again; what waits for it the sweep sends within minutes. Nothing changes when it is not paused. */
export async function resumeDestination(settings: Table, { site, destination }: DestinationKey): Promise<void> {
  await change(settings, destinationItem(site, destination), {
    UpdateExpression: 'REMOVE paused',
    ConditionExpression: 'attribute_exists(paused)',
  });
}

const pausedNote = z.object({
  sk: z.string(),
  site: z.string(),
  since: z.number(),
  /** Since when nothing was found to wait for it, after it was resumed. */
  emptySince: z.number().optional(),
});

/** A destination that is, or was, paused, and for which something may wait. Times in ms. */
export interface PausedNote extends DestinationKey {
  readonly since: number;
  readonly emptySince?: number | undefined;
}

/** So many are looked after; there are never more destinations than people set up. */
const mostNotes = 1000;

/** The destinations for which deliveries may wait. Consistent. */
export async function pausedNotes(settings: Table): Promise<PausedNote[]> {
  const { Items = [] } = await settings.documents.send(
    new QueryCommand({
      TableName: settings.name,
      KeyConditionExpression: 'pk = :paused',
      ExpressionAttributeValues: { ':paused': settingsPartitions.pausedDestinations },
      ConsistentRead: true,
      Limit: mostNotes,
    }),
  );
  return readKnown(pausedNote, Items).map(({ sk, ...note }) => ({ destination: sk, ...note }));
}

/** Notes that nothing was found to wait, at this time (ms), unless it was paused anew. */
export async function noteEmpty(settings: Table, note: PausedNote, now: number): Promise<void> {
  await change(settings, pausedDestination(note.destination), {
    UpdateExpression: 'SET emptySince = if_not_exists(emptySince, :now)',
    ConditionExpression: 'since = :since',
    ExpressionAttributeValues: { ':since': note.since, ':now': now },
  });
}

/** Nobody looks after the destination any more, unless it was paused anew. */
export async function forgetPaused(settings: Table, { destination, since }: PausedNote): Promise<void> {
  try {
    await settings.documents.send(
      new DeleteCommand({
        TableName: settings.name,
        Key: pausedDestination(destination),
        ConditionExpression: 'since = :since',
        ExpressionAttributeValues: { ':since': since },
      }),
    );
  } catch (error) {
    if (conditionFailed(error) === undefined) throw error;
  }
}

/** One conditional update. When its condition does not hold, what it wants is so already, or no longer wanted. */
async function change(
  settings: Table,
  key: Readonly<Record<string, string>>,
  update: Pick<UpdateCommandInput, 'UpdateExpression' | 'ConditionExpression' | 'ExpressionAttributeValues'>,
): Promise<void> {
  try {
    await settings.documents.send(new UpdateCommand({ TableName: settings.name, Key: { ...key }, ...update }));
  } catch (error) {
    if (conditionFailed(error) === undefined) throw error;
  }
}
