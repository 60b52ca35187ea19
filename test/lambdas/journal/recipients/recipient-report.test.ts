import * as fc from 'fast-check';
import type { StoredCall } from '../../../../lambdas/calls/call-item.ts';
import { reportRecipients } from '../../../../lambdas/journal/recipients/recipient-report.ts';
import type { CampaignCounts } from '../../../../lambdas/recipients/recipient-counts.ts';
import { noon, storedCall, unreadable, walkOf } from '../calls.ts';

const limits = { most: 50, isTimeUp: () => false };
const day = 86_400_000;
const range = { site: 'shop', from: noon - day, to: noon + day };

const counts = (more: Partial<CampaignCounts> = {}): CampaignCounts => ({
  pool: 'mails',
  campaign: 'spring',
  recipients: 10,
  numbers: 6,
  defaults: 4,
  clicks: 3,
  firstSentAt: noon,
  lastSentAt: noon,
  ...more,
});

const matchOf = (more: object) => ({ ...storedCall().match, ...more });
const calledBy = (recipient: object, more: Partial<StoredCall> = {}) =>
  storedCall({
    match: matchOf({ pool: 'mails', recipient: { id: '4711', pool: 'mails', campaign: 'spring', ...recipient } }),
    ...more,
  });
const sold = (minor: number, currency = 'EUR') => ({
  conversions: 1,
  values: [],
  tags: [],
  revenue: { minor, currency },
});

const report = (
  calls: readonly StoredCall[],
  campaigns: readonly CampaignCounts[] = [counts()],
  asked: Parameters<typeof reportRecipients>[2] = {},
) => reportRecipients(walkOf(calls), [{ range, campaigns }], asked, limits);

test('tells of a campaign whom it was sent to, and what their calls came to', async () => {
  const calls = [
    calledBy({}, { id: 'a', qualified: { verdict: 'qualified', reason: 'so' }, sums: sold(12_950) }),
    calledBy({}, { id: 'b', status: 'missed' }),
    storedCall({ id: 'print' }),
  ];
  const row = {
    recipients: 10,
    numbers: 6,
    defaults: 4,
    clicks: 3,
    calls: 2,
    answered: 1,
    qualified: 1,
    conversions: 1,
    revenue: [{ amount: '129.50', currency: 'EUR' }],
  };
  const at = new Date(noon).toISOString();
  const place = { site: 'shop', pool: 'mails', campaign: 'spring', creative: null, firstSentAt: at, lastSentAt: at };
  expect(await report(calls)).toEqual({ items: [{ ...place, ...row }], total: row, unsupportedCalls: 0 });
});

test('creatives are told apart, and so are sites and pools with campaigns of one name', async () => {
  const campaigns = [counts({ creative: 'red' }), counts({ creative: 'blue' }), counts({ pool: 'others' })];
  const calls = [
    calledBy({ creative: 'red' }, { id: 'a' }),
    calledBy({ creative: 'red' }, { id: 'b' }),
    calledBy({ pool: 'others' }, { id: 'c' }),
  ];
  const { items, total } = await report(calls, campaigns);
  expect(items.map(({ pool, creative, calls: of }) => [pool, creative, of])).toEqual([
    ['mails', 'red', 2],
    ['others', null, 1],
    ['mails', 'blue', 0],
  ]);
  expect(total).toMatchObject({ recipients: 30, calls: 3 });
  const ofTwo = await reportRecipients(
    walkOf(calls),
    [
      { range, campaigns: [counts()] },
      { range: { ...range, site: 'outlet' }, campaigns: [counts()] },
    ],
    {},
    limits,
  );
  expect(new Set(ofTwo.items.map(({ site }) => site))).toEqual(new Set(['shop', 'outlet']));
});

test('a campaign is there if it was being sent in the days, or somebody called because of it then', async () => {
  const before = { firstSentAt: noon - 9 * day, lastSentAt: noon - 8 * day };
  const campaigns = [
    counts({ campaign: 'while', firstSentAt: noon - 9 * day, lastSentAt: noon + 9 * day }),
    counts({ campaign: 'long-ago', ...before }),
    counts({ campaign: 'called-late', ...before }),
    counts({ campaign: 'later', firstSentAt: range.to, lastSentAt: range.to }),
  ];
  const { items } = await report([calledBy({ campaign: 'called-late' })], campaigns);
  expect(items.map(({ campaign, recipients, calls }) => [campaign, recipients, calls])).toEqual([
    ['called-late', 10, 1],
    ['while', 10, 0],
  ]);
});

