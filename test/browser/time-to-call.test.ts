import type { Page } from 'playwright-core';
import type { StubManagement } from './stub-management.ts';
import { timeToCallOf } from './stub-site.ts';
import { type StubbedDashboard, stubbedDashboard } from './stubbed-dashboard.ts';

let stub: StubManagement;
let page: Page;
let complaints: readonly string[];
let open: StubbedDashboard['open'];

const dashboard = stubbedDashboard({ locale: 'en-GB' });
beforeEach(async () => {
  ({ stub, page, complaints, open } = await dashboard());
});

const call = 'GET /v1/pools/shop-web/time-to-call';
const card = () => page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: /^shop-web/ }) });
const facts = () => card().locator('.time-to-call dl').getByRole('definition').allTextContents();

test('the card of a pool shows when its callers call, how often its matches are right, and what lease that asks for', async () => {
  await open('#/pools');
  const name = 'Time from showing the number to the call: half call within 2 h, 12 % within the lease of 20 min.';
  const curve = card().getByRole('img', { name });
  await curve.waitFor();
  expect(await curve.locator('polyline').count()).toBe(2);
  expect(await curve.getByText('lease').count()).toBe(1);
  expect(await facts()).toEqual(['2 h', '12 %', '8.3 %', '32 %', '34.2 % 30 % to 38.5 %, by 500 calls']);
  await card().getByText('An accuracy of 90 % needs a lease of 3 h 44 min.').waitFor();
  expect(stub.requests.filter((request) => request.call.endsWith('/shop-print/time-to-call'))).toEqual([]);
  expect(complaints).toEqual([]);
});

test('what nobody knows yet is said to be so', async () => {
  stub.answers.set(call, () => ({ body: timeToCallOf({ accuracy: {} }) }));
  await open('#/pools');
  await card().getByText('Accuracy, measured').waitFor();
  expect((await facts()).slice(3)).toEqual(['not known yet', 'not known yet']);
});

test('the rest of the card is there when this is not', async () => {
  stub.answers.set(call, () => ({ status: 500, body: {} }));
  await open('#/pools');
  await card().getByText('The API could not answer.').waitFor();
  expect(await card().locator('dl.counts').count()).toBe(1);
});
