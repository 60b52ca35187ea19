import { randomUUID } from 'node:crypto';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { holds } from '../platform/aws/condition-failed.ts';
import type { Table } from '../platform/aws/table.ts';
import { type Delivery, deliveryState } from './delivery.ts';
import { claimSeconds } from './delivery-claim.ts';
import { deliveryKey, openDeliveryAttributes } from './delivery-items.ts';
import { type DeliveryKey, readDelivery } from './delivery-store.ts';

/** `delivered`: there is nothing to send. `busy`: an attempt is on its way. `missing`: there is no such delivery. */
export type Redriven = 'redriven' | 'delivered' | 'busy' | 'missing';

const tries = 5;

/**
 * A person wants a delivery sent again, now and with all its attempts before it. That also decides what nobody could know: what is
 * parked as "unknown whether received" goes out once more. The stream starts the execution. `evenDelivered`: also what was taken, for a
 * receiver that knows it again or lost it. `now` in ms.
 */
export async function redriveDelivery(
  calls: Table,
  key: DeliveryKey,
  now: number,
  { evenDelivered = false }: { readonly evenDelivered?: boolean } = {},
): Promise<Redriven> {
  for (let attempt = 0; attempt < tries; attempt++) {
    const found = await readDelivery(calls, key);
    if (found === undefined) return 'missing';
    if (deliveryState(found) === 'delivered' && !evenDelivered) return 'delivered';
    if (found.sending !== undefined && now < found.sending.since + claimSeconds * 1000) return 'busy';
    if (await raise(calls, found, now)) return 'redriven';
  }
  return 'busy';
}

/** False when the delivery is no longer as it was read. */
function raise(calls: Table, { call, id, wanted, redrive, unsure, sending }: Delivery, now: number): Promise<boolean> {
  const raisedBy = randomUUID();
  const isAsRead = 'wanted = :wanted AND redrive = :redrive';
  const nobodySends = sending ? 'sending = :sending' : 'attribute_not_exists(sending)';
  const { openShard, dueAt } = openDeliveryAttributes({ id, nextAt: now });
  return holds(
    calls.documents.send(
      new UpdateCommand({
        TableName: calls.name,
        Key: deliveryKey({ call, id }),
        ConditionExpression: `${isAsRead} AND ${nobodySends}`,
        UpdateExpression: [
          'SET redrive = :next, raisedBy = :raisedBy, #state = :pending, attempts = :none, nextAt = :now',
          'openShard = :openShard, dueAt = :dueAt',
          ...(unsure ? ['unsure = :unsure'] : []),
        ]
          .join(', ')
          .concat(' REMOVE looks'),
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: {
          ':wanted': wanted,
          ':redrive': redrive,
          ':next': redrive + 1,
          ':raisedBy': raisedBy,
          ':pending': 'pending',
          ':none': 0,
          ':now': now,
          ':openShard': openShard,
          ':dueAt': dueAt,
          ...(sending && { ':sending': sending }),
          // It may be there, which is remembered; but it is no longer in the way of this revision.
          ...(unsure && { ':unsure': { ...unsure, revision: 0 } }),
        },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    ),
    (found) => found.raisedBy === raisedBy,
  );
}
