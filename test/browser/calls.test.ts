import type { Page } from 'playwright-core';
import { expectSoon } from './expect-soon.ts';
import type { StubManagement } from './stub-management.ts';
import { bakery, callOf, detailOf, listed, matchOf, shop } from './stub-site.ts';
import { type StubbedDashboard, stubbedDashboard } from './stubbed-dashboard.ts';

let stub: StubManagement;
let page: Page;
let complaints: readonly string[];
let open: StubbedDashboard['open'];

const dashboard = stubbedDashboard({ locale: 'en-GB', timezoneId: 'Asia/Tokyo' });
beforeEach(async () => {
  ({ stub, page, complaints, open } = await dashboard());
});

const answer = (call: string, body: unknown) => stub.answers.set(call, () => ({ body }));
const section = (name: string) => page.getByRole('region', { name });
const bodiesOf = (call: string) => stub.requests.filter((request) => request.call === call).map(({ body }) => body);

/** Sites are asked for calls to numbers in no pool as well; that is not the list. */
const answerCalls = (calls: readonly object[]) =>
  stub.answers.set('GET /v1/calls', ({ query }) => ({
    body: { items: query.get('site') === 'shop' ? calls : [] },
  }));

describe('calls as they ring', () => {
  test('a new call appears while it rings, and goes on by itself', async () => {
    await open('#/calls');
    await page.getByText('No calls yet').waitFor();
    const ringing = {
      status: 'ringing' as const,
      final: false,
      startedAt: new Date(Date.now() - 5000).toISOString(),
      answeredAt: undefined,
      endedAt: undefined,
      waitSeconds: undefined,
      talkSeconds: undefined,
    };
    answerCalls([listed(ringing)]);
    const row = page.getByRole('row').filter({ hasText: '+1 212 555 0123' });
    await row.getByText('ringing').waitFor();
    expect(await row.textContent()).toContain('google / cpc · spring');
    answerCalls([listed({ ...ringing, status: 'answered', answeredAt: new Date().toISOString(), waitSeconds: 6 })]);
    await row.getByText('answered').waitFor();
    answerCalls([listed({}, {}, { conversions: 1, values: [{ amount: '50.00', currency: 'EUR' }] })]);
    await row.getByText('completed').waitFor();
    const cells = await row.getByRole('cell').allTextContents();
    expect(cells.slice(4)).toEqual(['0:08', '2:05', '€50.00']);
    expect(complaints).toEqual([]);
  });

  test('what the site makes of a call stands beside it, with the reason on its page; where it says nothing, nothing does', async () => {
    const qualified = { verdict: 'qualified', reason: 'It fits: talk seconds is 125.' };
    answerCalls([listed({}, {}, { qualified }), listed({ id: 'call-2' })]);
    await open('#/calls');
    const tag = page.getByText('qualified', { exact: true });
    await tag.waitFor();
    expect([await tag.count(), await tag.getAttribute('title')]).toEqual([1, qualified.reason]);
    stub.answers.set('GET /v1/calls/call-1', () => ({ body: { ...detailOf(), qualified } }));
    await open('#/calls/call-1');
    await page.getByText(qualified.reason).waitFor();
    expect(complaints).toEqual([]);
  });

  test('times are those of the site, not of whoever looks', async () => {
    answerCalls([listed()]);
    await open('#/calls');
    await expectSoon(async () => (await page.getByRole('rowheader').textContent())?.includes('12:00:00'), true);
  });

  test('withheld callers, calls without a match, other states', async () => {
    answerCalls([
      listed({ id: 'a', caller: null }, { firstTimeCaller: undefined }),
      listed({ id: 'b', status: 'busy', talkSeconds: undefined }, { method: 'none', confidence: 0, visit: null }),
    ]);
    await open('#/calls');
    const rows = page.getByRole('row');
    await rows.nth(2).waitFor();
    expect(await rows.nth(1).textContent()).toContain('withheld');
    expect(await rows.nth(2).textContent()).toMatch(/busy.*no match/);
  });

  test('what was last known stays in sight while the API fails', async () => {
    answerCalls([listed()]);
    await open('#/calls');
    await page.getByText('completed').waitFor();
    stub.answers.set('GET /v1/calls', () => ({ status: 500, body: {} }));
    await page.getByRole('alert').getByText('You see what was last known').waitFor();
    expect(await page.getByText('completed').isVisible()).toBe(true);
    answerCalls([listed()]);
    await page.getByRole('alert').waitFor({ state: 'detached' });
  });
});

