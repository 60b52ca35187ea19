import fc from 'fast-check';
import { type Slot, slot } from '../../../../lambdas/leases/slots/slot.ts';
import { poolStatus, slotState } from '../../../../lambdas/leases/slots/slot-counts.ts';

const now = 1_700_000_000_000;

function slotOf(some: Partial<Slot>): Slot {
  return slot.parse({
    pool: 'p',
    shard: 0,
    number: '+12025550100',
    display: '(202) 555-0100',
    state: 'live',
    leasedUntil: 0,
    shownAt: 0,
    seenAt: 0,
    confirmed: false,
    ...some,
  });
}

const holder = { visitor: 'v', lease: 'l', visit: 'i' };

test.each([
  ['free', {}],
  ['free', { ...holder, leasedUntil: now, confirmed: true }],
  ['held', { ...holder, leasedUntil: now + 1, confirmed: true }],
  ['probation', { ...holder, leasedUntil: now + 1 }],
  ['resting', { leasedUntil: now + 1 }],
])('a slot is %s: %j', (state, some) => {
  expect(slotState(slotOf(some), now)).toBe(state);
});

test('each number of the pool is held, free or resting; those switched off do not count', () => {
  const anySlot = fc
    .record({
      state: fc.constantFrom('live' as const, 'off' as const),
      leasedUntil: fc.integer({ min: now - 2, max: now + 2 }),
      confirmed: fc.boolean(),
      isHeld: fc.boolean(),
    })
    .map(({ isHeld, ...some }) => slotOf({ ...some, ...(isHeld && holder) }));
  fc.assert(
    fc.property(fc.array(anySlot), (slots) => {
      const { size, held, free, unconfirmed, resting } = poolStatus(slots, now);
      expect(size).toBe(slots.filter(({ state }) => state === 'live').length);
      expect(held + free + resting).toBe(size);
      expect(unconfirmed).toBeLessThanOrEqual(held);
    }),
  );
});
