import type { Page } from 'playwright-core';
import type { PoolStatusAnswer } from '../../lambdas/capacity/pool-status-answer.ts';
import { expectSoon } from './expect-soon.ts';
import type { StubManagement } from './stub-management.ts';
import { type StubbedDashboard, stubbedDashboard } from './stubbed-dashboard.ts';

let stub: StubManagement;
let page: Page;
let complaints: readonly string[];
let open: StubbedDashboard['open'];

const status = {
  pool: 'shop-web',
  site: 'shop',
  kind: 'session',
  size: 2,
  held: 1,
  free: 1,
  unconfirmed: 0,
  resting: 0,
  lastHour: {
    asked: 40,
    leased: 30,
    returned: 4,
    refused: 6,
    coverage: 0.85,
    showsPerNumber: 17,
    bots: 12,
    noConsent: 2,
    elsewhere: 0,
    limited: 1,
    unrecorded: 0,
  },
  load: { hours: 3, visits: 90, arrivalsPerHour: 40, offeredLoad: 13.333 },
  targets: { coverage: 0.85, accuracy: 0.9 },
  predicted: { coverage: 0.142, accuracy: 0.706 },
  numbersNeeded: { predicted: 14, safe: 16 },
  numbersFor: [
    { coverage: 0.8, numbers: 12 },
    { coverage: 0.9, numbers: 15 },
    { coverage: 0.95, numbers: 17 },
    { coverage: 0.99, numbers: 22 },
  ],
  advice: 'Too small: it has 2 and needs 14 numbers. This rests on 90 visits within 3 hours.',
} satisfies PoolStatusAnswer;

const dashboard = stubbedDashboard({ locale: 'en-GB' });
beforeEach(async () => {
  ({ stub, page, complaints, open } = await dashboard());
  stub.answers.set('GET /v1/pools/shop-web/status', () => ({ body: status }));
});

const openPools = () => open('#/pools');
const card = () => page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: /^shop-web/ }) });

test('says whether the pool is large enough, and how it went lately', async () => {
  await openPools();
  await card().getByText('Too small: it has 2 and needs 14 numbers.').waitFor();
  const text = await card().textContent();
  expect(text).toContain('40 asked · 30 leased · 4 came back · 6 refused · coverage 85 %');
  expect(text).toContain('12 robots, 2 without consent, 1 beyond what one network may take');
  expect(await page.getByRole('listitem').filter({ hasText: 'shop-print' }).textContent()).not.toContain('Size');
  expect(complaints).toEqual([]);
});

test('a number on probation is counted once: what is told of the numbers adds up to their size', async () => {
  const body = { ...status, size: 9, held: 4, unconfirmed: 3, resting: 2, free: 3 };
  stub.answers.set('GET /v1/pools/shop-web/status', () => ({ body }));
  await openPools();
  await card().getByText('on probation').waitFor();
  const counts = card().locator('dl.counts');
  expect(await counts.getByRole('term').allTextContents()).toEqual(
    ['held', 'on probation', 'resting', 'free', 'in all'].map((words) => expect.stringContaining(words)),
  );
  expect(await counts.getByRole('definition').allTextContents()).toEqual(['1', '3', '2', '3', '9']);
});

test('numbers for each coverage, and what they cost once a price is given; the browser remembers it', async () => {
  await openPools();
  await card().getByText('Numbers for each coverage').click();
  const sizes = () => card().getByRole('list').getByRole('listitem').allTextContents();
  expect(await sizes()).toEqual([
    'for 80 % 12 numbers ',
    'for 90 % 15 numbers ',
    'for 95 % 17 numbers ',
    'for 99 % 22 numbers ',
  ]);
  expect(await card().getByRole('definition').filter({ hasText: 'wanted' }).allTextContents()).toEqual([
    '14.2 % of 85 % wanted',
    '70.6 % of 90 % wanted',
  ]);
  const price = page.getByLabel('Price of a number a month, EUR');
  await price.fill('1,15');
  await expectSoon(async () => (await sizes())[1], 'for 90 % 15 numbers €17.25 a month');
  await price.fill('a lot');
  expect(await price.getAttribute('aria-invalid')).toBe('true');
  await expectSoon(async () => (await sizes())[1], 'for 90 % 15 numbers ');
  await price.fill('2');
  await page.reload();
  await card().getByText('Numbers for each coverage').click();
  await expectSoon(async () => (await sizes())[1], 'for 90 % 15 numbers €30.00 a month');
  expect(complaints).toEqual([]);
});

