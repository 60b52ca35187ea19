import * as fc from 'fast-check';
import type { ListedCall } from '../../../../lambdas/journal/call-answer.ts';
import { toListedCall } from '../../../../lambdas/journal/call-response.ts';
import { reportSources } from '../../../../lambdas/journal/reports/source-report.ts';
import type { SourceRow } from '../../../../lambdas/journal/reports/source-report-answer.ts';
import { someCalls, storedCall, unreadable, walkOf } from '../calls.ts';

const limits = { most: 50, isTimeUp: () => false };
const currencyOf = (site: string) => (site === 'unknown' ? undefined : 'EUR');

/** What somebody does who adds the list up by hand: from what is told, in decimals. */
function byHand(items: readonly ListedCall[]): SourceRow[] {
  const groups = new Map<string, ListedCall[]>();
  for (const item of items) {
    const { match, call, revenue } = item;
    const key = [match.source, match.medium, revenue?.currency ?? currencyOf(call.site)].join('/');
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups].map(([key, group]) => {
    const [source = '', medium = '', currency = ''] = key.split('/');
    const cents = group.map(({ revenue }) => Math.round(Number(revenue?.amount ?? 0) * 100)).reduce((a, b) => a + b, 0);
    const amount = currency === 'JPY' ? String(cents / 100) : (cents / 100).toFixed(2);
    return {
      source,
      medium,
      calls: group.length,
      firstTimeCallers: group.filter(({ match }) => match.firstTimeCaller).length,
      answered: group.filter(({ call }) => ['answered', 'completed'].includes(call.status)).length,
      missed: group.filter(({ call }) => call.status === 'missed').length,
      qualified: group.filter(({ qualified }) => qualified.verdict === 'qualified').length,
      unqualified: group.filter(({ qualified }) => qualified.verdict === 'unqualified').length,
      averageWaitSeconds: mean(group.map(({ call }) => call.waitSeconds)),
      averageTalkSeconds: mean(group.map(({ call }) => call.talkSeconds)),
      conversions: group.map(({ conversions }) => conversions).reduce((a, b) => a + b, 0),
      revenue: currency === '' ? null : { amount, currency },
    };
  });
}

function mean(values: readonly (number | undefined)[]): number | null {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? null : known.reduce((a, b) => a + b, 0) / known.length;
}

const keyOf = ({ source, medium, revenue }: SourceRow) => `${source}/${medium}/${revenue?.currency}`;
const inOrder = (rows: readonly SourceRow[]) => rows.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));

test('sums are what the listed calls add up to', async () => {
  await fc.assert(
    fc.asyncProperty(someCalls, async (calls) => {
      const { items, total } = await reportSources(walkOf(calls), currencyOf, limits);
      expect(inOrder(items)).toEqual(inOrder(byHand(calls.map(toListedCall))));
      for (const count of [
        'calls',
        'firstTimeCallers',
        'answered',
        'missed',
        'qualified',
        'unqualified',
        'conversions',
      ] as const) {
        expect(total[count]).toBe(items.map((row) => row[count]).reduce((a, b) => a + b, 0));
      }
    }),
  );
});

test('amounts stay exact, and a total in two currencies is none', async () => {
  const revenue = (minor: number, currency = 'EUR') => ({
    conversions: 1,
    values: [],
    tags: [],
    revenue: { minor, currency },
  });
  const tenths = Array.from({ length: 10 }, (_, index) => storedCall({ id: `call-${index}`, sums: revenue(10) }));
  const report = await reportSources(walkOf(tenths), currencyOf, limits);
  expect(report.total.revenue).toEqual({ amount: '1.00', currency: 'EUR' });
  const mixed = await reportSources(
    walkOf([...tenths, storedCall({ id: 'yen', sums: revenue(500, 'JPY') })]),
    currencyOf,
    limits,
  );
  expect(mixed.items.map((row) => row.revenue)).toEqual([
    { amount: '1.00', currency: 'EUR' },
    { amount: '500', currency: 'JPY' },
  ]);
  expect(mixed.total.revenue).toBeNull();
});

test('more calls than one answer adds up, or has time for, are refused with what to do', async () => {
  const calls = ['a', 'b', 'c'].map((id) => storedCall({ id }));
  const report = (more: Partial<typeof limits>) => reportSources(walkOf(calls), currencyOf, { ...limits, ...more });
  expect((await report({ most: 3 })).total.calls).toBe(3);
  const errors = [{ field: 'from', detail: 'must be later: ask for fewer days at a time, or for one site' }];
  await expect(report({ most: 2 })).rejects.toMatchObject({
    status: 400,
    detail: 'these are more than 2 calls; ask for fewer days at a time, or for one site',
    errors,
  });
  await expect(report({ isTimeUp: () => true })).rejects.toMatchObject({ status: 400, errors });
});

test('no calls are no rows', async () => {
  expect(await reportSources(walkOf([]), currencyOf, limits)).toMatchObject({
    items: [],
    total: { calls: 0, averageTalkSeconds: null, revenue: null },
    unsupportedCalls: 0,
  });
});

test('calls that only a newer version can read are in no sum, and count as looked at', async () => {
  async function* walk() {
    yield* [unreadable(), unreadable()];
    yield* walkOf([storedCall()]);
  }
  const report = await reportSources(walk(), currencyOf, limits);
  expect(report).toMatchObject({ total: { calls: 1 }, unsupportedCalls: 2 });
  await expect(reportSources(walk(), currencyOf, { ...limits, most: 2 })).rejects.toMatchObject({ status: 400 });
});
