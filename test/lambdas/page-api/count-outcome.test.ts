import { noCounts, poolCounters, sumCounts } from '../../../lambdas/capacity/pool-counters.ts';
import { poolOf } from '../leases/pool-of-slots.ts';
import { type NumberDesk, numberDesk, tokens } from './number-desk.ts';

/** What has been counted by pool, once half a minute has passed and all is written. */
async function counted({ parts, state, poolRows }: NumberDesk) {
  await parts.poolCounters.flush(state.now + 30_000);
  const latest = new Map(poolRows.map((row) => [`${row.pool} ${row.hour}`, row]));
  return Object.fromEntries(
    [...Map.groupBy(latest.values(), ({ pool }) => pool)].map(([pool, rows]) => [pool, sumCounts(rows)]),
  );
}

const counts = (leased: number, returned: number, refused: number) => ({
  ...noCounts,
  asked: leased + returned + refused,
  leased,
  returned,
  refused,
});

const minute = 60_000;

test('a visit that gets a number, one that takes it up again, and one that gets none', async () => {
  const desk = await numberDesk([poolOf('ads', { shards: [1] })]);
  const first = await desk.ask();
  await desk.ask();
  desk.state.now += 40 * minute;
  await desk.ask('', tokens(first));
  expect(await counted(desk)).toEqual({ ads: counts(1, 1, 1) });
});

test('further pages of a visit are no new load', async () => {
  const desk = await numberDesk([poolOf('ads', { shards: [1] })]);
  const holder = await desk.ask();
  const refused = await desk.ask();
  for (let page = 0; page < 3; page++) {
    desk.state.now += 1000;
    await desk.ask('', tokens(holder));
    await desk.ask('', tokens(refused));
  }
  expect(await counted(desk)).toEqual({ ads: counts(1, 0, 1) });
});

test('a visit that is served by the next pool was refused by the first', async () => {
  const desk = await numberDesk([poolOf('ads', { shards: [1], order: 1 }), poolOf('more', { shards: [1], order: 2 })]);
  await desk.ask();
  await desk.ask();
  await desk.ask();
  expect(await counted(desk)).toEqual({ ads: counts(1, 0, 2), more: counts(1, 0, 1) });
});

test('who allows nothing to be kept asks no pool, and is counted apart', async () => {
  const desk = await numberDesk([poolOf('ads', { order: 1 }), poolOf('more', { order: 2 })]);
  await desk.ask('', { consent: { ads: false, analytics: false } });
  expect(await counted(desk)).toEqual({ ads: { ...noCounts, noConsent: 1 } });
});

test('counting is no reason to refuse a number', async () => {
  const desk = await numberDesk([poolOf('ads')]);
  const broken = poolCounters(() => Promise.reject(new Error('the table is away')), 0);
  expect(await desk.ask('', {}, { poolCounters: broken })).toMatchObject({ lease: { state: 'leased' } });
});
