import { randomUUID } from 'node:crypto';
import { GetCommand, paginateQuery, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { openShard } from '../calls/call-item.ts';
import { deliveryPrefix } from '../deliveries/delivery-items.ts';
import { holds } from '../platform/aws/condition-failed.ts';
import type { Table } from '../platform/aws/table.ts';
import type { PushedConversion, PushedDelivery } from './pushed-conversion.ts';
import type { OpenEntry } from './sweep-store.ts';

// What a newer version wrote counts as open rather than done: somebody looks at it then.
const conversionItem = z.object({
  revision: z.number().catch(0),
  destinations: z.array(z.string()).catch([]),
  looks: z.number().int().catch(0),
});
const deliveryItem = z.object({
  sk: z.string().transform((sk) => sk.slice(deliveryPrefix.length)),
  conversion: z.string().optional().catch(undefined),
  wanted: z.number().catch(Number.POSITIVE_INFINITY),
  attempted: z.number().catch(0),
  state: z.string().catch('pending'),
  asking: z.unknown().optional(),
  sending: z
    .object({ since: z.number().catch(0) })
    .catch({ since: 0 })
    .optional(),
  claim: z.unknown().optional(),
  dueAt: z.number().optional().catch(undefined),
});

/** A conversion in the index `open`, how often it was looked at in vain, and all deliveries of its call. */
export interface Pushed {
  readonly conversion: PushedConversion & { readonly looks: number };
  readonly deliveries: readonly PushedDelivery[];
}

/** Reads of each only what says how far it is. Consistent; undefined when the conversion is gone. */
export async function readPushed(calls: Table, { pk, sk }: OpenEntry): Promise<Pushed | undefined> {
  const { Item } = await calls.documents.send(
    new GetCommand({ TableName: calls.name, Key: { pk, sk }, ConsistentRead: true }),
  );
  if (Item === undefined) return undefined;
  const pages = paginateQuery(
    { client: calls.documents },
    {
      TableName: calls.name,
      KeyConditionExpression: 'pk = :call AND begins_with(sk, :deliveries)',
      ExpressionAttributeValues: { ':call': pk, ':deliveries': deliveryPrefix },
      ConsistentRead: true,
    },
  );
  const items: Record<string, unknown>[] = [];
  for await (const page of pages) items.push(...(page.Items ?? []));
  const deliveries = items.map((item) => {
    const { sk: id, sending, ...rest } = deliveryItem.parse(item);
    return { id, claimedAt: sending?.since, ...rest };
  });
  return { conversion: conversionItem.parse(Item), deliveries };
}

/**
 * Puts a delivery into the index, to be looked at then (ms), and starts it again if it should not be under way. False when it is no
 * longer as it was read, unless that is this very change, whose answer was lost.
 */
export function enterOpen(
  calls: Table,
  { pk }: OpenEntry,
  { id, claim, claimedAt, wanted }: PushedDelivery,
  { at, isStarted }: { readonly at: number; readonly isStarted: boolean },
): Promise<boolean> {
  const sweptBy = randomUUID();
  const isOut = 'attribute_exists(pk) AND attribute_not_exists(dueAt)';
  const isSameClaim = claim === undefined ? 'attribute_not_exists(claim)' : 'claim = :claim';
  const isSameSending = claimedAt === undefined ? 'attribute_not_exists(sending)' : 'attribute_exists(sending)';
  const isSameWanted = 'wanted = :wanted';
  return holds(
    calls.documents.send(
      new UpdateCommand({
        TableName: calls.name,
        Key: { pk, sk: deliveryPrefix + id },
        ConditionExpression: [
          isOut,
          isSameClaim,
          isSameSending,
          ...(Number.isFinite(wanted) ? [isSameWanted] : []),
        ].join(' AND '),
        UpdateExpression: [
          'SET openShard = :openShard, dueAt = :at, looks = :looks, sweptBy = :sweptBy',
          ...(isStarted ? ['redrive = if_not_exists(redrive, :none) + :one'] : []),
        ].join(', '),
        ExpressionAttributeValues: {
          ':openShard': openShard(id),
          ':at': at,
          ':looks': isStarted ? 1 : 0,
          ':sweptBy': sweptBy,
          ...(claim !== undefined && { ':claim': claim }),
          ...(Number.isFinite(wanted) && { ':wanted': wanted }),
          ...(isStarted && { ':none': 0, ':one': 1 }),
        },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    ),
    (found) => found.sweptBy === sweptBy,
  );
}
