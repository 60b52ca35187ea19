import { firstShard, nextShard } from '../../../../lambdas/leases/allocator/choose-shard.ts';
import { noteRead, type SlotView, unknownShard } from '../../../../lambdas/leases/allocator/slot-cache.ts';
import { leaseTimes } from '../../../../lambdas/leases/slots/lease-times.ts';
import { unusedSlot } from '../pool-of-slots.ts';

const now = 1_790_000_000_000;
const minute = 60_000;
const at = { times: leaseTimes({ leaseSeconds: 1200, probationSeconds: 60 }), now };

/** A shard with one slot, shown so long ago. */
function shardOf(index: number, minutesAgo: number, more: Partial<SlotView> = {}) {
  const shard = unknownShard(index);
  const shownAt = now - minutesAgo * minute;
  const slot = { ...unusedSlot('web', index), shownAt, leasedUntil: shownAt + 20 * minute, confirmed: true };
  noteRead(shard, [{ ...slot, ...more }], now);
  return shard;
}

const held = shardOf(0, 5);
const unconfirmed = shardOf(1, 10, { confirmed: false, leasedUntil: now - 9 * minute });
const unread = unknownShard(2);
const idle = shardOf(3, 30);
const idleForLonger = shardOf(4, 40);

test('the slot that has been idle for longest is before younger ones, unread shards, unconfirmed ones and nothing', () => {
  const left = [held, unconfirmed, unread, idle, idleForLonger];
  const order: typeof left = [];
  for (let shard = nextShard(left, new Set(order), at); shard; shard = nextShard(left, new Set(order), at)) {
    order.push(shard);
  }
  expect(order).toEqual([idleForLonger, idle, unread, unconfirmed, held]);
});

test.each([0, 0.5, 0.99])('of two at random the better one is first', (random) => {
  expect(firstShard([idle, idleForLonger], at, () => random)).toBe(idleForLonger);
  expect(firstShard([unread, held], at, () => random)).toBe(unread);
});
