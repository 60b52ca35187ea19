import { type Attempt, chooseSlot } from '../../../../lambdas/leases/allocator/choose-slot.ts';
import type { Contention } from '../../../../lambdas/leases/allocator/contention-estimate.ts';
import { freeSlots } from '../../../../lambdas/leases/allocator/free-slots.ts';
import { type KnownShard, type KnownSlot, unknownShard } from '../../../../lambdas/leases/allocator/slot-cache.ts';
import { leaseTimes } from '../../../../lambdas/leases/slots/lease-times.ts';
import { unusedSlot } from '../pool-of-slots.ts';

const now = 1_790_000_000_000;
const minute = 60_000;
const times = leaseTimes({ leaseSeconds: 1200, probationSeconds: 60 });

/** Nobody else leases here; others lease once a minute; others lease all the time; nothing is known of others. */
const alone: Contention = { leases: 0, ms: 20 * minute, isQuiet: true };
const some: Contention = { leases: 20, ms: 20 * minute, isQuiet: false };
const unknown: Contention = { leases: 0, ms: 0, isQuiet: false };

const own = (index: number, minutesAgo: number) => slot(index, minutesAgo, { isOwn: true });
const other = (index: number, minutesAgo: number) => slot(index, minutesAgo, {});
const ghost = (index: number, minutesAgo: number) =>
  slot(index, minutesAgo, { confirmed: false, leasedUntil: now - (minutesAgo - 1) * minute });

function slot(index: number, minutesAgo: number, more: Partial<KnownSlot>): KnownSlot {
  const shownAt = now - minutesAgo * minute;
  return {
    ...unusedSlot('web', index),
    shownAt,
    leasedUntil: shownAt + 20 * minute,
    confirmed: true,
    isOwn: false,
    ...more,
  };
}

function shardOf(slots: readonly KnownSlot[], more: Partial<KnownShard> = {}): KnownShard {
  const known = new Map(slots.map((one) => [one.number, one]));
  return { ...unknownShard(0), slots: known, mustRead: false, readAt: now - 1000, others: alone, ...more };
}

/** What it says: the number to take, or what else. */
function choice(known: KnownShard, more: Partial<Attempt> = {}): string {
  const attempt = {
    now,
    random: 0,
    lost: 0,
    isJustRead: false,
    isLast: false,
    isCrowded: false,
    isCold: false,
    ...more,
  };
  const chosen = chooseSlot(known, freeSlots(known.slots.values(), times, now), attempt);
  return chosen.kind === 'take' ? chosen.slot.number : chosen.kind;
}

const [a, b, c, d] = [0, 1, 2, 3].map((index) => unusedSlot('web', index).number);

describe('a container that is alone', () => {
  test('takes what has been idle for longest, its own or not, without a read', () => {
    expect(choice(shardOf([own(0, 30), other(1, 40), own(2, 35)]))).toBe(b);
    expect(choice(shardOf([own(0, 30), other(1, 29), own(2, 35)]))).toBe(c);
  });

  test('looks again after an hour, unless its own is the oldest', () => {
    const readAt = now - 61 * minute;
    expect(choice(shardOf([other(1, 40)], { readAt }))).toBe('read');
    expect(choice(shardOf([own(0, 30), other(1, 40)], { readAt }))).toBe('read');
    expect(choice(shardOf([own(0, 40), other(1, 30)], { readAt }))).toBe(a);
  });
});

describe('a container beside others', () => {
  test('takes its oldest own slot without a read', () => {
    const known = shardOf([own(0, 30), own(1, 40), other(2, 45), other(3, 45)], { others: some, readAt: now - minute });
    expect(choice(known)).toBe(b);
  });

  test('takes a slot of others that has been idle for far longer, while its view is fresh', () => {
    const slots = [own(0, 30), own(1, 31), other(2, 45), other(3, 35)];
    expect(choice(shardOf(slots, { others: some, readAt: now - 1000 }))).toBe(c);
    expect(choice(shardOf(slots, { others: some, readAt: now - minute }))).toBe(b);
  });

  test('reads before it takes its own when others may have taken all that was free', () => {
    const slots = [own(0, 30), other(2, 31)];
    expect(choice(shardOf(slots, { others: some, readAt: now - 10 * minute }))).toBe('read');
    expect(choice(shardOf(slots, { others: some, readAt: now - 10 * minute }), { isJustRead: true })).toBe(a);
  });

  test('reads before it takes a slot of others, unless it has just done so', () => {
    const known = shardOf([other(1, 40), other(2, 50)], { others: some, readAt: now - minute });
    expect(choice(known)).toBe('read');
    expect(choice(known, { isJustRead: true })).toBe(c);
  });

  test('takes one of the oldest where others choose at the same time', () => {
    const slots = Array.from({ length: 40 }, (_, index) => other(index, 30 + index));
    const known = shardOf(slots, { others: unknown });
    const last = choice(known, { isJustRead: true, random: 0.999 });
    expect(choice(known, { isJustRead: true, random: 0 })).toBe(slots[39]?.number);
    expect(last).toBe(slots[24]?.number);
  });
});

describe('who may be in a crowd', () => {
  const slots = [other(0, 30), other(1, 31), other(2, 32), other(3, 33)];

  test('scatters: a container that starts over the older half, one that has just lost a write in a crowd over all', () => {
    const known = shardOf(slots);
    expect(choice(known, { isCold: true, random: 0.999 })).toBe(c);
    expect(choice(known, { isCrowded: true, lost: 1, isJustRead: true, random: 0.999 })).toBe(a);
    expect(choice(known, { lost: 1, isJustRead: true, random: 0.999 })).toBe(d);
  });

  test('reads after a lost write, but not as the last thing it does', () => {
    expect(choice(shardOf(slots), { lost: 1 })).toBe('read');
    expect(choice(shardOf(slots), { lost: 1, isLast: true })).toBe(d);
  });
});

describe('what somebody may still call', () => {
  test('comes after everything else, oldest first, and says so', () => {
    expect(choice(shardOf([ghost(0, 10), ghost(1, 15), other(2, 25)]))).toBe(c);
    const known = shardOf([ghost(0, 10), ghost(1, 15)]);
    const chosen = chooseSlot(known, freeSlots(known.slots.values(), times, now), {
      now,
      random: 0.9,
      lost: 0,
      isJustRead: true,
      isLast: false,
      isCrowded: false,
      isCold: false,
    });
    expect(chosen).toEqual({ kind: 'take', slot: ghost(1, 15), isUnconfirmed: true });
  });

  test('is looked at again first: its page has probably reported a human since', () => {
    const known = shardOf([ghost(0, 10), own(1, 5)], { others: some, readAt: now - minute });
    expect(choice(known)).toBe('read');
  });
});

describe('when nothing is free', () => {
  const held = [own(0, 5), other(1, 6)];

  test('it says so for 30 s after a read, and then reads again', () => {
    expect(choice(shardOf(held, { readAt: now - 29_999 }))).toBe('none');
    expect(choice(shardOf(held, { readAt: now - 30_000 }))).toBe('read');
    expect(choice(shardOf(held, { readAt: now - 30_000 }), { isJustRead: true })).toBe('none');
  });

  test('it never says so of a shard that it has not read, or whose numbers have changed', () => {
    expect(choice(unknownShard(0))).toBe('read');
    expect(choice(shardOf(held, { mustRead: true }))).toBe('read');
  });
});
