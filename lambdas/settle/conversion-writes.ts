import type { Conversion } from '../conversions/conversion.ts';
import { deliveryId } from '../conversions/conversion-ids.ts';
import { conversionKey } from '../conversions/conversion-items.ts';
import type { Decision } from '../conversions/decide.ts';
import type { Delivery } from '../conversions/delivery.ts';
import { wantedWrite } from '../conversions/delivery-wanted.ts';
import type { TransactItem } from '../platform/transact.ts';

/**
 * The writes that a decision needs, those of one conversion together: itself, and what its destinations must know. Empty when
 * all is as decided.
 */
export function conversionWrites(
  table: string,
  { conversions, changed }: Decision,
  deliveries: readonly Pick<Delivery, 'id' | 'wanted'>[],
  now: number,
): TransactItem[][] {
  const wanted = new Map(deliveries.map(({ id, wanted }) => [id, wanted]));
  return conversions
    .map((conversion) => [
      ...(changed.includes(conversion) ? [conversionWrite(table, conversion)] : []),
      ...conversion.destinations.flatMap((destination) => {
        const id = deliveryId(conversion.id, destination);
        const { call, site, revision } = conversion;
        if ((wanted.get(id) ?? 0) >= revision) return [];
        return wantedWrite(table, { id, call, site, conversion: conversion.id, destination, wanted: revision }, now);
      }),
    ])
    .filter((writes) => writes.length > 0);
}

/** Of one that is there already only what changes is written: a newer version may have put more beside it. */
function conversionWrite(table: string, conversion: Conversion): TransactItem {
  const { value, revision, state } = conversion;
  const Key = conversionKey(conversion);
  if (revision === 1) return { Put: { TableName: table, Item: { ...Key, ...conversion } } };
  return {
    Update: {
      TableName: table,
      Key,
      UpdateExpression: 'SET #value = :value, revision = :revision, #state = :state',
      ExpressionAttributeNames: { '#value': 'value', '#state': 'state' },
      ExpressionAttributeValues: { ':value': value, ':revision': revision, ':state': state },
    },
  };
}
