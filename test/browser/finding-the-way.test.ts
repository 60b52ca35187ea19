import type { Page } from 'playwright-core';
import { expectSoon } from './expect-soon.ts';
import type { StubManagement } from './stub-management.ts';
import { bakery, detailOf, shop } from './stub-site.ts';
import { type StubbedDashboard, stubbedDashboard } from './stubbed-dashboard.ts';

let stub: StubManagement;
let page: Page;
let complaints: readonly string[];
let open: StubbedDashboard['open'];

const dashboard = stubbedDashboard({ locale: 'en-GB' });
beforeEach(async () => {
  ({ stub, page, complaints, open } = await dashboard());
});

const chosenSite = () => page.getByLabel('Site').inputValue();
const listsOf = (site: string) =>
  stub.requests.filter(({ call, query }) => call === 'GET /v1/calls' && query.get('site') === site).length;

describe('a call of another site, opened by its link', () => {
  beforeEach(async () => {
    const detail = detailOf();
    stub.answers.set('GET /v1/sites', () => ({ body: { items: [shop, bakery] } }));
    stub.answers.set('GET /v1/calls/call-1', () => ({
      body: { ...detail, call: { ...detail.call, site: shop.id } },
    }));
    await open('#/calls/call-1');
    await page.getByRole('heading', { level: 2, name: /^Call / }).waitFor();
  });

  test('chooses that site, and its other calls are those that one goes back to', async () => {
    await expectSoon(chosenSite, shop.id);
    const before = listsOf(shop.id);
    await page.getByRole('link', { name: '← All calls' }).click();
    await expectSoon(() => listsOf(shop.id) > before, true);
    expect(await chosenSite()).toBe(shop.id);
    expect(complaints).toEqual([]);
  });

  test('gives way to the calls of a site that is chosen then', async () => {
    await expectSoon(chosenSite, shop.id);
    await page.getByLabel('Site').selectOption(bakery.id);
    await page.getByRole('heading', { name: 'Calls as they ring' }).waitFor();
    expect([await chosenSite(), new URL(page.url()).hash]).toEqual([bakery.id, '#/calls']);
    await expectSoon(() => listsOf(bakery.id) > 0, true);
    expect(complaints).toEqual([]);
  });
});

test.each(['#/nonsense', '#/journal/2026', '#/calls/one/two', '#/calls/%E0%A4%A'])(
  '%s is no page, and says so',
  async (hash) => {
    await open(hash);
    await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
    expect(await page.title()).toBe('Not found · Leaseline');
    expect(await page.getByRole('navigation', { name: 'Pages' }).locator('[aria-current]').count()).toBe(0);
    await page.getByRole('link', { name: 'Show the pools' }).click();
    await page.getByRole('heading', { name: 'Live visits' }).waitFor();
    expect(complaints).toEqual([]);
  },
);

describe('what went wrong', () => {
  const alert = () => page.getByRole('alert').textContent();

  test('is final where the API refused: nothing will be otherwise by itself', async () => {
    stub.answers.set('GET /v1/calls/gone', () => ({
      status: 404,
      body: { title: 'Not Found', detail: 'there is no call gone' },
    }));
    await open('#/calls/gone');
    await page.getByRole('alert').waitFor();
    expect(await alert()).toBe('The API refused the question: there is no call gone.');
  });

  test.each([429, 500, 503])('is tried again where it may pass: %i', async (status) => {
    stub.answers.set('GET /v1/calls/late', () => ({ status, body: { title: 'No', detail: 'not now' } }));
    await open('#/calls/late');
    await page.getByRole('alert').waitFor();
    expect(await alert()).toMatch(/Trying again\.$/);
    stub.answers.set('GET /v1/calls/late', () => ({ body: detailOf() }));
    await page.getByRole('heading', { level: 2, name: /^Call / }).waitFor();
    await expectSoon(() => page.getByRole('alert').count(), 0);
  });

  test('is asked for again soon: a call that has just ended may not be stored yet', async () => {
    stub.answers.set('GET /v1/calls/new', () => ({ status: 404, body: { title: 'Not Found', detail: 'no call new' } }));
    await open('#/calls/new');
    await page.getByRole('alert').waitFor();
    stub.answers.set('GET /v1/calls/new', () => ({ body: detailOf() }));
    await page.getByRole('heading', { level: 2, name: /^Call / }).waitFor({ timeout: 15_000 });
    await expectSoon(() => page.getByRole('alert').count(), 0);
  });
});
