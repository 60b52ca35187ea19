import fc from 'fast-check';
import { leaseEngine, type Slots } from '../../../lambdas/leases/allocator/allocate.ts';
import { eraseHolder } from '../../../lambdas/leases/slots/erase-holder.ts';
import { clockGuardMs, leaseTimes, renewedUntil } from '../../../lambdas/leases/slots/lease-times.ts';
import { closeSlot, openSlot } from '../../../lambdas/leases/slots/pool-slots-store.ts';
import { resumeLease } from '../../../lambdas/leases/slots/resume-lease.ts';
import type { Slot } from '../../../lambdas/leases/slots/slot.ts';
import { readShard, renewLease } from '../../../lambdas/leases/slots/slot-transitions-store.ts';
import { tableSlots } from '../../../lambdas/leases/slots/slot-view-store.ts';
import type { Table } from '../../../lambdas/platform/aws/table.ts';
import type { SessionPool } from '../../../lambdas/settings/pools/pool.ts';
import { createTable, embeddedDynamoDB } from '../../embedded-dynamodb.ts';
import { poolOf, putSlots } from './pool-of-slots.ts';

const containers = 3;
const visitors = 6;
const fullForMs = 30_000;
const mostOperations = 7;

const command = fc.record({
  what: fc.constantFrom('claim', 'claim', 'claim', 'renew', 'renew', 'return', 'steal', 'remove', 'add', 'forget'),
  visitor: fc.nat({ max: visitors - 1 }),
  container: fc.nat({ max: containers - 1 }),
  number: fc.nat({ max: 4 }),
});
const moment = fc.record({
  commands: fc.array(command, { minLength: 1, maxLength: 6 }),
  wait: fc.constantFrom(0, 100, 2500, 31_000, 61_000, 63_000, 400_000, 1_300_000),
});
const story = fc.record({
  moments: fc.array(moment, { minLength: 2, maxLength: 8 }),
  shards: fc.constantFrom<number[]>([1], [3], [2, 1], [2, 2, 1]),
  probationSeconds: fc.constantFrom(0, 60),
});

type Command = typeof command extends fc.Arbitrary<infer Value> ? Value : never;

test('whatever containers do at the same time, on whatever they remember, a number has one holder and no lease is cut short', async () => {
  await fc.assert(
    fc.asyncProperty(story, fc.scheduler(), async ({ moments, shards, probationSeconds }, scheduler) => {
      const world = await newWorld(poolOf('web', { shards, probationSeconds }), scheduler);
      for (const { commands, wait } of moments) {
        const before = await world.slots();
        const outcomes = await scheduler.waitFor(Promise.all(commands.map((one) => world.carryOut(one))));
        expectKept(world.now(), before, await world.slots(), commands);
        for (const { isRefused, operations } of outcomes.flatMap((one) => one ?? [])) {
          expect(operations).toBeLessThanOrEqual(mostOperations);
          if (isRefused && operations < mostOperations) world.expectNoneFree(before, await world.slots());
        }
        world.pass(wait);
      }
    }),
    { numRuns: 60 },
  );
});

/** Leases only grow, and a number that somebody holds stays his; what is switched off keeps its holder. */
function expectKept(now: number, before: readonly Slot[], after: readonly Slot[], commands: readonly Command[]): void {
  const changes = before.map((earlier, index) => ({ earlier, later: after[index]! }));
  const shrunk = changes.filter(({ earlier, later }) => later.leasedUntil < earlier.leasedUntil);
  const isForgotten = commands.some(({ what }) => what === 'forget');
  const stolen = changes.filter(
    ({ earlier, later }) =>
      earlier.leasedUntil >= now - clockGuardMs &&
      later.visitor !== earlier.visitor &&
      !(isForgotten && later.visitor === undefined),
  );
  const isAdded = commands.some(({ what }) => what === 'add');
  const takenWhileOff = changes.filter(
    ({ earlier, later }) => earlier.state === 'off' && !isAdded && later.shownAt !== earlier.shownAt,
  );
  expect({ shrunk, stolen, takenWhileOff }).toEqual({ shrunk: [], stolen: [], takenWhileOff: [] });
}

interface Told {
  readonly isRefused: boolean;
  readonly operations: number;
}