test('a pool that nobody asked yet says so', async () => {
  const { predicted: _, numbersNeeded: __, numbersFor: ___, ...rest } = status;
  const lastHour = { ...status.lastHour, asked: 0, leased: 0, returned: 0, refused: 0 };
  const quiet = { ...rest, lastHour, advice: 'Nobody has asked this pool for a number within a week.' };
  stub.answers.set('GET /v1/pools/shop-web/status', () => ({ body: quiet }));
  await openPools();
  await card().getByText('Nobody asked for a number.').waitFor();
  expect(await card().textContent()).toContain('Nobody has asked this pool for a number within a week.');
  expect(await card().getByText('Numbers for each coverage').count()).toBe(0);
});

test('warns of rules that take visits from others, by the pool that they are about', async () => {
  const warning = 'shop-all comes before shop-web (order 10 before 20) and takes all its visits: it never gets them';
  stub.answers.set('GET /v1/pools/shop-web', () => ({
    body: { id: 'shop-web', site: 'shop', kind: 'session', source: 'mixed', warnings: [warning] },
  }));
  await openPools();
  await card().getByText(warning).waitFor();
  expect(await page.getByText(warning).count()).toBe(1);
  expect(complaints).toEqual([]);
});

const removed = (last: string, fields: object) => ({
  number: `+121255501${last}`,
  display: `(212) 555-01${last}`,
  pool: 'shop-web',
  was: 'session',
  removedAt: new Date(Date.now() - 40 * 86_400_000).toISOString(),
  restsUntil: new Date(Date.now() - 39 * 86_400_000).toISOString(),
  forwards: true,
  calls: 0,
  callsSince: 0,
  moreCalls: false,
  ...fields,
});

test('numbers that were taken out: which can be given back, and why, when somebody asks', async () => {
  const lastCallAt = new Date(Date.now() - 2 * 86_400_000).toISOString();
  const items = [
    removed('20', { advice: 'safe', reason: 'nobody has dialled it for 30 days' }),
    removed('21', {
      advice: 'dialled',
      reason: 'one call since',
      calls: 100,
      moreCalls: true,
      lastCallAt,
      forwards: false,
    }),
    'something else',
  ];
  const call = 'GET /v1/removed-numbers';
  stub.answers.set(call, () => ({ body: { items } }));
  await openPools();
  const summary = page.getByText('Which of them can be given back');
  await summary.waitFor();
  expect(stub.requests.filter((request) => request.call === call)).toEqual([]);
  await summary.click();
  const cells = (last: string) =>
    page
      .getByRole('row')
      .filter({ hasText: `555-01${last}` })
      .getByRole('cell')
      .allTextContents();
  await page.getByText('nobody has dialled it for 30 days').waitFor();
  expect(await cells('20')).toEqual([
    'safe to give back',
    'shop-web',
    '40 d ago',
    '–none',
    '0',
    'yes',
    'nobody has dialled it for 30 days',
  ]);
  expect(await cells('21')).toEqual([
    'still dialled',
    'shop-web',
    '40 d ago',
    '2 d ago',
    '100+',
    'no',
    'one call since',
  ]);
  expect(stub.requests.find((request) => request.call === call)?.query.get('site')).toBe('shop');

  stub.answers.set(call, () => ({ body: { items: [] } }));
  await summary.click();
  await summary.click();
  await page.getByText('No number was taken out of a pool.').waitFor();
  expect(complaints).toEqual([]);
});

test('fits a phone without scrolling sideways, with everything opened', async () => {
  await page.setViewportSize({ width: 360, height: 740 });
  await openPools();
  await card().getByText('Numbers for each coverage').click();
  await page.getByLabel('Price of a number a month, EUR').fill('123456.75');
  const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
  expect(await page.evaluate(overflow)).toBe(0);
});
