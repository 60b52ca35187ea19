import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { placeSlots } from '../../../lambdas/leases/inventory/shard-places.ts';
import { type Slot, slot } from '../../../lambdas/leases/slots/slot.ts';
import { unusedSlot } from '../../lambdas/leases/pool-of-slots.ts';
import { asItems, type Database } from '../leases/database.ts';
import type { LastHolder } from './evidence.ts';
import type { Account, Orders } from './worker.ts';

export interface Contention {
  readonly workers: number;
  readonly numbers: number;
  readonly forMs: number;
  readonly faults: number;
  /** Between the slowest clock and the fastest, ms. */
  readonly clocksApartMs: number;
}

export interface Outcome {
  readonly accounts: Account[];
  readonly table: LastHolder[];
}

/** Starts the workers, lets all of them begin at the same moment, and returns what they and the table say in the end. */
export async function runWorkers(database: Database, contention: Contention): Promise<Outcome> {
  const { workers, numbers, forMs, faults, clocksApartMs } = contention;
  const { shards } = placeSlots([], numbers);
  const table = await database.newTable(asItems(unusedSlots(shards)));
  const children = Array.from({ length: workers }, () => fork(path.join(import.meta.dirname, 'worker.ts')));
  try {
    await Promise.all(children.map((child) => message(child)));
    const accounts = await Promise.all(
      children.map((child, index) => {
        const aheadMs = workers === 1 ? 0 : Math.round((clocksApartMs * index) / (workers - 1));
        // All together ask as often, however many they are.
        const pauseMs = 8 * workers;
        const orders: Orders = { endpoint: database.endpoint, table, shards, aheadMs, faults, pauseMs, forMs };
        child.send(orders);
        return message(child) as Promise<Account>;
      }),
    );
    return { accounts, table: await holders(database, table) };
  } finally {
    for (const child of children) child.kill();
  }
}

async function message(child: ChildProcess): Promise<unknown> {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`a worker ended with ${String(code)}`);
  });
  const [said] = await Promise.race([once(child, 'message'), ended]);
  ended.catch(() => undefined);
  return said;
}

function unusedSlots(shards: readonly number[]): Slot[] {
  let number = 0;
  return shards.flatMap((count, shard) => Array.from({ length: count }, () => unusedSlot('web', number++, shard)));
}

async function holders(database: Database, table: string): Promise<LastHolder[]> {
  const documents = DynamoDBDocumentClient.from(database.newClient());
  const { Items = [] } = await documents.send(new ScanCommand({ TableName: table, ConsistentRead: true }));
  return Items.map((item) => slot.parse(item)).map(({ number, lease }) => ({ number, lease }));
}
