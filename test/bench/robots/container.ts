import { leaseEngine, type Slots } from '../../../lambdas/leases/allocator/allocate.ts';
import { countInNetwork } from '../../../lambdas/leases/rate-limit/network-count-store.ts';
import { type CountNetwork, networkLimit } from '../../../lambdas/leases/rate-limit/network-limit.ts';
import type { Slot } from '../../../lambdas/leases/slots/slot.ts';
import { tableSlots } from '../../../lambdas/leases/slots/slot-view-store.ts';
import { type Holder, holdNumber } from '../../../lambdas/page-api/hold-number.ts';
import type { Table } from '../../../lambdas/platform/aws/table.ts';
import type { SessionPool } from '../../../lambdas/settings/pools/pool.ts';
import { emptyMeter, type Meter } from '../leases/metered-client.ts';

/** A Lambda container with all that decides about a number; it answers one page after the other. */
export interface Container {
  /** `meter` counts what is asked of the table for this page. */
  readonly hold: (pool: SessionPool, holder: Omit<Holder, 'now'>, meter: Meter) => ReturnType<typeof holdNumber>;
  readonly noteSlot: (slot: Slot) => void;
  /** From now on its operations go to a table. */
  readonly use: (tableFor: (meter: () => Meter) => Table) => void;
}

const signingKeys = { signWith: '1', keys: new Map([['1', Buffer.alloc(32, 1)]]) };

/** Begins with slots in memory, where networks are not counted. */
export function startContainer(inMemory: Slots, clock: () => number, random: () => number): Container {
  let slots = inMemory;
  let count: CountNetwork = () => Promise.resolve(true);
  let meter = emptyMeter();
  let before: Promise<unknown> = Promise.resolve();
  const current: Slots = {
    allocate: (...args) => slots.allocate(...args),
    read: (...args) => slots.read(...args),
  };
  const engine = leaseEngine({ slots: current, clock, random });
  const mayLease = networkLimit((more) => count(more));

  const hold: Container['hold'] = async (pool, holder, counted) => {
    meter = counted;
    const parts = { ...engine, mayLease, newId: () => holder.visit, count: () => undefined, leases: noTable };
    const held = await holdNumber(parts, { kind: 'session', pools: [pool] }, { ...holder, now: clock() });
    if (held.kind === 'held') await held.lookAgain?.();
    return held;
  };
  return {
    noteSlot: engine.noteSlot,
    hold(...page) {
      const answer = before.then(() => hold(...page));
      before = answer;
      return answer;
    },
    use(tableFor) {
      const table = tableFor(() => meter);
      slots = tableSlots(table);
      count = (more) => countInNetwork(table, signingKeys, 'newLeases', more);
    },
  };
}

/** Nobody comes back here, so nothing reads or writes the leases but the engine. */
const noTable: Table = {
  name: 'nothing',
  get documents(): never {
    throw new Error('nobody comes back');
  },
};
