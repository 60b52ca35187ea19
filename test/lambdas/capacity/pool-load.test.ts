import fc from 'fast-check';
import { noCounts } from '../../../lambdas/capacity/pool-counters.ts';
import { poolLoad } from '../../../lambdas/capacity/pool-load.ts';

const hour = 3_600_000;
const nine = Date.UTC(2026, 10, 22, 9);

const row = (at: number, leased: number, refused = 0, bypasses: object = {}) => ({
  ...noCounts,
  pool: 'ads',
  hour: at,
  asked: leased + refused,
  leased,
  refused,
  ...bypasses,
});

test('nobody asked', () => {
  expect(poolLoad([], nine + 1)).toEqual({
    lastHour: noCounts,
    busiest: undefined,
    hours: 0,
    visits: 0,
  });
});

test('rows of several containers add up, and the busiest full hour counts', () => {
  const rows = [row(nine - 5 * hour, 30, 5), row(nine - 5 * hour, 20), row(nine - 2 * hour, 40), row(nine, 3)];
  expect(poolLoad(rows, nine + 600_000)).toMatchObject({
    busiest: { from: nine - 5 * hour, visits: 55 },
    hours: 5,
    visits: 98,
    lastHour: { asked: 3 },
  });
});

test('the last hour is the present one so far, and the rest of the one before', () => {
  const rows = [row(nine - hour, 80, 40), row(nine, 10, 2)];
  expect(poolLoad(rows, nine + 15 * 60_000).lastHour).toEqual({
    ...noCounts,
    asked: 102,
    leased: 70,
    refused: 32,
  });
});

test('robots and others who took no number are told, and are no load', () => {
  const rows = [
    row(nine - hour, 8, 0, { bots: 400, noConsent: 40, elsewhere: 20, limited: 4 }),
    row(nine - 9 * hour, 0, 0, { bots: 7 }),
    row(nine, 10, 0, { bots: 1, noConsent: 2, elsewhere: 3, limited: 4 }),
  ];
  expect(poolLoad(rows, nine + 45 * 60_000)).toMatchObject({
    lastHour: { asked: 12, bots: 101, noConsent: 12, elsewhere: 8, limited: 5 },
    busiest: { visits: 12 },
    visits: 18,
    hours: 1,
  });
});

test('an hour that has only begun can be the busiest', () => {
  expect(poolLoad([row(nine - 3 * hour, 5), row(nine, 20)], nine + 60_000).busiest).toEqual({
    from: nine + 60_000 - hour,
    visits: 20,
  });
});

test('sums are sums, and no hour is busier than the busiest', () => {
  const rows = fc.array(fc.record({ ago: fc.integer({ min: 0, max: 168 }), leased: fc.nat(99), refused: fc.nat(99) }), {
    maxLength: 40,
  });
  fc.assert(
    fc.property(rows, fc.nat(hour - 1), (some, part) => {
      const load = poolLoad(
        some.map(({ ago, leased, refused }) => row(nine - ago * hour, leased, refused)),
        nine + part,
      );
      const { asked, leased, returned, refused } = load.lastHour;
      expect(asked).toBe(leased + returned + refused);
      expect(load.visits).toBe(some.reduce((sum, one) => sum + one.leased + one.refused, 0));
      const visited = some.filter((one) => one.leased + one.refused > 0);
      expect(load.hours).toBe(Math.max(0, ...visited.map(({ ago }) => ago)));
      for (const one of some.filter(({ ago }) => ago > 0)) {
        expect(load.busiest?.visits ?? 0).toBeGreaterThanOrEqual(one.leased + one.refused);
      }
    }),
  );
});