async function newWorld(pool: SessionPool, scheduler: fc.Scheduler) {
  const leases: Table = { documents: embeddedDynamoDB().documents, name: await createTable('Leases') };
  const numbers = await putSlots(leases, pool);
  const times = leaseTimes(pool);
  let now = 1_790_000_000_000;
  let ids = 0;
  let random = 0;
  /** The last lease that each visitor was told of, perhaps long lost. */
  const told = new Map<string, Slot>();
  const addedAt = new Map<string, number>();
  /** Leases whose visitors have been forgotten. */
  const forgotten = new Set<string>();
  const table = tableSlots(leases);
  const operations = { count: 0 };
  const engines = Array.from({ length: containers }, () => {
    const counted = { count: 0 };
    const slots: Slots = {
      allocate: scheduler.scheduleFunction(async (...args: Parameters<Slots['allocate']>) => {
        counted.count += 1;
        return table.allocate(...args);
      }),
      // What was read arrives later than it was true.
      async read(...args) {
        counted.count += 1;
        const views = await table.read(...args);
        return scheduler.schedule(Promise.resolve(views), 'read');
      },
    };
    const engine = leaseEngine({ slots, clock: () => now, random: () => (random = (random + 0.618) % 1) });
    // A container answers one visitor after the other.
    let last: Promise<unknown> = Promise.resolve();
    const inTurn = <Result>(work: () => Promise<Result>) => {
      const mine = last.then(work);
      last = mine.catch(() => undefined);
      return mine;
    };
    return { ...engine, counted, inTurn };
  });

  const claim = ({ visitor, container }: Command): Promise<Told[]> => {
    const engine = engines[container]!;
    return engine.inTurn(async () => {
      engine.counted.count = 0;
      const name = `v${visitor}`;
      const id = String(++ids);
      const allocation = await engine.allocate({ pool, visitor: name, visit: id, lease: `l${id}` });
      operations.count = engine.counted.count;
      if (allocation.kind === 'exhausted') return [{ isRefused: true, operations: operations.count }];
      expect(allocation.slot).toMatchObject({ visitor: name, lease: `l${id}`, shownAt: now });
      told.set(name, allocation.slot);
      await allocation.lookAgain?.();
      return [{ isRefused: false, operations: operations.count }];
    });
  };

  const renew = async ({ visitor, container }: Command, from = visitor): Promise<void> => {
    const claimed = told.get(`v${from}`);
    if (claimed?.lease === undefined) return;
    const { lease } = claimed;
    // Who steals knows the number, not the lease.
    const mine = from === visitor ? lease : `l-of-v${visitor}`;
    let wasForgotten = false;
    const outcome = await scheduler.schedule(Promise.resolve(), 'renew').then(() => {
      wasForgotten = forgotten.has(mine);
      return renewLease(leases, claimed, { lease: mine, now, until: renewedUntil(times, claimed.shownAt, now) });
    });
    if (outcome.kind !== 'renewed') return;
    expect(wasForgotten && forgotten.has(mine)).toBe(false);
    expect(outcome.slot).toMatchObject({ lease: mine, visitor: `v${visitor}`, state: 'live' });
    engines[container]!.noteSlot(outcome.slot);
  };

  const comeBack = async ({ visitor, container }: Command): Promise<void> => {
    const held = told.get(`v${visitor}`);
    if (held?.lease === undefined) return;
    const claims = { ...held, lease: held.lease, visitor: `v${visitor}` };
    const kept = await scheduler
      .schedule(Promise.resolve(), 'return')
      .then(() => resumeLease(leases, times, claims, { visit: String(++ids), now }));
    if (kept.kind === 'lost') return;
    expect(kept.slot.visitor).toBe(`v${visitor}`);
    told.set(`v${visitor}`, kept.slot);
    engines[container]!.noteSlot(kept.slot);
  };

  const forget = async ({ visitor }: Command): Promise<void> => {
    const held = told.get(`v${visitor}`);
    if (held?.lease === undefined) return;
    const mine = { ...held, lease: held.lease, visitor: `v${visitor}` };
    const isDone = await scheduler
      .schedule(Promise.resolve(), 'forget')
      .then(() => eraseHolder(leases, mine, () => `f${++ids}`));
    // What he was told before fits nothing now, whatever else goes on.
    if (isDone) forgotten.add(held.lease);
  };

  const change = async ({ what, number }: Command): Promise<void> => {
    const slot = numbers[number % numbers.length]!;
    await scheduler.schedule(Promise.resolve(), what);
    if (what === 'remove') await closeSlot(leases, slot);
    else {
      addedAt.set(slot.number, now);
      await openSlot(leases, { ...slot, restsUntil: 0 });
    }
  };

  return {
    now: () => now,
    pass: (ms: number) => void (now += ms),
    async slots(): Promise<Slot[]> {
      return (await Promise.all(pool.shards.map((_, shard) => readShard(leases, pool.id, shard, true)))).flat();
    },
    async carryOut(one: Command): Promise<Told[] | undefined> {
      if (one.what === 'claim') return claim(one);
      if (one.what === 'renew') await renew(one);
      else if (one.what === 'steal') await renew(one, (one.visitor + 1) % visitors);
      else if (one.what === 'return') await comeBack(one);
      else if (one.what === 'forget') await forget(one);
      else await change(one);
      return undefined;
    },
    /** A refusal says that there was none: but for numbers that came back so shortly ago that nobody needs to know. */
    expectNoneFree(before: readonly Slot[], after: readonly Slot[]): void {
      const wasFreeAllTheTime = ({ number, state, leasedUntil }: Slot, index: number) =>
        state === 'live' &&
        leasedUntil < now - clockGuardMs &&
        after[index]?.state === 'live' &&
        after[index].leasedUntil === leasedUntil &&
        now - (addedAt.get(number) ?? 0) >= fullForMs;
      expect(before.filter(wasFreeAllTheTime)).toEqual([]);
    },
  };
}
