import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { leaseEngine, type Slots } from '../../../lambdas/leases/allocator/allocate.ts';
import { leaseTimes, renewedUntil } from '../../../lambdas/leases/slots/lease-times.ts';
import { resumeLease } from '../../../lambdas/leases/slots/resume-lease.ts';
import type { Slot } from '../../../lambdas/leases/slots/slot.ts';
import { renewLease } from '../../../lambdas/leases/slots/slot-transitions-store.ts';
import { tableSlots } from '../../../lambdas/leases/slots/slot-view-store.ts';
import { newId } from '../../../lambdas/platform/new-id.ts';
import { poolOf } from '../../lambdas/leases/pool-of-slots.ts';
import type { Sighting } from './evidence.ts';
import { type FaultCounts, makeWritesFaulty } from './faulty-writes.ts';

/** What a worker is told. */
export interface Orders {
  readonly endpoint: string;
  readonly table: string;
  readonly shards: readonly number[];
  /** By how much its clock is ahead, ms. */
  readonly aheadMs: number;
  /** Probability of each fault of a write. */
  readonly faults: number;
  /** Between two requests, on average, ms. */
  readonly pauseMs: number;
  readonly forMs: number;
}

/** What it has to tell afterwards. */
export interface Account {
  readonly sightings: Sighting[];
  readonly unanswered: string[];
  readonly asked: { readonly operations: number; readonly ms: number; readonly isLeased: boolean }[];
  readonly failed: number;
  readonly faults: FaultCounts;
}

const leaseSeconds = 2;
const probationSeconds = 1;

async function work({ endpoint, table: name, shards, aheadMs, ...orders }: Orders): Promise<Account> {
  const credentials = { accessKeyId: 'bench', secretAccessKey: 'bench' };
  const client = new DynamoDBClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 3 });
  const faults = makeWritesFaulty(client, orders.faults);
  const table = { name, documents: DynamoDBDocumentClient.from(client) };
  const pool = poolOf('web', { shards: [...shards], leaseSeconds, probationSeconds });
  const times = leaseTimes(pool);
  const clock = () => Date.now() + aheadMs;
  const slots = counted(tableSlots(table));
  const engine = leaseEngine({ slots, clock, random: Math.random });
  const account: Account = { sightings: [], unanswered: [], asked: [], failed: 0, faults };
  const held: Slot[] = [];
  let failed = 0;

  const see = (how: Sighting['how'], sentAt: number, slot: Slot, more: Partial<Sighting> = {}) => {
    const { number, lease = '', leasedUntil } = slot;
    const answeredAt = Date.now();
    account.sightings.push({ number, lease, how, sentAt, answeredAt, promisedUntil: leasedUntil - aheadMs, ...more });
    engine.noteSlot(slot);
  };

  const ask = async () => {
    const [lease, visitor, visit] = [newId(), newId(), newId()];
    const [sentAt, since] = [Date.now(), performance.now()];
    slots.operations = 0;
    try {
      const allocation = await engine.allocate({ pool, visitor, visit, lease });
      const isLeased = allocation.kind === 'leased';
      account.asked.push({ operations: slots.operations, ms: performance.now() - since, isLeased });
      if (!isLeased) return;
      const { slot, previous, lookAgain } = allocation;
      see('allocated', sentAt, slot, { before: previous?.lease, isBeforeUnknown: previous === undefined });
      held.push(slot);
      await lookAgain?.();
    } catch {
      account.unanswered.push(lease);
      failed += 1;
    }
  };
  const beat = async (slot: Slot, sentAt: number) => {
    const until = renewedUntil(times, slot.shownAt, clock());
    const renewed = await renewLease(table, slot, { lease: slot.lease ?? '', now: clock(), until });
    if (renewed.kind === 'renewed') see('renewed', sentAt, renewed.slot);
  };
  const comeBack = async ({ lease = '', visitor = '', ...slot }: Slot, sentAt: number) => {
    const kept = await resumeLease(table, times, { ...slot, lease, visitor }, { visit: newId(), now: clock() });
    if (kept.kind === 'kept') see('returned', sentAt, kept.slot);
  };

  const end = Date.now() + orders.forMs;
  while (Date.now() < end) {
    const slot = held[Math.floor(Math.random() * held.length)];
    const chance = Math.random();
    if (slot === undefined || chance < 0.7) await ask();
    else await (chance < 0.9 ? beat : comeBack)(slot, Date.now()).catch(() => void (failed += 1));
    // Visitors who are gone for long lose what they had.
    if (held.length > 5) held.shift();
    await sleep(-Math.log(1 - Math.random()) * orders.pauseMs);
  }
  return { ...account, failed };
}

/** Counts operations as the engine sees them: what the client tries again within one is not another. */
function counted(slots: Slots): Slots & { operations: number } {
  const counting = {
    operations: 0,
    allocate: (...args: Parameters<Slots['allocate']>) => {
      counting.operations += 1;
      return slots.allocate(...args);
    },
    read: (...args: Parameters<Slots['read']>) => {
      counting.operations += 1;
      return slots.read(...args);
    },
  };
  return counting;
}

process.once('message', (orders: Orders) => {
  void work(orders).then((account) => process.send?.(account, () => process.disconnect()));
});
process.send?.('ready');
