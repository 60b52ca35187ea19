import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { StoredCall } from '../../../lambdas/calls/call-item.ts';
import { logKeyForm, logKeyOf } from '../../../lambdas/calls/log-key.ts';
import { readLog } from '../../../lambdas/journal/call-log-store.ts';
import { listCalls } from '../../../lambdas/journal/list-calls.ts';
import type { LogEntry } from '../../../lambdas/journal/log-entry.ts';
import { mergeLogs } from '../../../lambdas/journal/merge-logs.ts';
import type { Table } from '../../../lambdas/platform/aws/table.ts';
import { sortKeyOf } from '../../../lambdas/platform/http/list-page.ts';
import { createTable, embeddedDynamoDB } from '../../embedded-dynamodb.ts';
import { recordRequests } from '../../recorded-requests.ts';
import { noon, someCalls, storedCall } from './calls.ts';
import { putCalls } from './calls-table.ts';

let calls: Table;
beforeAll(async () => {
  calls = { documents: embeddedDynamoDB().documents, name: await createTable('Calls') };
});

const oneDay = 86_400_000;

/** Puts calls under sites and ids of this run alone. */
async function put(some: readonly StoredCall[]) {
  const run = randomUUID();
  await putCalls(
    calls,
    some.map((call) => ({ ...call, id: `${call.id}-${run}`, site: `${call.site}-${run}` })),
  );
  return (site: string) => `${site}-${run}`;
}

interface Part {
  readonly from: number;
  readonly to: number;
  readonly before?: string | undefined;
  readonly firstRead: number;
}
const log = (siteIds: readonly string[], { from, to, ...part }: Part) =>
  mergeLogs(siteIds.map((site) => readLog(calls, { site, from, to }, part)));

async function all(walk: AsyncIterable<LogEntry>): Promise<StoredCall[]> {
  const found: StoredCall[] = [];
  for await (const { call } of walk) found.push(call!);
  return found;
}
const ids = (found: readonly { readonly id: string }[]) => found.map(({ id }) => id.replace(/-[0-9a-f-]{36}$/, ''));
const sorted = (some: readonly StoredCall[]) =>
  some.toSorted((a, b) => (logKeyOf(a) < logKeyOf(b) ? 1 : -1)).map(({ id }) => id);
const isAsked = ({ site, startedAt }: StoredCall, from: number, to: number) =>
  site !== 'unknown' && startedAt >= from && startedAt < to;

const range = fc
  .tuple(fc.nat(3 * oneDay), fc.nat(3 * oneDay))
  .map(([a, b]) => ({ from: noon + Math.min(a, b), to: noon + Math.max(a, b) }));

test('every call of the sites within the range comes once, the newest first', async () => {
  await fc.assert(
    fc.asyncProperty(someCalls, range, fc.integer({ min: 1, max: 9 }), async (some, { from, to }, firstRead) => {
      const siteOf = await put(some);
      const found = await all(log(['shop', 'other'].map(siteOf), { from, to, firstRead }));
      expect(ids(found)).toEqual(sorted(some.filter((call) => isAsked(call, from, to))));
    }),
    { numRuns: 40 },
  );
});

test('a time may begin before all calls and end after all of them', async () => {
  const siteOf = await put([storedCall({ id: 'a', site: 'shop', startedAt: noon })]);
  const far = ['0001-01-01', '1969-12-31', '2290-01-01', '2500-01-01', '5200-01-01', '9999-12-31'].map(Date.parse);
  for (const from of far.slice(0, 2)) {
    for (const to of far.slice(2)) {
      expect(ids(await all(log([siteOf('shop')], { from, to, firstRead: 5 })))).toEqual(['a']);
    }
  }
  expect(await all(log([siteOf('shop')], { from: far[2]!, to: far[3]!, firstRead: 5 }))).toEqual([]);
});

test('pages put together are the whole, whatever the limit, the filter, how much is looked at and how long', async () => {
  const counts = fc.record({ limit: fc.integer({ min: 1, max: 5 }), mostLookedAt: fc.integer({ min: 1, max: 7 }) });
  await fc.assert(
    fc.asyncProperty(someCalls, range, counts, fc.boolean(), async (some, { from, to }, limits, isSlow) => {
      const siteOf = await put(some);
      const wanted = ({ status }: StoredCall) => status !== 'missed';
      const found: string[] = [];
      let before: string | undefined;
      do {
        const walk = log(['shop', 'other'].map(siteOf), { from, to, before, firstRead: 2 });
        const { items, cursor } = await listCalls(walk, wanted, { ...limits, isTimeUp: () => isSlow });
        expect(items.length).toBeLessThanOrEqual(limits.limit);
        found.push(...ids(items));
        before = cursor && sortKeyOf(cursor, logKeyForm);
      } while (before !== undefined);
      expect(found).toEqual(sorted(some.filter((call) => isAsked(call, from, to) && wanted(call))));
    }),
    { numRuns: 40 },
  );
});

test('a site without calls takes one query whatever the days, and one with calls as many as had some', async () => {
  const documents = embeddedDynamoDB().documents;
  const requests = recordRequests(documents);
  const site = randomUUID();
  const read = (from: number) =>
    all(readLog({ ...calls, documents }, { site, from, to: noon + oneDay }, { firstRead: 4 }));
  await read(noon);
  await read(noon - 366 * oneDay);
  expect(requests.splice(0)).toMatchObject([{ items: 0 }, { items: 0 }]);
  await putCalls(
    calls,
    Array.from({ length: 13 }, (_, day) => storedCall({ id: `${site}-${day}`, site, startedAt: noon - day * oneDay })),
  );
  await read(noon - 366 * oneDay);
  expect(requests.map(({ items }) => items)).toEqual([4, 8, 1]);
});
