import { leaseEngine, type Slots } from '../../../../lambdas/leases/allocator/allocate.ts';
import type { Allocation } from '../../../../lambdas/leases/allocator/allocator.ts';
import type { SessionPool } from '../../../../lambdas/settings/pools/pool.ts';
import { poolOf, unusedSlot } from '../pool-of-slots.ts';
import { memorySlots } from './memory-slots.ts';

const start = 1_790_000_000_000;
const minute = 60_000;

/** Slots in memory and containers that lease them; tells what each visitor's number cost. */
function world(shards: number[], more: Partial<SessionPool> = {}) {
  let number = 0;
  const pool = poolOf('web', {
    shards,
    probationSeconds: 0,
    size: shards.reduce((sum, size) => sum + size, 0),
    ...more,
  });
  const memory = memorySlots(
    shards.flatMap((size, shard) => Array.from({ length: size }, () => unusedSlot('web', number++, shard))),
  );
  const state = { now: start, visitors: 0, pool };
  return {
    state,
    memory,
    container: (broken: Partial<Slots> = {}) => {
      const operations: string[] = [];
      const slots: Slots = {
        async allocate(...args) {
          operations.push('write');
          return (broken.allocate ?? memory.allocate)(...args);
        },
        async read(...args) {
          operations.push(args[2].isConsistent ? 'consistent read' : 'read');
          return (broken.read ?? memory.read)(...args);
        },
      };
      const engine = leaseEngine({ slots, clock: () => state.now, random: () => 0.5 });
      return {
        ...engine,
        ask: async (): Promise<{ allocation: Allocation; operations: string[] }> => {
          operations.length = 0;
          const id = String(++state.visitors);
          const allocation = await engine.allocate({ pool: state.pool, visitor: id, visit: id, lease: id });
          return { allocation, operations: [...operations] };
        },
        operations,
      };
    },
  };
}

async function lookedAgain({ allocation }: { allocation: Allocation }): Promise<void> {
  if (allocation.kind === 'leased') await allocation.lookAgain?.();
}

test('a container reads once; from then on a number costs one write', async () => {
  const { container, state } = world([20]);
  const { ask } = container();
  const costs: string[][] = [];
  for (let visitor = 0; visitor < 40; visitor++) {
    const asked = await ask();
    costs.push(asked.operations);
    await lookedAgain(asked);
    state.now += 2 * minute;
  }
  expect(costs[0]).toEqual(['read', 'write']);
  expect(costs.slice(1)).toEqual(Array.from({ length: 39 }, () => ['write']));
});

test('alone, it gives out the number that has been idle for longest', async () => {
  const { container, state } = world([5]);
  const { ask } = container();
  const given: string[] = [];
  for (let visitor = 0; visitor < 15; visitor++) {
    const asked = await ask();
    if (asked.allocation.kind === 'leased') given.push(asked.allocation.slot.number);
    await lookedAgain(asked);
    state.now += 10 * minute;
  }
  expect(new Set(given.slice(0, 5)).size).toBe(5);
  expect(given.slice(5, 10)).toEqual(given.slice(0, 5));
  expect(given.slice(10)).toEqual(given.slice(0, 5));
});

