import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Slots } from '../../../lambdas/leases/allocator/allocate.ts';
import { clockGuardMs } from '../../../lambdas/leases/slots/lease-times.ts';
import { type Slot, slot } from '../../../lambdas/leases/slots/slot.ts';
import { renewLease } from '../../../lambdas/leases/slots/slot-transitions-store.ts';
import { tableSlots } from '../../../lambdas/leases/slots/slot-view-store.ts';
import type { Table } from '../../../lambdas/platform/aws/table.ts';
import type { memorySlots } from '../../lambdas/leases/allocator/memory-slots.ts';
import type { Index } from './database.ts';
import type { LockItem, Locks } from './locks.ts';

/** By the end of the lease: what the usual design asks. */
export const endIndex: Index = { name: 'by-end', hash: 'pool', range: 'leasedUntil' };

/** All that contestants may do to slots. */
export interface Store extends Slots, Locks {
  /** The slots whose leases ended first, by the index. */
  readonly oldest: (pool: string, count: number, now: number) => Promise<Slot[]>;
  /** The page of that visitor reports a human. */
  readonly confirm: (slot: Slot, now: number, until: number) => Promise<Slot | undefined>;
}

/** The product's own store functions on a table. */
export function tableStore(table: Table): Store {
  return {
    ...tableSlots(table),
    async oldest(pool, count, now) {
      const { Items = [] } = await table.documents.send(
        new QueryCommand({
          TableName: table.name,
          IndexName: endIndex.name,
          KeyConditionExpression: '#pool = :pool AND leasedUntil < :cutoff',
          ExpressionAttributeNames: { '#pool': 'pool' },
          ExpressionAttributeValues: { ':pool': pool, ':cutoff': now - clockGuardMs },
          Limit: count,
        }),
      );
      return Items.map((item) => slot.parse(item));
    },
    async confirm(held, now, until) {
      const renewed = await renewLease(table, held, { lease: held.lease!, now, until });
      return renewed.kind === 'renewed' ? renewed.slot : undefined;
    },
    async getLock(params) {
      const { Item } = await table.documents.send(new GetCommand({ ...params, TableName: table.name }));
      return Item as LockItem | undefined;
    },
    async putLock(params) {
      await table.documents.send(new PutCommand({ ...params, TableName: table.name }));
    },
  };
}

/** The same in memory: brings containers and pool to their usual state before anything is measured. */
export function memoryStore(memory: ReturnType<typeof memorySlots>, locks: Locks): Store {
  return {
    ...memory,
    ...locks,
    oldest: async (_pool, count, now) =>
      memory
        .all()
        .filter(({ leasedUntil }) => leasedUntil < now - clockGuardMs)
        .sort((one, other) => one.leasedUntil - other.leasedUntil)
        .slice(0, count),
    async confirm(held, now, until) {
      const found = memory.find(held);
      if (found?.lease !== held.lease || found === undefined) return undefined;
      const renewed = { ...found, seenAt: now, leasedUntil: Math.max(found.leasedUntil, until), confirmed: true };
      memory.put(renewed);
      return renewed;
    },
  };
}

/** The same as a table would answer: operations take their time, and are counted. */
export function timedStore(
  store: Store,
  timed: <Answer>(kind: 'reads' | 'writes', work: () => Promise<Answer>) => Promise<Answer>,
): Store {
  return {
    allocate: (...args) => timed('writes', () => store.allocate(...args)),
    read: (...args) => timed('reads', () => store.read(...args)),
    oldest: (...args) => timed('reads', () => store.oldest(...args)),
    confirm: (...args) => timed('writes', () => store.confirm(...args)),
    getLock: (...args) => timed('reads', () => store.getLock(...args)),
    putLock: (...args) => timed('writes', () => store.putLock(...args)),
  };
}