describe('one call', () => {
  test('where it came from and why, in words', async () => {
    answer('GET /v1/calls/call-1', detailOf());
    answerCalls([listed()]);
    await open('#/calls');
    await page.getByRole('link', { name: /12:00:00/ }).click();
    const match = section('Where it came from');
    await match.waitFor();
    const text = (await match.textContent()) ?? '';
    for (const part of [
      'google / cpc',
      'spring',
      'lease',
      '88',
      'was shown to visit',
      'folding bike',
      'gclid',
      'Cj0KCQ',
    ]) {
      expect(text).toContain(part);
    }
    expect(text).toContain('ads granted, analytics granted');
    const candidates = match.getByRole('list', { name: 'Who may have called, and how likely that is' });
    expect(await candidates.getByRole('listitem').allTextContents()).toEqual([
      'visit vis_4Jw8sLq2 of visitor usr_b71kQa90chosen88\u00a0%',
      'visit vis_Zz19 of visitor usr_other3\u00a0%',
      'None of them9\u00a0%',
    ]);
    expect(await page.getByText('Wait0:08').isVisible()).toBe(true);
    await page.getByRole('link', { name: 'All calls' }).click();
    await page.getByRole('heading', { name: 'Calls as they ring' }).waitFor();
    expect(complaints).toEqual([]);
  });

  test('a call that nothing is known of says so', async () => {
    const reason = '+12025550107 was in no pool when the call started.';
    const none = { method: 'none' as const, confidence: 0, reason, visit: null, candidates: [], campaign: undefined };
    const call = callOf({ site: 'unknown', caller: null });
    answer('GET /v1/calls/call-1', detailOf({ call, match: matchOf(none), conversions: [], ledger: [] }));
    await open('#/calls/call-1');
    await section('Where it came from').getByText(reason).waitFor();
    expect(await section('Conversions').textContent()).toContain('No rule holds for this call.');
    // Without a site there is no currency, and so no money to report.
    expect(await page.getByRole('radio').count()).toBe(1);
  });

  test('how far each delivery is, and a parked one is sent again', async () => {
    answer('GET /v1/calls/call-1', detailOf());
    stub.answers.set('POST /v1/calls/call-1/deliveries/d-ads/redrive', () => ({ status: 202, body: {} }));
    await open('#/calls/call-1');
    const conversions = section('Conversions');
    await conversions.getByText('€100.00').waitFor();
    const rows = (await conversions.getByRole('row').allTextContents()).slice(1);
    expect(rows.map((row) => row.replace(/\s+/g, ' '))).toEqual([
      expect.stringMatching(/^ads.*parked.*1 of 2.*7.*The destination answers 410\. ?Redrive/),
      expect.stringMatching(/^hook.*delivered.*2.*The destination has it/),
      expect.stringMatching(/^crm.*pending.*1 of 2.*3.*answers 503\. Next attempt in 4 min\./),
      expect.stringMatching(/^team.*skipped.*denied consent/),
    ]);
    expect(await page.getByRole('button', { name: 'Redrive' }).count()).toBe(1);
    await page.getByRole('button', { name: 'Redrive ads' }).click();
    await expectSoon(() => bodiesOf('POST /v1/calls/call-1/deliveries/d-ads/redrive').length, 1);
    expect(complaints).toEqual([]);
  });

  test('a redrive that is refused says why', async () => {
    answer('GET /v1/calls/call-1', detailOf());
    const problem = { status: 409, body: { detail: 'the delivery is delivered; only parked ones can be sent again' } };
    stub.answers.set('POST /v1/calls/call-1/deliveries/d-ads/redrive', () => problem);
    await open('#/calls/call-1');
    await page.getByRole('button', { name: 'Redrive ads' }).click();
    await page.getByRole('alert').getByText('only parked ones').waitFor();
    expect(await page.getByRole('button', { name: 'Redrive ads' }).isEnabled()).toBe(true);
  });

  test('the ledger shows what counts, and why something does not', async () => {
    answer('GET /v1/calls/call-1', detailOf());
    await open('#/calls/call-1');
    const lines = section('Outcome and revenue').getByRole('listitem');
    await lines.first().waitFor();
    const texts = await lines.allTextContents();
    expect(texts).toEqual([
      expect.stringMatching(/sale \+€129\.50.*counted.*crm.*order-17/),
      expect.stringMatching(/refund −€29\.50.*counted/),
      expect.stringMatching(/cancels order-99.*ignored.*has not arrived/),
      expect.stringMatching(/outcome: won.*agent/),
    ]);
  });

  test('the ledger shows the order and what was sold', async () => {
    const [sale] = detailOf().ledger;
    const items = [
      { sku: 'TILE-7', name: 'Roof tile', quantity: 2.5, amount: '100.00', currency: 'EUR' },
      { sku: 'NAIL', quantity: 50, amount: '29.50', currency: 'EUR' },
    ];
    answer('GET /v1/calls/call-1', detailOf({ ledger: [{ ...sale!, orderId: '1001', items }] }));
    await open('#/calls/call-1');
    const sold = section('Outcome and revenue').getByRole('listitem');
    await sold.first().waitFor();
    expect(await sold.allTextContents()).toEqual([
      expect.stringMatching(/sale order 1001 \+€129\.50.*2\.5 × Roof tile TILE-7 €100\.00.*50 × NAIL NAIL €29\.50/),
      '2.5 × Roof tile TILE-7 €100.00',
      '50 × NAIL NAIL €29.50',
    ]);
  });

  test('the ledger shows how much of a refund counts', async () => {
    const [sale, refund] = detailOf().ledger;
    const reason = 'no more than 20.00 EUR was left of its order';
    const capped = { ...refund!, counts: { amount: '20.00', currency: 'EUR' }, reason };
    answer('GET /v1/calls/call-1', detailOf({ ledger: [sale!, capped] }));
    await open('#/calls/call-1');
    const line = section('Outcome and revenue').getByRole('listitem').nth(1);
    await line.waitFor();
    expect(await line.textContent()).toMatch(/refund −€29\.50, of which €20\.00 counts.*no more than 20\.00 EUR/);
  });

  test('a sale is reported, a refund after it, and a sale is cancelled', async () => {
    answer('GET /v1/calls/call-1', detailOf());
    stub.answers.set('POST /v1/calls/call-1/outcome', () => ({ status: 202, body: {} }));
    await open('#/calls/call-1');
    const form = page.getByRole('form', { name: 'Report of this call' });
    await form.getByLabel('Amount in EUR').fill('129,50');
    await form.getByLabel('Outcome, if you like').fill('won');
    await form.getByRole('button', { name: 'Report' }).click();
    await form.getByText('Taken down.').waitFor();
    await form.getByText('Refund').click();
    await form.getByLabel('Amount in EUR').fill('29.50');
    await form.getByRole('button', { name: 'Report' }).click();
    await expectSoon(() => bodiesOf('POST /v1/calls/call-1/outcome').length, 2);
    await page.getByRole('button', { name: 'Cancel order-17' }).click();
    await expectSoon(() => bodiesOf('POST /v1/calls/call-1/outcome').length, 3);
    const eventId = expect.stringMatching(/^dashboard-/);
    expect(bodiesOf('POST /v1/calls/call-1/outcome')).toEqual([
      { eventId, outcome: 'won', revenue: { kind: 'sale', amount: '129.50', currency: 'EUR' } },
      { eventId, revenue: { kind: 'refund', amount: '29.50', currency: 'EUR' } },
      { eventId, revenue: { kind: 'cancel', cancels: 'order-17' } },
    ]);
  });

  test('a report that makes no sense is not sent; one that the API refuses keeps what was typed', async () => {
    answer('GET /v1/calls/call-1', detailOf());
    const errors = [{ field: 'revenue.amount', detail: 'must be more than 0' }];
    stub.answers.set('POST /v1/calls/call-1/outcome', () => ({ status: 400, body: { detail: 'no', errors } }));
    await open('#/calls/call-1');
    const form = page.getByRole('form', { name: 'Report of this call' });
    await form.getByLabel('Amount in EUR').fill('much');
    await form.getByRole('button', { name: 'Report' }).click();
    await form.getByRole('alert').getByText('must be a number').waitFor();
    expect(bodiesOf('POST /v1/calls/call-1/outcome')).toEqual([]);
    await form.getByLabel('Amount in EUR').fill('0');
    await form.getByRole('button', { name: 'Report' }).click();
    await form.getByRole('alert').getByText('revenue.amount must be more than 0').waitFor();
    expect(await form.getByLabel('Amount in EUR').inputValue()).toBe('0');
  });

  test('a call that there is not', async () => {
    await open('#/calls/nowhere');
    const told = page.getByRole('alert').getByText('there is no such call');
    await told.waitFor();
    expect(await told.isVisible()).toBe(true);
  });
});

