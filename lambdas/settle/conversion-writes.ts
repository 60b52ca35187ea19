import type { Conversion } from '../conversions/conversion.ts';
import { deliveryId } from '../conversions/conversion-ids.ts';
import { conversionKey } from '../conversions/conversion-items.ts';
import type { Delivery } from '../deliveries/delivery.ts';
import { openDeliveryAttributes } from '../deliveries/delivery-items.ts';
import type { Wanted } from '../deliveries/delivery-wanted.ts';
import type { TransactItem } from '../platform/aws/transact.ts';

/**
 * What is to be told of conversions as they are now, and is not wanted yet. It only ever grows, so it may be written after the
 * conversions themselves, twice, and late.
 */
export function notWantedYet(
  conversions: readonly Conversion[],
  deliveries: readonly Pick<Delivery, 'id' | 'wanted'>[],
): Wanted[] {
  const wanted = new Map(deliveries.map((delivery) => [delivery.id, delivery.wanted]));
  return conversions.flatMap(({ id: conversion, call, site, revision, destinations }) =>
    destinations
      .map((destination) => ({ id: deliveryId(conversion, destination), destination }))
      .filter(({ id }) => (wanted.get(id) ?? 0) < revision)
      .map(({ id, destination }) => ({ id, call, site, conversion, destination, wanted: revision })),
  );
}

/**
 * The write of a conversion that is new or has a new revision. Of one that is there already only what changes is written: a newer version
 * may have put more beside it. In the index `open` it stands for its deliveries, from now on until the sweep has looked at them. `now` in ms.
 */
export function conversionWrite(table: string, conversion: Conversion, now: number): TransactItem {
  const { id, value, revision, state, destinations } = conversion;
  const Key = conversionKey(conversion);
  const { openShard, dueAt } = openDeliveryAttributes({ id, nextAt: now });
  const isTold = destinations.length > 0;
  if (revision === 1) {
    return { Put: { TableName: table, Item: { ...Key, ...conversion, ...(isTold && { openShard, dueAt }) } } };
  }
  const entry = isTold ? ', openShard = :openShard, dueAt = :dueAt REMOVE looks' : '';
  return {
    Update: {
      TableName: table,
      Key,
      UpdateExpression: `SET #value = :value, revision = :revision, #state = :state${entry}`,
      ExpressionAttributeNames: { '#value': 'value', '#state': 'state' },
      ExpressionAttributeValues: {
        ':value': value,
        ':revision': revision,
        ':state': state,
        ...(isTold && { ':openShard': openShard, ':dueAt': dueAt }),
      },
    },
  };
}
