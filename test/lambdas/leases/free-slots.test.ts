import { freeSlots, pickSlot } from '../../../lambdas/leases/free-slots.ts';
import { leaseTimes } from '../../../lambdas/leases/lease-times.ts';
import type { Slot } from '../../../lambdas/leases/slot.ts';
import { unusedSlot } from './pool-of-slots.ts';

const now = 1_790_000_000_000;
const times = leaseTimes({ leaseSeconds: 1200, probationSeconds: 60 });
const minute = 60_000;

let next = 0;
const slot = (more: Partial<Slot>): Slot => ({ ...unusedSlot('web', next++), ...more });

const unused = slot({});
const runOut = slot({ shownAt: now - 30 * minute, leasedUntil: now - 3000, confirmed: true });
const ghost = slot({ shownAt: now - 5 * minute, leasedUntil: now - 4 * minute });
const olderGhost = slot({ shownAt: now - 6 * minute, leasedUntil: now - 5 * minute });
const forgotten = slot({ shownAt: now - 21 * minute, leasedUntil: now - 20 * minute });

test('gives out what nobody needs first: never used, run out, unconfirmed for the whole lease time', () => {
  const free = freeSlots([unused, runOut, ghost, olderGhost, forgotten], times, now);
  expect(free).toEqual({ ready: [unused, runOut, forgotten], unconfirmed: [olderGhost, ghost] });
});

test.each([
  ['held', { leasedUntil: now + 1 }],
  ['just run out: another clock may be slow', { leasedUntil: now - 2000 }],
  ['switched off', { state: 'off' as const }],
  ['resting until later', { leasedUntil: now + minute, shownAt: 0 }],
])('does not give out what is %s', (_, more) => {
  expect(freeSlots([slot(more)], times, now)).toEqual({ ready: [], unconfirmed: [] });
});

test('picks any of the ready ones, and unconfirmed ones oldest first until it gets crowded', () => {
  const free = freeSlots([unused, runOut, ghost, olderGhost], times, now);
  expect([0, 0.49, 0.5, 0.999].map((random) => pickSlot(free, false, random))).toEqual([
    unused,
    unused,
    runOut,
    runOut,
  ]);
  const ghosts = freeSlots([ghost, olderGhost], times, now);
  expect(pickSlot(ghosts, false, 0.9)).toBe(olderGhost);
  expect(pickSlot(ghosts, true, 0.9)).toBe(ghost);
  expect(pickSlot({ ready: [], unconfirmed: [] }, true, 0.5)).toBeUndefined();
});
