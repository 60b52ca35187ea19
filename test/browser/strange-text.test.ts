import type { Page } from 'playwright-core';
import type { StubManagement } from './stub-management.ts';
import { detailOf, listed, matchOf } from './stub-site.ts';
import { type StubbedDashboard, stubbedDashboard } from './stubbed-dashboard.ts';

/** What callers and pages may send: one long word, and marks that turn the direction of what follows. */
const longWord = 'W'.repeat(100);
const turned = 'spring\u202e\u2066gnirps';
const strange = { source: longWord, campaign: turned, reason: `${turned} ${longWord}` };

let stub: StubManagement;
let page: Page;
let open: StubbedDashboard['open'];

const dashboard = stubbedDashboard({ locale: 'en-GB' });
beforeEach(async () => {
  ({ stub, page, open } = await dashboard());
  const item = listed({ agent: longWord }, strange);
  stub.answers.set('GET /v1/calls', () => ({ body: { items: [item] } }));
  const sums = {
    calls: 1,
    firstTimeCallers: 1,
    answered: 1,
    missed: 0,
    qualified: 1,
    unqualified: 0,
    conversions: 0,
    revenue: null,
  };
  const row = { source: longWord, medium: turned, ...sums, averageWaitSeconds: null, averageTalkSeconds: null };
  stub.answers.set('GET /v1/reports/sources', () => ({ body: { items: [row], total: row } }));
  const { call } = item;
  const tags = [longWord.slice(0, 50), turned];
  const line = { source: 'crm', eventId: 'e-1', receivedAt: call.startedAt, outcome: longWord, tags, state: 'noted' };
  const detail = detailOf({ call, match: matchOf(strange), ledger: [line as never] });
  stub.answers.set(`GET /v1/calls/${call.id}`, () => ({ body: detail }));
});

const widths = [1280, 360];
const pages = ['#/calls', '#/journal?from=2026-05-01&to=2026-05-03', '#/calls/call-1'];

test.each(widths.flatMap((width) => pages.map((hash) => [width, hash] as const)))(
  'at a width of %i, %s is no wider than the screen, and nothing is turned round',
  async (width, hash) => {
    await page.setViewportSize({ width, height: 900 });
    await open(hash);
    await page.locator('table .source, .report tbody th, .origin').getByText(longWord).first().waitFor();
    for (const box of ['html', '.card.scroll']) {
      for (const one of await page.locator(box).all()) {
        const hidden = await one.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
        expect({ box, hidden }).toEqual({ box, hidden: 0 });
      }
    }
    expect(await page.locator('body').innerText()).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
  },
);
