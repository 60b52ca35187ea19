import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { callbackify } from 'node:util';
import { compileFunction } from 'node:vm';
import { leaseTimes } from '../../../lambdas/leases/slots/lease-times.ts';
import type { Slot } from '../../../lambdas/leases/slots/slot.ts';
import { slotItemKey } from '../../../lambdas/leases/slots/slot-key.ts';
import type { Contestant } from './contestants.ts';
import { lockPackageFile } from './lock-package.ts';
import type { GetLock, LockItem, Locks, PutLock } from './locks.ts';
import { leaseMs } from './traffic.ts';

interface LockClient {
  readonly acquireLock: (id: { pk: string; sk: string }, done: (error?: Error) => void) => void;
}

/**
 * The npm package `dynamodb-lock-client` over the pool: a lock on each number, tried in random order until one is had.
 * Two things are ours. As it is published it sleeps until a held lock ends, so here a held one fails at once; and it is
 * given the bench's clock.
 */
export const lockClient: Contestant = {
  name: 'lock pkg',
  keeps: 'locks',
  open(store, clock, random, slots) {
    const { FailOpen } = loadPackage(clock);
    const seen = new Map<string, LockItem>();
    const client = new FailOpen({
      dynamodb: oldDocumentClient(store, clock, seen),
      lockTable: 'named by the store',
      partitionKey: 'pk',
      sortKey: 'sk',
      leaseDurationMs: leaseMs,
      trustLocalTime: true,
      retryCount: 0,
    });
    return {
      noteSlot: () => undefined,
      async allocate({ pool, lease, visitor, visit }) {
        for (const slot of shuffled(slots, random)) {
          if (!(await acquired(client, slot))) continue;
          const now = clock();
          const shownAt = seen.get(slotItemKey(slot).sk)?.lockAcquiredTimeUnixMs ?? 0;
          const held = { lease, visitor, visit, shownAt: now, leasedUntil: now + leaseTimes(pool).leaseMs };
          return {
            kind: 'leased',
            slot: { ...slot, ...held },
            previousSeenAt: shownAt,
            previous: { ...slot, shownAt },
          };
        }
        return { kind: 'exhausted' };
      },
    };
  },
};

function acquired(client: LockClient, slot: Slot): Promise<boolean> {
  return new Promise((resolve, reject) => {
    client.acquireLock(slotItemKey(slot), (error) => {
      if (error === undefined) resolve(true);
      else if (error instanceof Held || Reflect.get(error, 'code') === 'FailedToAcquireLock') resolve(false);
      else reject(error);
    });
  });
}

class Held extends Error {}

/** Version 2 of the document client, as far as the package calls it. */
function oldDocumentClient({ getLock, putLock }: Locks, clock: () => number, seen: Map<string, LockItem>) {
  return {
    delete: () => undefined,
    get: callbackify(async (params: GetLock): Promise<{ Item?: LockItem }> => {
      const item = await getLock(params);
      if (item === undefined) return {};
      seen.set(item.sk, item);
      if (item.lockAcquiredTimeUnixMs + item.leaseDurationMs > clock()) throw new Held('somebody has it');
      return { Item: item };
    }),
    put: callbackify(async (params: PutLock): Promise<object> => {
      try {
        await putLock(params);
        return {};
      } catch (error) {
        throw Object.assign(error as Error, { code: (error as Error).name });
      }
    }),
  };
}

/** The package with our clock. Its timers only ever wait for locks that have run out: not at all. */
function loadPackage(clock: () => number): { FailOpen: new (config: object) => LockClient } {
  const file = lockPackageFile();
  if (file === undefined) throw new Error('dynamodb-lock-client is not installed: npm ci --prefix test/bench/leases');
  const own = { exports: {} };
  class BenchDate {
    getTime = clock;
  }
  const names = ['require', 'module', 'setTimeout', 'Date'];
  const run = compileFunction(readFileSync(file, 'utf8'), names, { filename: file });
  run(createRequire(file), own, queueMicrotask, BenchDate);
  return own.exports as { FailOpen: new (config: object) => LockClient };
}

function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  return items
    .map((item) => ({ item, place: random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ item }) => item);
}
