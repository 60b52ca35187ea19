import {
  type KnownShard,
  noteOwnLease,
  noteRead,
  noteSlot,
  othersSince,
  type SlotView,
  unknownShard,
} from '../../../../lambdas/leases/allocator/slot-cache.ts';
import { unusedSlot } from '../pool-of-slots.ts';

const now = 1_790_000_000_000;
const minute = 60_000;

function view(index: number, lease: string | undefined, minutesAgo: number): SlotView {
  const { number } = unusedSlot('web', index);
  const shownAt = lease === undefined ? 0 : now - minutesAgo * minute;
  return {
    number,
    state: 'live',
    shownAt,
    leasedUntil: lease === undefined ? 0 : shownAt + 20 * minute,
    confirmed: true,
    lease,
  };
}

const known = (shard: KnownShard, index: number) => shard.slots.get(unusedSlot('web', index).number);

test('a slot is its own from its lease on until somebody else leases it', () => {
  const shard = unknownShard(0);
  noteRead(shard, [view(0, undefined, 0), view(1, undefined, 0)], now - 50 * minute);
  noteOwnLease(shard, view(0, 'mine', 40));
  noteRead(shard, [view(0, 'mine', 40), view(1, 'theirs', 30)], now - 20 * minute);
  expect([known(shard, 0)?.isOwn, known(shard, 1)?.isOwn]).toEqual([true, false]);
  noteSlot(shard, { ...view(0, 'mine', 10), confirmed: true });
  expect(known(shard, 0)).toMatchObject({ isOwn: true, shownAt: now - 10 * minute });
  noteSlot(shard, view(0, 'theirs', 0));
  expect(known(shard, 0)).toMatchObject({ isOwn: false, lease: 'theirs' });
});

test('a read is due again only after more leases', () => {
  const shard = unknownShard(0);
  noteOwnLease(shard, view(0, 'mine', 1));
  expect(shard.leasesSince).toBe(1);
  noteRead(shard, [view(0, 'mine', 1)], now);
  expect(shard.leasesSince).toBe(0);
});

test('a read that is older than an answer does not undo it, but for whether the number is in the pool', () => {
  const shard = unknownShard(0);
  noteRead(shard, [view(0, undefined, 0)], now - 50 * minute);
  noteOwnLease(shard, view(0, 'mine', 1));
  noteRead(shard, [{ ...view(0, 'before', 40), state: 'off' }], now);
  expect(known(shard, 0)).toMatchObject({ lease: 'mine', isOwn: true, shownAt: now - minute, state: 'off' });
  noteSlot(shard, view(0, 'before', 40));
  expect(known(shard, 0)).toMatchObject({ lease: 'mine' });
});

test('numbers that are gone are forgotten, and new ones known', () => {
  const shard = unknownShard(0);
  noteRead(shard, [view(0, undefined, 0)], now - minute);
  noteRead(shard, [view(1, undefined, 0)], now);
  expect([...shard.slots.keys()]).toEqual([unusedSlot('web', 1).number]);
});

test('learns how often others lease, and looks less often while nobody does', () => {
  const shard = unknownShard(0);
  noteRead(shard, [view(0, undefined, 0), view(1, undefined, 0)], now - 20 * minute);
  expect(othersSince(shard, 0, now)).toBe(Number.POSITIVE_INFINITY);
  expect(shard.leasesPerRead).toBe(1);
  noteRead(shard, [view(0, 'x', 15), view(1, 'y', 12)], now - 10 * minute);
  expect(othersSince(shard, 0, now)).toBeCloseTo(2);
  expect(othersSince(shard, now - 5 * minute, now)).toBeCloseTo(1);
  expect(shard.leasesPerRead).toBe(4);

  const quiet = unknownShard(0);
  for (let reads = 0; reads < 9; reads++) {
    noteRead(quiet, [view(0, undefined, 0)], now + reads * minute);
    noteOwnLease(quiet, view(1, 'mine', 30 - reads));
  }
  expect(othersSince(quiet, 0, now + 60 * minute)).toBe(0);
  expect(quiet.leasesPerRead).toBe(64);
  noteSlot(quiet, view(1, 'theirs', 0));
  expect(othersSince(quiet, 0, now + 60 * minute)).toBeGreaterThan(0);
});
