import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Slot } from '../../../lambdas/leases/slots/slot.ts';
import { slotItemKey } from '../../../lambdas/leases/slots/slot-key.ts';
import type { Table } from '../../../lambdas/platform/aws/table.ts';
import { e164 } from '../../../lambdas/settings/e164.ts';
import type { SessionPool } from '../../../lambdas/settings/pools/pool.ts';

/** Fictional numbers: +1 202 555 0100 to 0199, and on in other area codes. */
export function fictionalNumber(index: number) {
  return e164.parse(`+1${202 + Math.floor(index / 100)}55501${String(index % 100).padStart(2, '0')}`);
}

export function unusedSlot(pool: string, index: number, shard = 0): Slot {
  const number = fictionalNumber(index);
  return {
    pool,
    shard,
    number,
    display: `(${number.slice(2, 5)}) 555-${number.slice(8)}`,
    state: 'live',
    leasedUntil: 0,
    shownAt: 0,
    seenAt: 0,
    confirmed: false,
  };
}

/** Puts a pool's slots, spread over its shards, and returns them. */
export async function putSlots(leases: Table, pool: Pick<SessionPool, 'id' | 'shards'>): Promise<Slot[]> {
  let index = 0;
  const slots = pool.shards.flatMap((size, shard) =>
    Array.from({ length: size }, () => unusedSlot(pool.id, index++, shard)),
  );
  await Promise.all(slots.map((slot) => putSlot(leases, slot)));
  return slots;
}

export async function putSlot(leases: Table, slot: Slot): Promise<void> {
  await leases.documents.send(new PutCommand({ TableName: leases.name, Item: { ...slotItemKey(slot), ...slot } }));
}

export function poolOf(id: string, more: Partial<SessionPool> = {}): SessionPool {
  const number = fictionalNumber(290);
  return {
    id,
    site: 'shop',
    kind: 'session',
    order: 100,
    source: 'mixed',
    target: 'main',
    when: [],
    leaseSeconds: 1200,
    probationSeconds: 60,
    restSeconds: 0,
    defaultNumber: number,
    default: { e164: number, display: '(204) 555-0190', href: `tel:${number}` },
    shards: [2],
    ...more,
  };
}
