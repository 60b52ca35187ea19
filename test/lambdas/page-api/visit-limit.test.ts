import { assignNumber } from '../../../lambdas/page-api/assign-number.ts';
import { numberAsk } from '../../../lambdas/page-api/page-requests.ts';
import type { Pool } from '../../../lambdas/settings/pools/pool.ts';
import { fictionalNumber, poolOf } from '../leases/pool-of-slots.ts';
import { type NumberDesk, numberDesk, tokens } from './number-desk.ts';

const minute = 60_000;
const office = { address: '203.0.113.7' };
const web = poolOf('web', { shards: [2], when: [{ clickId: 'gclid' }] });
const shownOnce = { e164: fictionalNumber(900), display: 'x', href: `tel:${fictionalNumber(900)}` };
const print = {
  id: 'print',
  site: 'shop',
  kind: 'source',
  order: 200,
  target: 'main',
  source: 'print',
  when: [],
  numbers: [shownOnce.e164],
  shown: [shownOnce],
} as unknown as Pool;

const openDesk = (newVisitsPerNetwork: number, pools: readonly Pool[] = [web, print]) =>
  numberDesk(pools, { newVisitsPerNetwork });

function ask(desk: NumberDesk, query: string, more: object = {}, viewer = office) {
  const page = { siteKey: 'pk_shop', pageUrl: `https://shop.example/${query}`, ...more };
  return assignNumber(desk.parts, { ask: numberAsk.parse(page), userAgent: 'Mozilla/5.0 (X11; Linux x86_64)', viewer });
}

const unrecorded = (desk: NumberDesk) => desk.counted.filter((name) => name === 'VisitsUnrecorded').length;

test('who asks for a static number for ever always sees it, and fills no table', async () => {
  const desk = await openDesk(30);
  for (let visitor = 0; visitor < 200; visitor++) {
    expect(await ask(desk, `?utm_source=s${visitor}`)).toMatchObject({
      number: shownOnce,
      lease: { state: 'static' },
      visitor: expect.any(String),
    });
  }
  expect(await desk.visitItems()).toHaveLength(30);
  expect(unrecorded(desk)).toBe(170);
});

test('one lease with tags that change always keeps its number, and fills no table', async () => {
  const desk = await openDesk(30);
  const first = await ask(desk, '?gclid=g');
  for (let page = 0; page < 100; page++) {
    desk.state.now += 3;
    const again = await ask(desk, `?gclid=g${page}&utm_source=s${page}`, tokens(first));
    expect(again).toMatchObject({ number: first.number, lease: { state: 'leased' } });
  }
  // The visit of the lease itself is not one of the thirty.
  expect(await desk.visitItems()).toHaveLength(31);
  await desk.parts.poolCounters.flush(desk.state.now + minute);
  expect(desk.poolRows.at(-1)).toMatchObject({ pool: 'web', unrecorded: 70 });
});

test('a number that is leased anew has its visit, however many came before', async () => {
  const desk = await openDesk(5);
  for (let visitor = 0; visitor < 20; visitor++) await ask(desk, `?utm_source=s${visitor}`);
  const leased = await ask(desk, '?gclid=g');
  expect(leased.lease.state).toBe('leased');
  expect((await desk.visitItems()).map(({ number }) => number)).toContain(leased.number!.e164);
});

test('who was not recorded is recorded by the next page that there is room for', async () => {
  const desk = await openDesk(5);
  for (let visitor = 0; visitor < 5; visitor++) await ask(desk, '');
  const { visitor } = await ask(desk, '?utm_source=news');
  expect(await desk.visitItems()).toHaveLength(5);
  desk.state.now += minute;
  await ask(desk, '', { visitor });
  expect((await desk.visitItems()).map(({ source }) => source).at(-1)).toBe('news');
  // And once he is, the pages of that visit write nothing more.
  expect(await desk.visitItems()).toHaveLength(6);
});

test('other networks are not touched; the usual dozen of pages a minute costs no count', async () => {
  const desk = await openDesk(30);
  const counts: string[] = [];
  desk.parts.leases.documents.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        if (JSON.stringify(args.input).includes('NETWORK#')) counts.push(commandName);
        return next(args);
      },
    { step: 'initialize' },
  );
  for (let visitor = 0; visitor < 12; visitor++) await ask(desk, '');
  expect(counts).toEqual([]);
  for (let visitor = 0; visitor < 40; visitor++) await ask(desk, '');
  expect(counts.length).toBeLessThan(7);
  await ask(desk, '', {}, { address: '198.51.100.7' });
  expect(unrecorded(desk)).toBe(22);
  expect(await desk.visitItems()).toHaveLength(31);
});

test('a site without the limit keeps them all', async () => {
  const desk = await openDesk(0);
  for (let visitor = 0; visitor < 40; visitor++) await ask(desk, '');
  expect(await desk.visitItems()).toHaveLength(40);
});
