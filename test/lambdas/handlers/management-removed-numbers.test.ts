import { documentClient } from '../../../lambdas/platform/aws/aws-clients.ts';
import { recordRequests } from '../../recorded-requests.ts';
import { storedCall } from '../journal/calls.ts';
import { putCalls } from '../journal/calls-table.ts';
import { freshTables, request, shop, shopAds } from './management-client.ts';

const day = 86_400_000;
const number = (index: number) => `+4930231250${String(10 + index)}`;

let tables: Awaited<ReturnType<typeof freshTables>>;
beforeEach(async () => {
  tables = await freshTables();
  await request('PUT /v1/sites/shop', shop);
  await request('PUT /v1/pools/shop-ads', shopAds);
  await request('POST /v1/pools/shop-ads/numbers', { numbers: [0, 1].map(number) });
  for (const index of [0, 1]) await request(`DELETE /v1/pools/shop-ads/numbers/${number(index)}`);
});

/** Calls to a number within its last month, evenly. */
function called(index: number, count: number, more: object = {}): Promise<void> {
  const calls = Array.from({ length: count }, (_, back) =>
    storedCall({
      id: `call-${index}-${back}`,
      trackedNumber: number(index),
      startedAt: Date.now() - day - Math.floor((back * 20 * day) / count),
      ...more,
    }),
  );
  return putCalls(tables.calls, calls);
}

interface Told {
  readonly number: string;
  readonly calls: number;
  readonly moreCalls: boolean;
  readonly lastCallAt?: string;
}
async function told(query = 'days=30'): Promise<readonly Told[]> {
  const { status, body } = await request(`GET /v1/removed-numbers?site=shop&${query}`);
  expect(status).toBe(200);
  return body.items as unknown as readonly Told[];
}

test('20,000 calls of a number take the same requests as 20', async () => {
  await called(0, 20);
  await told();
  const requests = recordRequests(documentClient());
  expect(await told()).toMatchObject([
    { calls: 20, moreCalls: false },
    { calls: 0, moreCalls: false },
  ]);
  const few = requests.splice(0);
  await called(0, 20_000);
  // An API key is remembered for a while, which is over by now: this reads it again.
  await told();
  requests.splice(0);
  expect(await told('days=366')).toMatchObject([
    { calls: 100, moreCalls: true },
    { calls: 0, moreCalls: false },
  ]);
  const commands = (some: typeof requests) => some.map(({ command, index }) => `${command} ${index}`).sort();
  expect(commands(requests)).toEqual(commands(few));
  expect(Math.max(...requests.map(({ items }) => items))).toBe(100);
});

test('what was not dialled in the days asked for, or is another site’s call, does not count', async () => {
  await called(0, 1, { startedAt: Date.now() - 10 * day });
  await called(1, 1, { site: 'elsewhere' });
  expect(await told('days=11')).toMatchObject([{ calls: 1 }, { calls: 0 }]);
  expect(await told('days=9')).toMatchObject([{ calls: 0 }, { calls: 0 }]);
});

test('where its calls are forwarded no more, those of no site are its own', async () => {
  await called(0, 2, { site: 'unknown' });
  expect(await told()).toMatchObject([{ calls: 2, lastCallAt: expect.any(String) }, { calls: 0 }]);
});

test('a call whose number was corrected counts at the right one', async () => {
  await called(0, 1);
  await called(0, 1, { trackedNumber: number(1) });
  expect(await told()).toMatchObject([{ calls: 0 }, { calls: 1 }]);
});