describe('a refusal', () => {
  test('costs nothing while the pool is known to be full: until the first lease ends, at most 30 s', async () => {
    const { container, state } = world([1, 1]);
    const { ask } = container();
    await ask();
    await ask();
    expect((await ask()).operations.length).toBeLessThanOrEqual(2);
    expect((await ask()).operations).toEqual([]);
    state.now += 31_000;
    expect((await ask()).operations).toEqual(['read', 'read']);
    expect((await ask()).operations).toEqual([]);
    state.now = start + 20 * minute + 2001;
    expect((await ask()).allocation.kind).toBe('leased');
  });

  test('is over when the first lease ends, however long that was to be believed', async () => {
    const { container, state } = world([2], { leaseSeconds: 60 });
    const { ask } = container();
    await ask();
    state.now += 40_000;
    await ask();
    expect((await ask()).allocation.kind).toBe('exhausted');
    state.now = start + minute + 2000;
    expect(await ask()).toMatchObject({ allocation: { kind: 'exhausted' }, operations: [] });
    state.now += 1;
    expect((await ask()).allocation.kind).toBe('leased');
  });

  test('is believed from when the read began: what came meanwhile it cannot know', async () => {
    const { container, state, memory } = world([1]);
    await container().ask();
    const slow = container({
      async read(...args) {
        const views = await memory.read(...args);
        state.now += 10_000;
        return views;
      },
    });
    expect((await slow.ask()).operations).toEqual(['read']);
    state.now = start + 29_999;
    expect((await slow.ask()).operations).toEqual([]);
    state.now = start + 30_000;
    expect((await slow.ask()).operations).toEqual(['read']);
  });

  test('does not even go through the slots while the pool is known to be full', async () => {
    const { memory, state } = world([1]);
    let choices = 0;
    const random = () => {
      choices += 1;
      return 0.5;
    };
    const { allocate } = leaseEngine({ slots: memory, clock: () => state.now, random });
    const ask = (id: string) => allocate({ pool: state.pool, visitor: id, visit: id, lease: id });
    await ask('a');
    expect(await ask('b')).toEqual({ kind: 'exhausted' });
    choices = 0;
    expect(await ask('c')).toEqual({ kind: 'exhausted' });
    expect(choices).toBe(0);
  });

  test('is taken back at once when the settings tell of more numbers', async () => {
    const { container, state, memory } = world([1]);
    const { ask } = container();
    await ask();
    expect((await ask()).allocation).toEqual({ kind: 'exhausted' });
    memory.put(unusedSlot('web', 7));
    state.pool = { ...state.pool, shards: [2], size: 2 };
    expect((await ask()).allocation).toMatchObject({ slot: { number: unusedSlot('web', 7).number } });
    // One that was removed comes back to its place: only the count tells.
    memory.put({ ...unusedSlot('web', 8), state: 'off' });
    expect((await ask()).allocation).toEqual({ kind: 'exhausted' });
    memory.put(unusedSlot('web', 8));
    state.pool = { ...state.pool, size: 3 };
    expect((await ask()).allocation).toMatchObject({ slot: { number: unusedSlot('web', 8).number } });
  });

  test('comes after seven operations, even if others are always quicker', async () => {
    const taken = { ...unusedSlot('web', 0), visitor: 'other', shownAt: start, leasedUntil: start + minute };
    const { container, memory } = world([250]);
    const unlucky = container({
      allocate: async (key) => ({ kind: 'held', by: { ...taken, ...memory.find(key), leasedUntil: start + minute } }),
    });
    const { allocation, operations } = await unlucky.ask();
    expect(allocation).toEqual({ kind: 'exhausted' });
    expect(operations).toEqual(['read', 'write', 'consistent read', 'write', 'consistent read', 'write', 'write']);
    // Nothing said that the pool is full.
    expect((await unlucky.ask()).operations).toHaveLength(7);
  });
});

test('a number that is switched off or gone is passed over', async () => {
  const { container, memory, state } = world([3]);
  const one = container();
  await lookedAgain(await one.ask());
  for (const slot of memory.all()) if (slot.leasedUntil === 0) memory.put({ ...slot, state: 'off' });
  const { allocation, operations } = await one.ask();
  expect(allocation).toEqual({ kind: 'exhausted' });
  expect(operations).toEqual(['write', 'consistent read']);
  state.now += 30 * minute;
  expect((await one.ask()).allocation.kind).toBe('leased');
});

test.each(['held', 'missing'] as const)('a lost write teaches, also when the read after it fails: %s', async (kind) => {
  const { container, state, memory } = world([1]);
  let isBroken = false;
  const one = container({
    async allocate(...args) {
      return isBroken && kind === 'missing' ? { kind } : memory.allocate(...args);
    },
    async read(...args) {
      if (isBroken) throw new Error('throttled');
      return memory.read(...args);
    },
  });
  await lookedAgain(await one.ask());
  state.now += 30 * minute;
  await container().ask();
  isBroken = true;
  await expect(one.ask()).rejects.toThrow('throttled');
  expect(one.operations).toEqual(['write', 'consistent read']);
  await expect(one.ask()).rejects.toThrow('throttled');
  expect(one.operations).toEqual(['read']);
});

test('learns from what others of its functions hear of a slot', async () => {
  const { container, state } = world([1], { probationSeconds: 60 });
  const one = container();
  const { allocation } = await one.ask();
  if (allocation.kind !== 'leased') throw new Error('no number');
  one.noteSlot({ ...allocation.slot, confirmed: true, leasedUntil: start + 20 * minute });
  state.now += 10 * minute;
  // Without that it would look unconfirmed, and be written.
  expect((await one.ask()).operations).toEqual(['read']);
});

test('a shard that was never read is looked into beside other work; one without slots never', async () => {
  const { container, memory } = world([3, 3, 0]);
  const shards: number[] = [];
  const one = container({
    async read(...args) {
      shards.push(args[1]);
      return memory.read(...args);
    },
  });
  for (let visitor = 0; visitor < 3; visitor++) await lookedAgain(await one.ask());
  expect(new Set(shards.slice(0, 2))).toEqual(new Set([0, 1]));
  for (let visitor = 0; visitor < 4; visitor++) await lookedAgain(await one.ask());
  expect(shards).not.toContain(2);
});

test('looking again never fails, and is not due after every lease', async () => {
  const { container, state } = world([50]);
  let reads = 0;
  const one = container({
    async read() {
      reads += 1;
      if (reads > 1) throw new Error('throttled');
      return Array.from({ length: 50 }, (_, index) => unusedSlot('web', index));
    },
  });
  const first = await one.ask();
  expect(first.allocation).toHaveProperty('lookAgain');
  await lookedAgain(first);
  expect(reads).toBe(2);
  state.now += minute;
  expect((await container().ask()).allocation).toHaveProperty('lookAgain');
});
