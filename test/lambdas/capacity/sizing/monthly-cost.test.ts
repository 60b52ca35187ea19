import fc from 'fast-check';
import { monthlyCost } from '../../../../lambdas/capacity/sizing/monthly-cost.ts';

test.each([
  [172, '1.15', 2, '197.80'],
  [3, '0.0333', 2, '0.10'],
  [7, '100', 0, '700'],
  [1, '0.005', 2, '0.01'],
  [3, '0.125', 3, '0.375'],
  [0, '9.99', 2, '0.00'],
])('%i numbers at %s cost, with %i digits, %s', (numbers, price, digits, cost) => {
  expect(monthlyCost(numbers, price, digits)).toBe(cost);
});

test('is exact, however many numbers', () => {
  fc.assert(
    fc.property(fc.nat(1_000_000), fc.nat(99_999), (numbers, cents) => {
      const price = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
      expect(monthlyCost(numbers, price, 2).replace('.', '')).toBe(
        String(BigInt(numbers) * BigInt(cents)).padStart(3, '0'),
      );
    }),
  );
});
