import { freeSlots } from '../../../../lambdas/leases/allocator/free-slots.ts';
import type { KnownSlot } from '../../../../lambdas/leases/allocator/slot-cache.ts';
import { leaseTimes } from '../../../../lambdas/leases/slots/lease-times.ts';
import { unusedSlot } from '../pool-of-slots.ts';

const now = 1_790_000_000_000;
const times = leaseTimes({ leaseSeconds: 1200, probationSeconds: 60 });
const minute = 60_000;

let next = 0;
const slot = (more: Partial<KnownSlot>): KnownSlot => ({ ...unusedSlot('web', next++), isOwn: false, ...more });

const unused = slot({});
const runOut = slot({ shownAt: now - 30 * minute, leasedUntil: now - 3000, confirmed: true });
const own = slot({ shownAt: now - 40 * minute, leasedUntil: now - 20 * minute, confirmed: true, isOwn: true });
const ghost = slot({ shownAt: now - 5 * minute, leasedUntil: now - 4 * minute, isOwn: true });
const olderGhost = slot({ shownAt: now - 6 * minute, leasedUntil: now - 5 * minute });
const forgotten = slot({ shownAt: now - 21 * minute, leasedUntil: now - 20 * minute });

test('tells own slots from those of others and from those that somebody may still call, oldest first', () => {
  expect(freeSlots([runOut, ghost, own, olderGhost, unused, forgotten], times, now)).toEqual({
    own: [own],
    others: [unused, runOut, forgotten],
    unconfirmed: [olderGhost, ghost],
  });
});

test.each([
  ['held', { leasedUntil: now + 1 }],
  ['just run out: another clock may be slow', { leasedUntil: now - 2000 }],
  ['switched off', { state: 'off' as const }],
  ['resting until later', { leasedUntil: now + minute, shownAt: 0 }],
])('does not give out what is %s', (_, more) => {
  expect(freeSlots([slot(more)], times, now)).toEqual({ own: [], others: [], unconfirmed: [] });
});
