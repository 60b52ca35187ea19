import { clockGuardMs, leaseTimes, renewedUntil } from '../../../lambdas/leases/lease-times.ts';
import { placeSlots } from '../../../lambdas/leases/shard-places.ts';
import type { Slot } from '../../../lambdas/leases/slot.ts';
import { memorySlots } from '../../lambdas/leases/memory-slots.ts';
import { poolOf, unusedSlot } from '../../lambdas/leases/pool-of-slots.ts';
import type { Contestant, Desk } from './contestants.ts';
import type { Database } from './database.ts';
import { type Asked, type Figures, figures } from './measure.ts';
import { emptyMeter, type Meter, meteredClient } from './metered-client.ts';
import { seededRandom } from './random.ts';
import { index, memoryStore, type Store, tableStore, timedStore } from './store.ts';
import { leaseMs, type Traffic } from './traffic.ts';
import { virtualTime } from './virtual-time.ts';

const start = 1_790_000_000_000;
/** From being shown a number until the page reports a human. */
const confirmedAfterMs = 5000;

/** A Lambda container: it answers one visitor after the other. */
interface Container {
  readonly desk: Desk;
  readonly use: (store: Store) => void;
  meter: Meter;
  isBusy: boolean;
}

/**
 * Sends the visitors of `traffic` to containers at random. The pool is brought to its usual state in memory; from the
 * first measured visitor on, every operation goes to a table. With 0 containers, each visitor meets a new one.
 */
export async function runTraffic(
  database: Database | undefined,
  traffic: Traffic,
  contestant: Contestant,
  containerCount: number,
): Promise<Figures> {
  const random = seededRandom(containerCount);
  const time = virtualTime(start);
  const pool = poolOf('web', { shards: placeSlots([], traffic.numbers).shards, leaseSeconds: leaseMs / 1000 });
  const times = leaseTimes(pool);
  const memory = memorySlots(usedSlots(pool.shards, traffic.shownBefore));
  const truth = new Map(memory.all().map((slot) => [slot.number, slot.leasedUntil]));
  let tableOf: ((meter: () => Meter) => Store) | undefined;
  const beside = emptyMeter();
  const notCounted = emptyMeter();

  const containers: Container[] = [];
  const startContainer = (): Container => {
    let store = tableOf?.(() => container.meter) ?? memoryStore(memory);
    const current: Store = {
      allocate: (...args) => store.allocate(...args),
      read: (...args) => store.read(...args),
      oldest: (...args) => store.oldest(...args),
      confirm: (...args) => store.confirm(...args),
    };
    const container: Container = {
      desk: contestant.open(current, time.now, random),
      use: (other) => {
        store = other;
      },
      meter: emptyMeter(),
      isBusy: false,
    };
    containers.push(container);
    return container;
  };
  for (let count = 0; count < containerCount; count++) startContainer();
  let confirming: Store = memoryStore(memory);

  const moveToTable = async () => {
    if (database === undefined) {
      tableOf = (meter) =>
        timedStore(memoryStore(memory), async (kind, work) => {
          meter()[kind] += 1;
          const half = (3 + 5 * random()) / 2;
          await time.sleep(half);
          const answer = await work();
          await time.sleep(half);
          return answer;
        });
      return;
    }
    const name = await database.newTable(memory.all(), contestant.isIndexed ? index : undefined);
    tableOf = (meter) =>
      tableStore({ documents: meteredClient(database.newClient(), time, () => 3 + 5 * random(), meter), name });
  };

  /** Lambda starts another container when all are busy; with a fixed number of them, visitors wait. */
  const idleContainer = async (): Promise<Container> => {
    for (;;) {
      const container = anyOf(
        containers.filter(({ isBusy }) => !isBusy),
        random,
      );
      if (container === undefined && containerCount > 0 && traffic.isBurst !== true) {
        await time.sleep(1);
        continue;
      }
      const chosen = container ?? startContainer();
      chosen.isBusy = true;
      return chosen;
    }
  };

  const asked: Asked[] = [];
  let visitors = 0;
  const visit = async (isMeasured: boolean) => {
    const id = String(++visitors);
    const container = await idleContainer();
    const since = time.now();
    container.meter = emptyMeter();
    const { meter } = container;
    const allocation = await container.desk.allocate({ pool, visitor: id, visit: id, lease: id });
    if (allocation.kind === 'exhausted') {
      const isFree = (leasedUntil: number) => leasedUntil < since - clockGuardMs;
      const free = [...truth].filter(([, leasedUntil]) => isFree(leasedUntil));
      container.isBusy = false;
      if (containerCount === 0) containers.splice(containers.indexOf(container), 1);
      // What is being written at this moment is not free.
      await time.sleep(10);
      if (isMeasured) asked.push({ meter, isFalse: free.some(([number]) => isFree(truth.get(number) ?? 0)) });
      return;
    }
    const { slot, previous, lookAgain } = allocation;
    truth.set(slot.number, slot.leasedUntil);
    if (isMeasured) asked.push({ meter, tenureMs: slot.shownAt - (previous?.shownAt ?? 0) });
    container.meter = isMeasured ? beside : emptyMeter();
    await lookAgain?.();
    container.isBusy = false;
    if (containerCount === 0) containers.splice(containers.indexOf(container), 1);
    await time.sleep(confirmedAfterMs);
    const until = renewedUntil(times, slot.shownAt, time.now());
    const confirmed = await confirming.confirm(slot, time.now(), until);
    if (confirmed === undefined) return;
    truth.set(confirmed.number, confirmed.leasedUntil);
    anyOf(containers, random)?.desk.noteSlot(confirmed);
  };

  const pages = async () => {
    for (const at of traffic.arrivals) {
      await time.sleep(Math.max(0, start + at - time.now()));
      const isMeasured = at >= traffic.measuredFrom;
      if (isMeasured && tableOf === undefined) {
        await time.standStillFor(moveToTable());
        for (const container of containers) container.use(tableOf!(() => container.meter));
        confirming = tableOf!(() => notCounted);
      }
      void visit(isMeasured);
    }
  };
  const all = pages();
  await time.run();
  await all;
  return figures(asked, beside);
}

/** Numbers that were all leased before; which one when is in no order. */
function usedSlots(shards: readonly number[], shownBefore: readonly number[]): Slot[] {
  const random = seededRandom(shownBefore.length);
  const places = shownBefore.map((at) => ({ at, place: random() })).sort((one, other) => one.place - other.place);
  let number = 0;
  return shards.flatMap((count, shard) =>
    Array.from({ length: count }, () => {
      const shownAt = start + (places[number]?.at ?? 0);
      const used = { shownAt, seenAt: shownAt, leasedUntil: shownAt + leaseMs, confirmed: true };
      return { ...unusedSlot('web', number++, shard), ...used, lease: 'l', visitor: 'v', visit: 'w' };
    }),
  );
}

function anyOf<Item>(items: readonly Item[], random: () => number): Item | undefined {
  return items[Math.floor(random() * items.length)];
}
