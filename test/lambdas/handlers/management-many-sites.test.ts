import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { StoredCall } from '../../../lambdas/calls/call-item.ts';
import { documentClient } from '../../../lambdas/platform/aws/aws-clients.ts';
import { callsBySite } from '../../../lambdas/platform/aws/table-keys.ts';
import { siteItem, sitePointer } from '../../../lambdas/settings/item-key.ts';
import { recordRequests } from '../../recorded-requests.ts';
import { noon, storedCall } from '../journal/calls.ts';
import { putCalls } from '../journal/calls-table.ts';
import { freshTables, request, shop } from './management-client.ts';

const day = 86_400_000;
const site = (index: number) => `site-${String(index).padStart(3, '0')}`;
const aYear = 'from=2025-05-03&to=2026-05-03';

let tables: Awaited<ReturnType<typeof freshTables>>;
let requests: ReturnType<typeof recordRequests>;
beforeEach(async () => {
  tables = await freshTables();
  const { documents, name: TableName } = tables.settings;
  for (let index = 0; index < 100; index++) {
    const item = { ...siteItem(site(index)), ...shop, id: site(index), siteKey: `pk_${index}`, version: 1 };
    const stored = { ...item, timeZone: 'UTC', consentDefault: 'granted', graceSeconds: 1800 };
    await documents.send(new PutCommand({ TableName, Item: stored }));
    await documents.send(new PutCommand({ TableName, Item: { ...sitePointer(site(index)) } }));
  }
  requests = recordRequests(documentClient());
});

/** A year of calls of one site, some hours apart. */
const callsOf = (index: number, count: number, apart = day): StoredCall[] =>
  Array.from({ length: count }, (_, back) =>
    storedCall({ id: `call-${index}-${back}`, site: site(index), startedAt: noon - back * apart - index }),
  );

/** Reads a page, and says how the log was asked for it. */
async function page(query: string) {
  requests.splice(0);
  const { status, body } = await request(`GET /v1/calls?${query}`);
  expect({ status, body: status === 200 ? undefined : body }).toEqual({ status: 200, body: undefined });
  const asked = requests.filter(({ index }) => index === callsBySite.name);
  return { listed: body.items.length, queries: asked.length, withCalls: asked.filter(({ items }) => items > 0).length };
}

test('a page of calls of 100 sites over 366 days takes one query for each site, and the ones that found calls', async () => {
  await putCalls(tables.calls, callsOf(7, 1));
  // Calls to numbers in no pool are one more site.
  expect(await page(aYear)).toEqual({ listed: 1, queries: 101, withCalls: 1 });
  await putCalls(tables.calls, callsOf(8, 300));
  const busy = await page(aYear);
  expect(busy.listed).toBe(50);
  expect(busy.queries).toBeLessThanOrEqual(101 + busy.withCalls);
  expect(await page(`${aYear}&site=${site(9)}`)).toEqual({ listed: 0, queries: 1, withCalls: 0 });
  expect(await page(`${aYear}&site=${site(8)}&limit=25`)).toEqual({ listed: 25, queries: 1, withCalls: 1 });
});

test('where all sites have many calls, not many more are read than are listed', async () => {
  for (let index = 0; index < 100; index++) await putCalls(tables.calls, callsOf(index, 40, 3_600_000));
  expect(await page(aYear)).toEqual({ listed: 50, queries: 100 + 1, withCalls: 100 });
  const read = requests.reduce((sum, { items }) => sum + items, 0);
  expect(read).toBeLessThanOrEqual(100 * 5 + 100);
});
