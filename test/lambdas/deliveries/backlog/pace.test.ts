import fc from 'fast-check';
import { slotFloor, slotLength, slowDown } from '../../../../lambdas/deliveries/backlog/pace.ts';

const now = 1_800_000_000_000;

test('who never had too much is sent to at once', () => {
  expect(slotFloor({}, now, undefined)).toBeUndefined();
});

test('nothing is sent before the pause is over, also not what had its turn', () => {
  const throttle = { throttledUntil: now + 1000, nextSlot: now - 1, slotMs: 200 };
  expect(slotFloor(throttle, now, undefined)).toBe(now + 1000);
  expect(slotFloor(throttle, now, now - 5)).toBe(now + 1000);
});

test('who comes while others wait waits behind them, and goes when it is its turn', () => {
  const throttle = { throttledUntil: now - 1000, nextSlot: now + 400, slotMs: 200 };
  expect(slotFloor(throttle, now, undefined)).toBe(now);
  expect(slotFloor(throttle, now, now + 1)).toBe(now);
  expect(slotFloor(throttle, now, now)).toBeUndefined();
  expect(slotFloor(throttle, now + 400, undefined)).toBeUndefined();
});

test('the rate is the one that the destination says, else five a second', () => {
  expect(slotLength({}, {})).toBe(200);
  expect(slotLength({}, { rate: { requests: 300, perSeconds: 60 } })).toBe(200);
  expect(slotLength({}, { rate: { requests: 1000, perSeconds: 3 } })).toBe(3);
  expect(slotLength({ slotMs: 800 }, { rate: { requests: 300, perSeconds: 60 } })).toBe(800);
});

test('who has too much again while it is slowed down gets half as much, down to one a minute; after a quiet time it begins anew', () => {
  expect(slowDown({}, {}, { now, afterSeconds: 5 })).toEqual({ until: now + 5000, slotMs: 200 });
  expect(slowDown({}, {}, { now })).toEqual({ until: now + 60_000, slotMs: 200 });
  expect(slowDown({ slotMs: 200, nextSlot: now - 1000 }, {}, { now }).slotMs).toBe(400);
  expect(slowDown({ slotMs: 50_000, nextSlot: now - 1000 }, {}, { now }).slotMs).toBe(60_000);
  expect(slowDown({ slotMs: 50_000, nextSlot: now - 3_600_000 }, {}, { now }).slotMs).toBe(200);
});

test('however long a pause is asked for, it is between a second and a day', () => {
  fc.assert(
    fc.property(fc.option(fc.double({ noNaN: true }), { nil: undefined }), (afterSeconds) => {
      const { until } = slowDown({}, {}, { now, afterSeconds });
      expect(until).toBeGreaterThanOrEqual(now + 1000);
      expect(until).toBeLessThanOrEqual(now + 86_400_000);
    }),
  );
});
