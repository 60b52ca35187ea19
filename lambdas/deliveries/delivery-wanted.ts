import type { TransactItem } from '../platform/aws/transact.ts';
import type { Delivery } from './delivery.ts';
import { deliveryKey, openDeliveryAttributes } from './delivery-items.ts';

/** A revision of a conversion that a destination must know. */
export type Wanted = Pick<Delivery, 'id' | 'call' | 'site' | 'conversion' | 'destination' | 'wanted'>;

/**
 * The write by which settle says that a destination must know this revision; it makes the delivery if there is none. Everything
 * that belongs to attempts stays as it is. Its condition fails when that revision, or a newer one, is wanted already. `now` in ms.
 * `isCovered`: the conversion stands in the index `open` for it since it got this revision, so it needs no place of its own there.
 */
export function wantedWrite(
  table: string,
  delivery: Wanted,
  now: number,
  isCovered = false,
): { readonly Update: NonNullable<TransactItem['Update']> } {
  const { id, call, site, conversion, destination, wanted } = delivery;
  const isNewer = 'attribute_not_exists(wanted) OR wanted < :wanted';
  const identity = { ':id': id, ':call': call, ':site': site, ':conversion': conversion, ':destination': destination };
  const { openShard, dueAt } = openDeliveryAttributes({ id, nextAt: now });
  return {
    Update: {
      TableName: table,
      Key: deliveryKey(delivery),
      ConditionExpression: isNewer,
      UpdateExpression: [
        'SET wanted = :wanted, #state = :pending',
        ...(isCovered ? [] : ['openShard = :openShard, dueAt = :dueAt']),
        'id = :id, #call = :call, site = :site, conversion = :conversion, destination = :destination',
        'sent = if_not_exists(sent, :none), attempts = if_not_exists(attempts, :none)',
        'redrive = if_not_exists(redrive, :none), nextAt = if_not_exists(nextAt, :now)',
      ]
        .join(', ')
        .concat(isCovered ? ' REMOVE openShard, dueAt, looks' : ' REMOVE looks'),
      ExpressionAttributeNames: { '#state': 'state', '#call': 'call' },
      ExpressionAttributeValues: {
        ...identity,
        ':wanted': wanted,
        ':pending': 'pending',
        ':none': 0,
        ':now': now,
        ...(!isCovered && { ':openShard': openShard, ':dueAt': dueAt }),
      },
    },
  };
}
