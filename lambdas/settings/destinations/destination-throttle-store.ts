import { randomUUID } from 'node:crypto';
import { UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { conditionFailed } from '../../platform/aws/condition-failed.ts';
import type { Table } from '../../platform/aws/table.ts';
import { destinationItem } from '../item-key.ts';
import type { DestinationKey } from './destination-pause-store.ts';

const isThere = 'attribute_exists(pk)';

/**
 * Notes that a destination had too much to do when something was sent at `sentAt`: it is left alone `until` then, and things go out `slotMs`
 * apart after that. Of many requests that were under way at once the first decides, which is answered, the others only make the pause longer. All in ms.
 */
export async function noteThrottled(
  settings: Table,
  of: DestinationKey,
  { sentAt, until, slotMs }: { readonly sentAt: number; readonly until: number; readonly slotMs: number },
): Promise<boolean> {
  const isFirst = '(attribute_not_exists(throttledUntil) OR throttledUntil <= :sentAt)';
  const first = await change(settings, of, {
    UpdateExpression: 'SET throttledUntil = :until, slotMs = :slotMs',
    ConditionExpression: `${isThere} AND ${isFirst}`,
    ExpressionAttributeValues: { ':sentAt': sentAt, ':until': until, ':slotMs': slotMs },
  });
  if ('changed' in first) return true;
  // Found as it was to be written: it was, and the answer was lost. Of two that say the very same both may tell it.
  if (first.found?.throttledUntil === until && first.found.slotMs === slotMs) return true;
  const isLonger = 'throttledUntil < :until';
  await change(settings, of, {
    UpdateExpression: 'SET throttledUntil = :until',
    ConditionExpression: `${isThere} AND ${isLonger}`,
    ExpressionAttributeValues: { ':until': until },
  });
  return false;
}

const tries = 3;
const slots = z.object({ nextSlot: z.number(), slotBy: z.string().optional() });

/**
 * Takes the next time at which something may be sent, `floor` at the earliest; no two get the same. `slotBy` is the id of the last taking: by
 * it one whose answer was lost knows its own. All in ms.
 */
export async function reserveSlot(
  settings: Table,
  of: DestinationKey,
  { floor, slotMs }: { readonly floor: number; readonly slotMs: number },
): Promise<number> {
  const slotBy = randomUUID();
  for (let attempt = 0; attempt < tries; attempt++) {
    const isTaken = 'nextSlot >= :floor';
    const isNotMine = '(attribute_not_exists(slotBy) OR slotBy <> :slotBy)';
    const behind = await change(settings, of, {
      UpdateExpression: 'SET nextSlot = nextSlot + :step, slotBy = :slotBy',
      ConditionExpression: `${isTaken} AND ${isNotMine}`,
      ExpressionAttributeValues: { ':step': slotMs, ':floor': floor, ':slotBy': slotBy },
      ReturnValues: 'UPDATED_OLD',
    });
    if ('changed' in behind) return slots.parse(behind.changed).nextSlot;
    const found = slots.safeParse(behind.found).data;
    if (found?.slotBy === slotBy) return found.nextSlot - slotMs;
    const isFree = '(attribute_not_exists(nextSlot) OR nextSlot < :floor)';
    const first = await change(settings, of, {
      UpdateExpression: 'SET nextSlot = :next, slotBy = :slotBy',
      ConditionExpression: `${isThere} AND ${isFree}`,
      ExpressionAttributeValues: { ':next': floor + slotMs, ':floor': floor, ':slotBy': slotBy },
    });
    if ('changed' in first) return floor;
  }
  // The destination is there no more, or so many take one that the next look is soon enough.
  return floor;
}

type Change = Pick<
  UpdateCommandInput,
  'UpdateExpression' | 'ConditionExpression' | 'ExpressionAttributeValues' | 'ReturnValues'
>;
type Item = Readonly<Record<string, unknown>>;

/** What the update answers; or, when its condition does not hold, the item as it was found. */
async function change(
  settings: Table,
  { site, destination }: DestinationKey,
  update: Change,
): Promise<{ readonly changed: Item } | { readonly found: Item | undefined }> {
  try {
    const { Attributes = {} } = await settings.documents.send(
      new UpdateCommand({
        TableName: settings.name,
        Key: destinationItem(site, destination),
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        ...update,
      }),
    );
    return { changed: Attributes };
  } catch (error) {
    const failed = conditionFailed(error);
    if (failed === undefined) throw error;
    return { found: failed.item };
  }
}
