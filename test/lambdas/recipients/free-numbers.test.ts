import fc from 'fast-check';
import type { Slot } from '../../../lambdas/leases/slots/slot.ts';
import { freeNumbers } from '../../../lambdas/recipients/free-numbers.ts';
import { fictionalNumber, unusedSlot } from '../leases/pool-of-slots.ts';

const now = 1_790_000_000_000;
const minute = 60_000;

/** A pool in memory, and how often which of its shards was read. */
function memoryPool(sizes: readonly number[], random = () => 0) {
  let index = 0;
  const shards = sizes.map((size, shard) => Array.from({ length: size }, () => unusedSlot('mail', index++, shard)));
  const reads: number[] = [];
  const found = freeNumbers({
    async readShard(_, shard) {
      reads.push(shard);
      return shards[shard] ?? [];
    },
    random,
  });
  const pool = { id: 'mail', shards: sizes, version: 1 };
  const take = (slots: readonly Slot[], until: number) => {
    for (const { shard, number } of slots) {
      const slot = shards[shard]?.find((one) => one.number === number);
      if (slot) slot.leasedUntil = until;
    }
  };
  return {
    shards,
    reads,
    pool,
    take,
    find: (wanted: number, at = now, isCrowded = false, version = 1) =>
      found.find({ ...pool, version }, wanted, at, isCrowded),
  };
}

test('one shard is read for few numbers, and four for many, which come of all of them', async () => {
  const { find, reads } = memoryPool([250, 250, 250, 250, 250, 250]);
  expect(await find(3)).toHaveLength(3);
  expect(reads).toHaveLength(1);
  const many = await find(500);
  expect(many).toHaveLength(500);
  expect(reads).toHaveLength(5);
  const byShard = Map.groupBy(many, ({ shard }) => shard);
  expect([...byShard.values()].map(({ length }) => length)).toEqual([132, 132, 132, 104]);
});

test('more shards are read until there are enough, and no more', async () => {
  const { find, reads, shards, take } = memoryPool([100, 100, 100, 100, 100, 100, 100, 100]);
  for (const slots of shards.slice(0, 7)) take(slots.slice(1), now + minute);
  expect(await find(50)).toHaveLength(50);
  expect(reads.length).toBeLessThanOrEqual(8);
  expect(await find(200)).toHaveLength(107);
});

test('a full pool is not read again until something can be free, or its numbers changed', async () => {
  const { find, reads, shards, take } = memoryPool([10, 10]);
  take(shards.flat(), now + 10_000);
  expect(await find(5)).toEqual([]);
  expect(reads).toHaveLength(2);
  expect(await find(5, now + 11_000)).toEqual([]);
  expect(reads).toHaveLength(2);
  expect(await find(5, now + 11_000, false, 2)).toEqual([]);
  expect(reads).toHaveLength(4);
  expect(await find(5, now + 12_001)).toHaveLength(5);
});

test('that nothing is free is believed for 30 s at the most', async () => {
  const { find, reads, shards, take } = memoryPool([10]);
  take(shards.flat(), now + 60 * minute);
  await find(1);
  await find(1, now + 29_999);
  expect(reads).toHaveLength(1);
  await find(1, now + 30_001);
  expect(reads).toHaveLength(2);
});

test('the number that has been free for longest comes first', async () => {
  const { find, shards } = memoryPool([5]);
  for (const [index, slot] of (shards[0] ?? []).entries()) slot.leasedUntil = now - 1_000_000 + ((index + 2) % 5);
  const order = (await find(5)).map(({ number }) => number);
  expect(order).toEqual([3, 4, 0, 1, 2].map(fictionalNumber));
});

test('blocks that are alike come in any order, in a crowd all of them, and whole', async () => {
  const chances = [0, 0.9, 0.1, 0.5];
  let turn = 0;
  const { find, shards } = memoryPool([99], () => chances[turn++ % 4] ?? 0);
  const blockOf = (number: string) => Math.floor((shards[0] ?? []).findIndex((slot) => slot.number === number) / 33);
  // The first chance is that of the shard.
  expect((await find(99)).map(({ number }) => blockOf(number))).toEqual(
    [1, 2, 0].flatMap((block) => Array(33).fill(block)),
  );
  for (const slot of (shards[0] ?? []).slice(0, 66)) slot.leasedUntil = now - 1_000_000;
  turn = 0;
  expect((await find(33)).map(({ number }) => blockOf(number))).toEqual(Array(33).fill(2));
  turn = 0;
  expect((await find(33, now, true)).map(({ number }) => blockOf(number))).toEqual(Array(33).fill(1));
});

test('only free slots come, each once, and all of them where so many are wanted', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(fc.constantFrom('free', 'held', 'off', 'just over'), { maxLength: 8 }), { maxLength: 6 }),
      fc.integer({ min: 1, max: 40 }),
      fc.boolean(),
      async (states, wanted, isCrowded) => {
        const { find, shards } = memoryPool(
          states.map(({ length }) => length),
          Math.random,
        );
        for (const [shard, some] of states.entries()) {
          for (const [index, state] of some.entries()) {
            const slot = shards[shard]?.[index];
            if (slot === undefined) continue;
            if (state === 'off') slot.state = 'off';
            if (state === 'held') slot.leasedUntil = now + minute;
            if (state === 'just over') slot.leasedUntil = now - 1999;
          }
        }
        const free = states.flat().filter((state) => state === 'free').length;
        const found = await find(wanted, now, isCrowded);
        expect(found).toHaveLength(Math.min(free, wanted));
        expect(new Set(found.map(({ number }) => number)).size).toBe(found.length);
        expect(found.every(({ state, leasedUntil }) => state === 'live' && leasedUntil < now - 2000)).toBe(true);
      },
    ),
  );
});
