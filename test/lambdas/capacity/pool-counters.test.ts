import fc from 'fast-check';
import {
  type HourCounts,
  hourOf,
  noCounts,
  type PoolBypass,
  type PoolOutcome,
  poolCounters,
} from '../../../lambdas/capacity/pool-counters.ts';

const start = Date.UTC(2026, 10, 22, 9, 20);

/** As many as are counted in an hour before any may be kept back. */
const exactUntil = 32;

/** Counters, and the rows that they have written; `broken.is` makes writing fail. */
function counting(mayLose = 1 / exactUntil) {
  const rows: HourCounts[] = [];
  const broken = { is: false };
  const counters = poolCounters(async (row) => {
    if (broken.is) throw new Error('the table is away');
    rows.push(row);
  }, mayLose);
  return { counters, rows, broken };
}

test('visits of a busy hour are written together, after half a minute at the latest', async () => {
  const { counters, rows } = counting();
  for (let visit = 0; visit < 2 * exactUntil; visit++) counters.count('ads', 'leased', start);
  await counters.flush(start);
  expect(rows).toHaveLength(1);
  for (const outcome of ['refused', 'returned'] as const) {
    counters.count('ads', outcome, start + 10_000);
    await counters.flush(start + 10_000);
  }
  expect(rows).toHaveLength(1);
  await counters.flush(start + 30_000);
  expect(rows.at(-1)).toEqual({
    ...noCounts,
    pool: 'ads',
    hour: hourOf(start),
    asked: 66,
    leased: 64,
    returned: 1,
    refused: 1,
  });
  await counters.flush(start + 90_000);
  expect(rows).toHaveLength(2);
});

test('of a container that gets no further request, at most a share of the hour is missing; none of the first ones', async () => {
  const { counters, rows } = counting();
  for (let visit = 1; visit <= 3000; visit++) {
    counters.count('ads', visit % 3 === 0 ? 'bots' : 'leased', start);
    await counters.flush(start);
    const { asked = 0, bots = 0 } = rows.at(-1) ?? {};
    expect(visit - asked - bots).toBeLessThanOrEqual(visit / exactUntil);
  }
  expect(rows.length).toBeLessThan(250);
});

test('where nothing may be lost, each visit is written at once', async () => {
  const { counters, rows } = counting(0);
  for (let visit = 1; visit <= 200; visit++) {
    counters.count('ads', 'refused', start);
    await counters.flush(start);
    expect(rows.at(-1)).toMatchObject({ asked: visit, refused: visit });
  }
  await counters.flush(start + 60_000);
  expect(rows).toHaveLength(200);
});

test('each pool has rows and half minutes of its own', async () => {
  const { counters, rows } = counting();
  counters.count('ads', 'leased', start);
  await counters.flush(start);
  counters.count('direct', 'refused', start + 1000);
  await counters.flush(start + 1000);
  expect(rows.map(({ pool, asked }) => [pool, asked])).toEqual([
    ['ads', 1],
    ['direct', 1],
  ]);
});

test('what could not be written is written later, and nobody hears of it', async () => {
  const { counters, rows, broken } = counting();
  broken.is = true;
  counters.count('ads', 'leased', start);
  await counters.flush(start);
  broken.is = false;
  await counters.flush(start + 5000);
  expect(rows).toEqual([]);
  await counters.flush(start + 30_000);
  expect(rows).toEqual([expect.objectContaining({ asked: 1 })]);
});

test('what is left of an hour is written with the next one, each as its own', async () => {
  const { counters, rows } = counting();
  const full = hourOf(start) + 3_600_000;
  counters.count('ads', 'leased', full - 40_000);
  await counters.flush(full - 40_000);
  counters.count('ads', 'leased', full - 20_000);
  counters.count('ads', 'refused', full + 5000);
  await counters.flush(full + 5000);
  expect(rows.slice(1)).toEqual([
    expect.objectContaining({ hour: full - 3_600_000, asked: 2, leased: 2, refused: 0 }),
    expect.objectContaining({ hour: full, asked: 1, leased: 0, refused: 1 }),
  ]);
});

test('however visits and writes lie in time, the rows hold every visit once', async () => {
  const outcomes = ['leased', 'returned', 'refused'] as const;
  const bypasses = ['bots', 'noConsent', 'elsewhere', 'limited'] as const;
  const outcome = fc.constantFrom<PoolOutcome | PoolBypass>(...outcomes, ...bypasses);
  const visit = fc.record({ outcome, wait: fc.nat(900_000), fails: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(visit, { maxLength: 60 }), async (visits) => {
      const { counters, rows, broken } = counting();
      let now = start;
      for (const one of visits) {
        now += one.wait;
        broken.is = one.fails;
        counters.count('ads', one.outcome, now);
        await counters.flush(now);
      }
      broken.is = false;
      await counters.flush(now + 30_000);
      const latest = [...new Map(rows.map((row) => [row.hour, row])).values()];
      for (const row of latest) expect(row.asked).toBe(row.leased + row.returned + row.refused);
      for (const name of [...outcomes, ...bypasses]) {
        const counted = latest.reduce((sum, row) => sum + row[name], 0);
        expect(counted).toBe(visits.filter((one) => one.outcome === name).length);
      }
    }),
  );
});
