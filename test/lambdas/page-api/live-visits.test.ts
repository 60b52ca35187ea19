import { liveVisitPlace, liveVisits } from '../../../lambdas/page-api/live-visits.ts';
import { pageOf } from '../../../lambdas/platform/http/list-page.ts';
import { poolOf, putSlot } from '../leases/pool-of-slots.ts';
import { numberDesk, start } from './number-desk.ts';

const pool = poolOf('web', { shards: [3, 3] });

test('lists the leases that hold, the newest first, with the visits behind them', async () => {
  const desk = await numberDesk([pool]);
  const first = await desk.ask('?gclid=abc&utm_campaign=spring', { referrer: 'https://www.google.com/' });
  await desk.beat(first.lease.token, true);
  desk.state.now += 5000;
  const second = await desk.ask('about');
  const listed = await liveVisits(desk.parts, pool, pageOf({}, liveVisitPlace), desk.state.now);
  expect(listed.cursor).toBeUndefined();
  expect(listed.items).toEqual([
    expect.objectContaining({
      number: second.number!.e164,
      display: second.number!.display,
      state: 'probation',
      confirmed: false,
      source: 'direct',
      landingPage: 'https://shop.example/about',
    }),
    {
      number: first.number!.e164,
      display: first.number!.display,
      state: 'held',
      confirmed: true,
      visitor: expect.any(String),
      visit: expect.any(String),
      shownAt: new Date(start).toISOString(),
      seenAt: new Date(start).toISOString(),
      leasedUntil: new Date(start + 1200_000).toISOString(),
      source: 'google',
      medium: 'cpc',
      campaign: 'spring',
      landingPage: 'https://shop.example/',
      referrer: 'https://www.google.com/',
    },
  ]);
  const numbersAt = async (now: number) =>
    (await liveVisits(desk.parts, pool, pageOf({}, liveVisitPlace), now)).items.map(({ number }) => number);
  expect(await numbersAt(desk.state.now + 60_001)).toEqual([first.number!.e164]);
  const slot = (await desk.slots(pool)).find(({ number }) => number === first.number!.e164)!;
  await putSlot(desk.parts.leases, { ...slot, state: 'off' });
  expect(await numbersAt(desk.state.now)).toEqual([second.number!.e164]);
});

test('a page that is just full is the last one', async () => {
  const desk = await numberDesk([pool]);
  for (let visitor = 0; visitor < 2; visitor++) await desk.ask('');
  const listed = await liveVisits(desk.parts, pool, pageOf({ limit: '2' }, liveVisitPlace), desk.state.now);
  expect(listed.items).toHaveLength(2);
  expect(listed).not.toHaveProperty('cursor');
});

test('pages through all of them, also where several were shown at the same moment', async () => {
  const desk = await numberDesk([pool]);
  for (let visitor = 0; visitor < 5; visitor++) await desk.ask('');
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const page = pageOf({ limit: '2', ...(cursor !== undefined && { cursor }) }, liveVisitPlace);
    const listed = await liveVisits(desk.parts, pool, page, desk.state.now);
    expect(listed.items.length).toBeLessThanOrEqual(2);
    found.push(...listed.items.map(({ number }) => number));
    cursor = listed.cursor;
  } while (cursor !== undefined);
  expect(new Set(found).size).toBe(5);
  expect(found).toHaveLength(5);
});

test('a lease whose visit is missing is listed all the same', async () => {
  const desk = await numberDesk([pool]);
  await desk.ask('', {}, { visits: { ...desk.parts.visits, name: 'no-such-table' } }).catch(() => undefined);
  const { items } = await liveVisits(desk.parts, pool, pageOf({}, liveVisitPlace), desk.state.now);
  expect(items).toHaveLength(1);
  expect(items[0]).not.toHaveProperty('source');
});
