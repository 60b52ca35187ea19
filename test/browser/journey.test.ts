import { detailOf, journeyOf } from './stub-site.ts';
import { type StubbedDashboard, stubbedDashboard } from './stubbed-dashboard.ts';

const dashboard = stubbedDashboard({ locale: 'en-GB' });
const asked = 'GET /v1/calls/call-1/journey';
let shown: StubbedDashboard;
beforeEach(async () => {
  shown = await dashboard();
  shown.stub.answers.set('GET /v1/calls/call-1', () => ({ body: detailOf() }));
});

const card = () => shown.page.getByRole('region', { name: 'What they did' });
const visitor = 'usr_b71kQa90';
const visit = { kind: 'visit', visitor, source: 'google', medium: 'cpc', call: 'call-1' };
const journey = journeyOf({
  summary: {
    how: 'informed-first',
    sentence: 'Informed first: 2 visits and 1 call before the call; the first visit was 12 d before the call.',
    visitsBefore: 2,
    callsBefore: 1,
    daysBefore: 12,
    secondsSinceShown: 110,
  },
  visitors: [{ visitor, call: 'call-1', why: 'The match of this call names them: lease, confidence 0.88.' }],
  events: [
    {
      ...visit,
      at: '2026-04-21T08:00:00.000Z',
      campaign: 'spring',
      page: 'https://shop.example/bikes',
      device: 'mobile',
    },
    {
      kind: 'call',
      at: '2026-04-21T08:05:00.000Z',
      call: 'call-0',
      status: 'missed',
      method: 'source',
      source: 'print',
    },
    { ...visit, at: '2026-05-03T09:58:10.000Z', clickedAt: '2026-05-03T09:59:50.000Z', visit: 'vis_2' },
    {
      kind: 'call',
      at: '2026-05-03T10:00:00.000Z',
      call: 'call-1',
      status: 'completed',
      talkSeconds: 125,
      method: 'lease',
    },
    {
      kind: 'sale',
      at: '2026-05-03T11:00:00.000Z',
      call: 'call-1',
      value: { amount: '129.50', currency: 'EUR' },
      state: 'counted',
      orderId: '17',
    },
    { kind: 'gift', at: '2026-05-04T11:00:00.000Z', call: 'call-1' },
  ],
  truncated: ['visits'],
});

test('what a person did is a line of time, with the call in it, and whether they called at once', async () => {
  const { stub, page, open, complaints } = shown;
  stub.answers.set(asked, () => ({ body: journey }));
  await open('#/calls/call-1');
  await card().getByText('informed first').waitFor();
  const events = card().getByRole('listitem');
  const told = (await events.allTextContents()).slice(0, 6);
  expect(told.map((text) => text.replace(/^.*?\d\d:\d\d:\d\d/, ''))).toEqual([
    expect.stringMatching(/^Visit google \/ cpc spring ?shop\.example\/bikes · mobile/),
    expect.stringMatching(/^Call ?missed · number of a source.*Open it$/),
    expect.stringMatching(/^Visit google \/ cpc ?clicked the number/),
    expect.stringMatching(/^This call ?completed · 2:05 of talk · was shown the number/),
    expect.stringMatching(/^Sale €129\.50 ?order 17/),
    expect.stringMatching(/^gift/),
  ]);
  await card().getByText('There are more visits').waitFor();
  await card().getByText('Why this is taken for one person').click();
  await card().getByText('confidence 0.88').waitFor();
  expect(await card().getByRole('link', { name: 'Open it' }).getAttribute('href')).toBe('#/calls/call-0');
  await page.setViewportSize({ width: 360, height: 800 });
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
  expect(complaints).toEqual([]);
});

test('it is read once, and again when the call has changed', async () => {
  const { stub, open } = shown;
  const count = () => stub.requests.filter(({ call }) => call === asked).length;
  stub.answers.set(asked, () => ({ body: journeyOf() }));
  await open('#/calls/call-1');
  await card().getByText('No visit of this person').waitFor();
  expect(count()).toBe(1);
  const reads = stub.requests.length;
  while (stub.requests.length < reads + 2) await new Promise((resolve) => setTimeout(resolve, 50));
  expect(count()).toBe(1);
  const { ledger } = detailOf();
  stub.answers.set('GET /v1/calls/call-1', () => ({
    body: detailOf({ ledger: [...ledger, { ...ledger[0]!, eventId: 'x' }] }),
  }));
  stub.answers.set(asked, () => ({ body: journey }));
  await card().getByText('Sale €129.50').waitFor();
});

test('an API that does not know journeys yet leaves the rest of the page as it is', async () => {
  const { stub, page, open } = shown;
  stub.answers.delete(asked);
  await open('#/calls/call-1');
  await card().getByRole('alert').waitFor();
  expect(await page.getByRole('region', { name: 'Where it came from' }).isVisible()).toBe(true);
});
