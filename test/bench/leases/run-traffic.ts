import { placeSlots } from '../../../lambdas/leases/inventory/shard-places.ts';
import { clockGuardMs, leaseTimes, renewedUntil } from '../../../lambdas/leases/slots/lease-times.ts';
import { memorySlots } from '../../lambdas/leases/allocator/memory-slots.ts';
import { poolOf } from '../../lambdas/leases/pool-of-slots.ts';
import type { Contestant } from './contestants.ts';
import { asItems, type Database } from './database.ts';
import { type Container, type FleetShape, startFleet } from './fleet.ts';
import { memoryLocks } from './locks.ts';
import { type Asked, type Figures, figures } from './measure.ts';
import { emptyMeter, type Meter, meteredClient } from './metered-client.ts';
import { seededRandom } from './random.ts';
import { endIndex, memoryStore, type Store, tableStore, timedStore } from './store.ts';
import { leaseMs, type Traffic } from './traffic.ts';
import { usedSlots } from './used-slots.ts';
import { virtualTime } from './virtual-time.ts';

const start = 1_790_000_000_000;
/** From being shown a number until the page reports a human. */
const confirmedAfterMs = 5000;

/**
 * Sends the visitors of `traffic` to containers. The pool is brought to its usual state in memory; from the first measured
 * visitor on, every operation goes to a table.
 */
export async function runTraffic(
  database: Database | undefined,
  traffic: Traffic,
  contestant: Contestant,
  shape: FleetShape,
): Promise<Figures> {
  const random = seededRandom(shape.count);
  const time = virtualTime(start);
  const pool = poolOf('web', { shards: placeSlots([], traffic.numbers).shards, leaseSeconds: leaseMs / 1000 });
  const times = leaseTimes(pool);
  const before = usedSlots(
    pool.shards,
    traffic.shownBefore.map((at) => start + at),
  );
  const truth = new Map(before.map((slot) => [slot.number, slot.leasedUntil]));
  const memory = memorySlots(before);
  const locks = memoryLocks(before);
  const inMemory = memoryStore(memory, locks);
  const meters = { beside: emptyMeter(), confirming: emptyMeter() };
  const open = (store: Store) => contestant.open(store, time.now, random, before);
  const fleet = startFleet(shape, traffic, open, inMemory, { time, random });
  let confirming: Store = inMemory;
  let isOnTable = false;

  const latency = () => 3 + 5 * random();
  const timedMemory = (meter: () => Meter) =>
    timedStore(inMemory, async (kind, work) => {
      meter()[kind] += 1;
      const half = latency() / 2;
      await time.sleep(half);
      const answer = await work();
      await time.sleep(half);
      return answer;
    });
  const moveToTable = async () => {
    isOnTable = true;
    let storeOf = timedMemory;
    if (database !== undefined) {
      const items = contestant.keeps === 'locks' ? locks.items() : asItems(memory.all());
      const name = await database.newTable(items, contestant.keeps === 'indexed slots' ? endIndex : undefined);
      storeOf = (meter) => tableStore({ documents: meteredClient(database.newClient(), time, latency, meter), name });
    }
    fleet.use(storeOf);
    confirming = storeOf(() => meters.confirming);
  };

  const asked: Asked[] = [];
  let visitors = 0;
  const visit = async (isMeasured: boolean) => {
    const id = String(++visitors);
    const container = await fleet.take();
    const since = time.now();
    const { meter } = container;
    const allocation = await container.desk.allocate({ pool, visitor: id, visit: id, lease: id });
    if (allocation.kind === 'exhausted') {
      const isFree = (leasedUntil: number) => leasedUntil < since - clockGuardMs;
      const free = [...truth].filter(([, leasedUntil]) => isFree(leasedUntil));
      fleet.release(container);
      // What is being written at this moment is not free.
      await time.sleep(10);
      if (isMeasured) asked.push({ meter, isFalse: free.some(([number]) => isFree(truth.get(number) ?? 0)) });
      return;
    }
    const { slot, previous } = allocation;
    truth.set(slot.number, slot.leasedUntil);
    if (isMeasured) asked.push({ meter, tenureMs: slot.shownAt - (previous?.shownAt ?? 0) });
    await lookAgain(container, isMeasured, allocation.lookAgain);
    if (contestant.keeps === 'locks') return;
    await time.sleep(confirmedAfterMs);
    const until = renewedUntil(times, slot.shownAt, time.now());
    const confirmed = await confirming.confirm(slot, time.now(), until);
    if (confirmed === undefined) return;
    truth.set(confirmed.number, confirmed.leasedUntil);
    fleet.any()?.desk.noteSlot(confirmed);
  };
  const lookAgain = async (container: Container, isMeasured: boolean, look?: () => Promise<void>) => {
    container.meter = isMeasured ? meters.beside : emptyMeter();
    await look?.();
    fleet.release(container);
  };

  const pages = async () => {
    for (const at of traffic.arrivals) {
      await time.sleep(Math.max(0, start + at - time.now()));
      const isMeasured = at >= traffic.measuredFrom;
      if (isMeasured && !isOnTable) await time.standStillFor(moveToTable());
      void visit(isMeasured);
    }
  };
  const all = pages();
  await time.run();
  await all;
  return figures(asked, meters);
}
