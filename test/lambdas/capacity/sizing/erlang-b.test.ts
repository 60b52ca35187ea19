import fc from 'fast-check';
import { fewestNumbers, refusedShare } from '../../../../lambdas/capacity/sizing/erlang-b.ts';

test.each([
  [1, 1, 1 / 2],
  [2, 1, 1 / 5],
  [3, 2, 4 / 19],
  [0, 5, 1],
  [5, 0, 0],
])('%i numbers at a load of %d refuse %d', (numbers, load, refused) => {
  expect(refusedShare(numbers, load)).toBeCloseTo(refused, 12);
});

test('is the sum formula', () => {
  const numbers = 12;
  const load = 9.5;
  let term = 1;
  let sum = 1;
  for (let held = 1; held <= numbers; held++) {
    term *= load / held;
    sum += term;
  }
  expect(refusedShare(numbers, load)).toBeCloseTo(term / sum, 12);
});

const load = fc.double({ min: 0, max: 2000, noNaN: true });
const numbers = fc.integer({ min: 0, max: 2000 });

test('is a share, falls with numbers and rises with the load', () => {
  fc.assert(
    fc.property(numbers, load, fc.double({ min: 0, max: 100, noNaN: true }), (count, offered, more) => {
      const refused = refusedShare(count, offered);
      expect(refused).toBeGreaterThanOrEqual(0);
      expect(refused).toBeLessThanOrEqual(1);
      expect(refusedShare(count + 1, offered)).toBeLessThanOrEqual(refused);
      expect(refusedShare(count, offered + more)).toBeGreaterThanOrEqual(refused - 1e-12);
    }),
  );
});

test('the fewest numbers suffice, and one less does not', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.01, max: 500, noNaN: true }),
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      (offered, most) => {
        const count = fewestNumbers(offered, (_, refused) => refused <= most);
        expect(refusedShare(count, offered)).toBeLessThanOrEqual(most);
        expect(refusedShare(count - 1, offered)).toBeGreaterThan(most);
      },
    ),
  );
});
