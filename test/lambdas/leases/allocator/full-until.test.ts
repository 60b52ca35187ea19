import fc from 'fast-check';
import { fullUntil } from '../../../../lambdas/leases/allocator/full-until.ts';
import { noteRead, type SlotView, unknownShard } from '../../../../lambdas/leases/allocator/slot-cache.ts';
import { clockGuardMs } from '../../../../lambdas/leases/slots/lease-times.ts';
import { unusedSlot } from '../pool-of-slots.ts';

const now = 1_790_000_000_000;

function shardOf(leasedUntil: readonly number[], readAt: number, more: Partial<SlotView> = {}) {
  const shard = unknownShard(0);
  const views = leasedUntil.map((until, index) => ({ ...unusedSlot('web', index), leasedUntil: until, ...more }));
  noteRead(shard, views, readAt);
  return shard;
}

test('a pool is full until the first of its leases ends, whichever shard that is in', () => {
  const shards = [shardOf([now + 9000, now + 20_000], now), shardOf([now + 8000], now)];
  expect(fullUntil(shards)).toBe(now + 8000 + clockGuardMs);
});

test('that is believed for 30 s at the most, and never of a shard that must be read', () => {
  expect(fullUntil([shardOf([now + 90_000], now)])).toBe(now + 30_000);
  expect(fullUntil([shardOf([now + 90_000], now), unknownShard(1)])).toBe(0);
});

test('numbers that are off keep nobody waiting', () => {
  expect(fullUntil([shardOf([now - 90_000], now, { state: 'off' })])).toBe(now + 30_000);
});

test('a slot that is free makes it a time that has passed', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 50_000 })), fc.integer({ min: 1, max: 1000 }), (held, free) => {
      const until = [...held.map((ms) => now + ms), now - clockGuardMs - free];
      expect(fullUntil([shardOf(until, now)])).toBeLessThan(now);
    }),
  );
});