test('calls to the default number of a pool belong to no campaign, and are told by themselves', async () => {
  const toDefault = storedCall({ id: 'd', match: matchOf({ method: 'source', pool: 'mails' }) });
  const { items, total } = await report([toDefault, storedCall({ match: matchOf({ pool: 'ads' }) })]);
  expect(items.map(({ campaign, calls, recipients }) => [campaign, calls, recipients])).toEqual([
    [null, 1, 0],
    ['spring', 0, 10],
  ]);
  expect(total).toMatchObject({ calls: 1, recipients: 10 });
});

test('pool and campaign can be asked for', async () => {
  const campaigns = [counts(), counts({ campaign: 'autumn' }), counts({ pool: 'others' })];
  const calls = [calledBy({}), calledBy({ campaign: 'autumn' }), calledBy({ pool: 'others' })];
  const places = async (asked: object) =>
    (await report(calls, campaigns, asked)).items.map(({ pool, campaign }) => `${pool} ${campaign}`).toSorted();
  expect(await places({ pool: 'mails' })).toEqual(['mails autumn', 'mails spring']);
  expect(await places({ campaign: 'spring' })).toEqual(['mails spring', 'others spring']);
  expect(await places({ pool: 'mails', campaign: 'autumn' })).toEqual(['mails autumn']);
  expect(await places({ pool: 'none' })).toEqual([]);
});

test('amounts are exact, and told by currency', async () => {
  const calls = [
    ...Array.from({ length: 10 }, (_, index) => calledBy({}, { id: `call-${index}`, sums: sold(10) })),
    calledBy({}, { id: 'yen', sums: sold(500, 'JPY') }),
    calledBy({ creative: 'red' }, { id: 'red', sums: sold(-10) }),
  ];
  const { items, total } = await report(calls);
  expect(items[0]!.revenue).toEqual([
    { amount: '1.00', currency: 'EUR' },
    { amount: '500', currency: 'JPY' },
  ]);
  expect(total.revenue).toEqual([
    { amount: '0.90', currency: 'EUR' },
    { amount: '500', currency: 'JPY' },
  ]);
});

test('calls of tests and staff, and those that went out, are in no sum', async () => {
  const calls = [calledBy({}, { id: 'a', mark: 'staff' }), calledBy({}, { id: 'b', direction: 'outbound' })];
  expect((await report(calls)).total.calls).toBe(0);
});

test('whatever is called, the rows add up to the total', async () => {
  const call = fc.record({
    recipient: fc.option(
      fc.record({
        pool: fc.constantFrom('mails', 'others'),
        campaign: fc.constantFrom('spring', 'autumn'),
        creative: fc.constantFrom(undefined, 'red'),
      }),
      { nil: undefined },
    ),
    pool: fc.constantFrom('mails', 'ads', undefined),
    minor: fc.integer({ min: -1000, max: 1000 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(call, { maxLength: 30 }), async (some) => {
      const calls = some.map(({ recipient, pool, minor }, index) =>
        storedCall({
          id: `call-${index}`,
          match: matchOf({ pool, ...(recipient && { recipient: { id: '4711', ...recipient } }) }),
          sums: sold(minor),
        }),
      );
      const { items, total } = await report(calls);
      const isOfMails = ({ recipient, pool }: (typeof some)[number]) => recipient !== undefined || pool === 'mails';
      const ofMails = some.filter(isOfMails);
      expect(total.calls).toBe(ofMails.length);
      for (const name of ['recipients', 'clicks', 'calls', 'conversions'] as const)
        expect(total[name]).toBe(items.map((row) => row[name]).reduce((a, b) => a + b, 0));
      const cents = ofMails.map(({ minor }) => minor).reduce((a, b) => a + b, 0);
      expect(total.revenue.map(({ amount }) => Math.round(Number(amount) * 100))).toEqual(
        ofMails.length ? [cents] : [],
      );
      const places = items.map(({ pool, campaign, creative }) => JSON.stringify([pool, campaign, creative]));
      expect(new Set(places).size).toBe(places.length);
    }),
  );
});

test('what is too much is no report', async () => {
  const calls = Array.from({ length: 51 }, (_, index) => storedCall({ id: `call-${index}` }));
  await expect(report(calls)).rejects.toMatchObject({ status: 400 });
  const isTimeUp = { ...limits, isTimeUp: () => true };
  await expect(reportRecipients(walkOf(calls), [], {}, isTimeUp)).rejects.toMatchObject({ status: 400 });
  const campaigns = Array.from({ length: 5_001 }, (_, index) => counts({ campaign: `campaign ${index}` }));
  await expect(report([], campaigns)).rejects.toMatchObject({ status: 400 });
});

test('calls of a newer version are counted apart', async () => {
  async function* walk() {
    yield unreadable();
    return undefined;
  }
  expect(await reportRecipients(walk(), [], {}, limits)).toMatchObject({ items: [], unsupportedCalls: 1 });
});
