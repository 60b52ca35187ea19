import { randomUUID } from 'node:crypto';
import { paginateQuery, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { callKey, openShard, readStoredCall, type StoredCall } from '../calls/call-item.ts';
import { liesElsewhere, withFollowing } from '../calls/following-items.ts';
import { conversionPrefix } from '../conversions/conversion-items.ts';
import { deliveryKey, deliveryPrefix, subjectAttribute } from '../deliveries/delivery-items.ts';
import { type Wanted, wantedOf, wantedOfEvent } from '../deliveries/delivery-wanted.ts';
import { eventPrefix } from '../events/event-items.ts';
import { holds } from '../platform/aws/condition-failed.ts';
import type { Table } from '../platform/aws/table.ts';
import type { PushedDelivery } from './pushed-conversion.ts';
import { lookedAt, type OpenEntry } from './sweep-store.ts';

// What a newer version wrote counts as open rather than done: somebody looks at it then.
const deliverableItem = z.object({
  sk: z.string(),
  call: z.string().catch(''),
  site: z.string().catch(''),
  revision: z.number().catch(0),
  destinations: z.array(z.string()).catch([]),
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

function deliverable(item: Record<string, unknown>, prefix: string) {
  const { sk, ...rest } = deliverableItem.parse(item);
  return { id: sk.slice(prefix.length), ...rest };
}

/** A call in the index `open`, and all that it came to. */
export interface Due {
  readonly looks: number;
  readonly stuck?: string | undefined;
  /** Undefined if only a newer version can read it. */
  readonly call: Pick<StoredCall, 'rev' | 'final' | 'finalAt' | 'partOf'> | undefined;
  /** Conversions that it was written with are put. */
  readonly isWritten: boolean;
  /** What destinations must know of its conversions and events. */
  readonly wanted: readonly Wanted[];
  readonly deliveries: readonly PushedDelivery[];
}

/** Reads of each only what says how far it is. Consistent; undefined when there is no such call. */
export async function readDue(calls: Table, { pk }: OpenEntry): Promise<Due | undefined> {
  const pages = paginateQuery(
    { client: calls.documents },
    {
      TableName: calls.name,
      KeyConditionExpression: 'pk = :call AND sk BETWEEN :own AND :last',
      ExpressionAttributeValues: { ':call': pk, ':own': callKey(pk).sk, ':last': `${eventPrefix}~` },
      ConsistentRead: true,
    },
  );
  const items: Record<string, unknown>[] = [];
  for await (const page of pages) items.push(...(page.Items ?? []));
  const own = items.find(({ sk }) => sk === callKey(pk).sk);
  if (own === undefined) return undefined;
  const call = readStoredCall(own);
  const of = (prefix: string) => items.filter(({ sk }) => String(sk).startsWith(prefix));
  return {
    ...lookedAt.parse({ looks: 0, ...own }),
    call,
    isWritten: withFollowing(items, call).unwritten.every(liesElsewhere),
    wanted: [
      ...of(conversionPrefix).flatMap((item) => wantedOf(deliverable(item, conversionPrefix))),
      ...of(eventPrefix).flatMap((item) => wantedOfEvent(deliverable(item, eventPrefix))),
    ],
    deliveries: of(deliveryPrefix).map((item) => {
      const { sk: id, sending, ...rest } = deliveryItem.parse(item);
      return { id, claimedAt: sending?.since, ...rest };
    }),
  };
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

/**
 * Makes or raises a delivery that no attempt has come to, to be started under a new name, and puts it into the index, to be looked at
 * then (ms). What attempts wrote stays as it is. False when an attempt has come to it meanwhile.
 */
export function wantDelivery(
  calls: Table,
  { id, call, site, destination, wanted, ...subject }: Wanted,
  { at, looks }: { readonly at: number; readonly looks: number },
): Promise<boolean> {
  const sweptBy = randomUUID();
  const isNewer = 'attribute_not_exists(wanted) OR wanted < :wanted';
  return holds(
    calls.documents.send(
      new UpdateCommand({
        TableName: calls.name,
        Key: deliveryKey({ call, id }),
        ConditionExpression: isNewer,
        UpdateExpression: [
          'SET wanted = :wanted, #state = :pending, sweptBy = :sweptBy',
          'id = :id, #call = :call, site = :site, #subject = :subject, destination = :destination',
          'sent = if_not_exists(sent, :none), attempts = if_not_exists(attempts, :none)',
          'redrive = if_not_exists(redrive, :none) + :one, nextAt = if_not_exists(nextAt, :none)',
          'openShard = :openShard, dueAt = :at, looks = :looks',
        ].join(', '),
        ExpressionAttributeNames: { '#state': 'state', '#call': 'call', ...subjectAttribute(subject).name },
        ExpressionAttributeValues: {
          ':id': id,
          ':call': call,
          ':site': site,
          ...subjectAttribute(subject).value,
          ':destination': destination,
          ':wanted': wanted,
          ':pending': 'pending',
          ':sweptBy': sweptBy,
          ':none': 0,
          ':one': 1,
          ':openShard': openShard(id),
          ':at': at,
          ':looks': looks,
        },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    ),
    (found) => found.sweptBy === sweptBy,
  );
}