describe('sites', () => {
  test('one site is not asked for; of several one is chosen, with its own time and money', async () => {
    await open('#/calls');
    await page.getByText('No calls yet').waitFor();
    expect(await page.getByLabel('Site').count()).toBe(0);
    answer('GET /v1/sites', { items: [shop, bakery] });
    answerCalls([listed()]);
    await page.reload();
    await page.getByText('No calls yet').waitFor();
    await page.getByLabel('Site').selectOption({ label: 'Shop' });
    await page.getByText('completed').waitFor();
    expect(await page.getByLabel('Site').locator('option').allTextContents()).toEqual(['Bakery', 'Shop']);
  });

  test('calls to numbers in no pool can be looked at, if there are any', async () => {
    stub.answers.set('GET /v1/calls', ({ query }) => ({
      body: { items: query.get('site') === 'unknown' ? [listed({ site: 'unknown' })] : [] },
    }));
    await open('#/calls');
    await page.getByLabel('Site').selectOption({ label: 'Numbers in no pool' });
    await page.getByText('completed').waitFor();
    expect(await page.getByRole('row').count()).toBe(2);
  });

  test('an installation without sites says what to do', async () => {
    answer('GET /v1/sites', { items: [] });
    await open('#/calls');
    const told = page.getByText('There is no site yet');
    await told.waitFor();
    expect(await told.isVisible()).toBe(true);
  });
});

test('a key that is not known any more leads back to the sign-in', async () => {
  await open('#/calls');
  await page.getByText('No calls yet').waitFor();
  stub.answers.set('GET /v1/calls', () => ({ status: 401, body: {} }));
  await page.getByRole('alert').getByText('not known, or it has expired').waitFor();
  expect(await page.getByLabel('API key').isVisible()).toBe(true);
});
