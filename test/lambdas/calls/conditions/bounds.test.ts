import fc from 'fast-check';
import { isWithin, leavesRoom } from '../../../../lambdas/calls/conditions/bounds.ts';

const bound = fc.option(fc.integer({ min: -8, max: 8 }), { nil: undefined });
const range = fc.record({ gte: bound, gt: bound, lte: bound, lt: bound });
const halves = Array.from({ length: 41 }, (_, index) => index / 2 - 10);

test('bounds leave room exactly where a number that is possible is within them', () => {
  fc.assert(
    fc.property(range, bound, bound, fc.boolean(), (within, least, most, isWhole) => {
      const possible = halves
        .filter((value) => !isWhole || Number.isInteger(value))
        .filter((value) => value >= (least ?? -Infinity) && value <= (most ?? Infinity));
      const isAnyWithin = possible.some((value) => isWithin(within, value));
      expect(leavesRoom(within, { least, most, isWhole })).toBe(isAnyWithin);
    }),
    { numRuns: 500 },
  );
});
