import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { leaseTimes, renewedUntil } from '../../../lambdas/leases/slots/lease-times.ts';
import type { Slot } from '../../../lambdas/leases/slots/slot.ts';
import { slotItemKey } from '../../../lambdas/leases/slots/slot-key.ts';
import { renewLease } from '../../../lambdas/leases/slots/slot-transitions-store.ts';
import { memorySlots } from '../../lambdas/leases/allocator/memory-slots.ts';
import { poolOf } from '../../lambdas/leases/pool-of-slots.ts';
import type { Database } from '../leases/database.ts';
import { emptyMeter, type Meter, meteredClient } from '../leases/metered-client.ts';
import { seededRandom } from '../leases/random.ts';
import { usedSlots } from '../leases/used-slots.ts';
import { virtualTime } from '../leases/virtual-time.ts';
import { type Container, startContainer } from './container.ts';
import { arrivals, numbers, type Scene, shownBefore, times } from './scene.ts';

export interface Outcome {
  /** Of those who asked since the robot did: when, ms from its first ask, and whether they got a number of their own. */
  readonly visitors: readonly { readonly at: number; readonly isCovered: boolean }[];
  readonly robot: {
    readonly asked: number;
    readonly leased: number;
    /** Numbers that it held at once, at the most. */
    readonly mostHeld: number;
    /** What its asks did to the table. */
    readonly meter: Meter;
  };
}

/**
 * Visitors with human signals share a pool with a robot that has none. The pool is brought to its usual state in memory;
 * from the robot's first ask on every operation goes to a table, and takes its time.
 */
export async function attack(database: Database, scene: Scene, seed: number): Promise<Outcome> {
  const random = seededRandom(seed);
  const time = virtualTime(times.start + times.warmUp);
  const pool = poolOf('web', { shards: [numbers], probationSeconds: scene.probationSeconds });
  const memory = memorySlots(usedSlots(pool.shards, shownBefore()));
  const containers = Array.from({ length: scene.containers }, () => startContainer(memory, time.now, random));
  const hold: Container['hold'] = (...page) => anyOf(containers, random).hold(...page);
  const networkOf = (network: string) =>
    scene.newLeasesPerNetwork === 0 ? {} : { network: { site: 'shop', network, perMinute: scene.newLeasesPerNetwork } };
  let confirm = async (slot: Slot) => {
    if (memory.find(slot)?.lease === slot.lease) memory.put(slot);
  };

  const moveToTable = async () => {
    const name = await database.newTable(memory.all().map((slot) => ({ ...slotItemKey(slot), ...slot })));
    const latency = () => 3 + 5 * random();
    for (const container of containers) {
      container.use((meter) => ({ documents: meteredClient(database.newClient(), time, latency, meter), name }));
    }
    const table = { documents: DynamoDBDocumentClient.from(database.newClient()), name };
    confirm = async (slot) => {
      const { lease = '', seenAt, leasedUntil } = slot;
      await time.standStillFor(renewLease(table, slot, { lease, now: seenAt, until: leasedUntil }));
    };
  };

  const visitors: { at: number; isCovered: boolean }[] = [];
  const visit = async (id: string, at: number) => {
    // Each from a network of his own.
    const held = await hold(pool, { visitor: id, visit: id, ...networkOf(id) }, emptyMeter());
    if (at >= 0) visitors.push({ at, isCovered: held.kind === 'held' });
    if (held.kind !== 'held') return;
    await time.sleep(times.signal);
    const seenAt = time.now();
    const leasedUntil = renewedUntil(leaseTimes(pool), held.slot.shownAt, seenAt);
    const confirmed = { ...held.slot, seenAt, leasedUntil, confirmed: true };
    await confirm(confirmed);
    anyOf(containers, random).noteSlot(confirmed);
  };
  const people = async () => {
    for (const [index, at] of arrivals(seed).entries()) {
      await time.sleep(Math.max(0, times.start + at - time.now()));
      void visit(`visitor-${index}`, at);
    }
  };

  const robot = { asked: 0, leased: 0, mostHeld: 0, meter: emptyMeter() };
  let ends: number[] = [];
  const robotAsk = async (id: string) => {
    robot.asked += 1;
    const held = await hold(pool, { visitor: id, visit: id, ...networkOf('robot') }, robot.meter);
    if (held.kind !== 'held') return;
    robot.leased += 1;
    ends = [...ends.filter((end) => end > time.now()), held.slot.leasedUntil];
    robot.mostHeld = Math.max(robot.mostHeld, ends.length);
  };
  const robotRun = async () => {
    await time.sleep(-times.warmUp);
    await time.standStillFor(moveToTable());
    const asks = (scene.asksPerSecond * times.robotEnds) / 1000;
    for (let ask = 0; ask < asks; ask++) {
      await time.sleep(1000 / scene.asksPerSecond);
      void robotAsk(`robot-${ask}`);
    }
  };

  const all = Promise.all([people(), robotRun()]);
  await time.run();
  await all;
  return { visitors, robot };
}

function anyOf<Item>(items: readonly Item[], random: () => number): Item {
  return items[Math.floor(random() * items.length)]!;
}
