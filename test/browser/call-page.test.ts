import type { Page } from 'playwright-core';
import { expectSoon } from './expect-soon.ts';
import type { StubManagement } from './stub-management.ts';
import { callOf, detailOf, shop } from './stub-site.ts';
import { type StubbedDashboard, stubbedDashboard } from './stubbed-dashboard.ts';

let stub: StubManagement;
let page: Page;
let complaints: readonly string[];
let open: StubbedDashboard['open'];

const dashboard = stubbedDashboard({ locale: 'en-GB' });
beforeEach(async () => {
  ({ stub, page, complaints, open } = await dashboard());
});

const facts = () => page.getByRole('region', { name: 'What happened' });

async function openCall(fields: Parameters<typeof callOf>[0], more: Parameters<typeof detailOf>[0] = {}) {
  stub.answers.set('GET /v1/calls/call-1', () => ({ body: detailOf({ call: callOf(fields), ...more }) }));
  await open('#/calls/call-1');
  await facts().waitFor();
  return ((await facts().textContent()) ?? '').replace(/\s+/g, ' ');
}

test('who the caller is to the site, what they keyed in, and what vouches for the number', async () => {
  const text = await openCall({
    callerList: 'allow',
    repeat: { site: true, number: false },
    attestation: 'B',
    keys: ['1', '204'],
    quality: { agentScore: 4.5, customerScore: 2.1, issues: ['HIGH_PACKET_LOSS'] },
    history: true,
  });
  for (const part of [
    'on the list “allow”',
    'repeat caller, unique on this number',
    'attestation B',
    'keyed in: 1, 204',
    'line quality: agent 4.5, caller 2.1 of 5, HIGH_PACKET_LOSS',
    'imported as history',
  ]) {
    expect(text).toContain(part);
  }
  expect(complaints).toEqual([]);
});

test('a call of which no more is known says no more', async () => {
  expect(await openCall({})).not.toMatch(/list|repeat|unique|attestation|keyed|score|quality|history/);
});

test('its tags lead to the calls that have them, its score says for what it is', async () => {
  const score = {
    points: 60,
    because: [
      { name: 'long talk', points: 40 },
      { name: 'paid', points: 20 },
    ],
  };
  stub.answers.set('GET /v1/reports/sources', () => ({ body: { items: [], total: {} } }));
  const text = await openCall({}, { tags: ['spares', 'a,b & c'], score });
  expect(text).toContain('score 60 long talk 40, paid 20');
  await facts().getByRole('link', { name: 'spares' }).click();
  await expectSoon(() => page.getByLabel('Tag').inputValue(), 'spares');
  const asked = () => stub.requests.filter(({ call }) => call === 'GET /v1/calls').map(({ query }) => query.get('tag'));
  await expectSoon(() => asked().at(-1), 'spares');
  expect(complaints).toEqual([]);
});

test('outcomes are those of the site, by the words of people', async () => {
  const outcomes = [
    { outcome: 'sold', label: 'Bought something' },
    { outcome: 'wrong-number', lost: true },
  ];
  stub.answers.set('GET /v1/sites', () => ({ body: { items: [{ ...shop, outcomes }] } }));
  stub.answers.set('POST /v1/calls/call-1/outcome', () => ({ status: 202, body: {} }));
  await openCall({});
  const form = page.getByRole('form', { name: 'Report of this call' });
  await form.getByText('Outcome', { exact: true }).first().click();
  const choice = form.getByRole('combobox', { name: 'Outcome' });
  expect(await choice.locator('option').allTextContents()).toEqual(['', 'Bought something', 'wrong-number']);
  await choice.selectOption({ label: 'Bought something' });
  await form.getByRole('button', { name: 'Report' }).click();
  await form.getByText('Taken down.').waitFor();
  const sent = stub.requests.filter(({ call }) => call === 'POST /v1/calls/call-1/outcome').map(({ body }) => body);
  expect(sent).toEqual([{ eventId: expect.stringMatching(/^dashboard-/), outcome: 'sold' }]);
});
