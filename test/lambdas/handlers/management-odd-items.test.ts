import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { writeHourCounts } from '../../../lambdas/capacity/pool-counters-store.ts';
import { orderIdOf } from '../../../lambdas/orders/order.ts';
import { readOrderSourceSettings } from '../../../lambdas/orders/sources/order-source.ts';
import { putOrderSource } from '../../../lambdas/orders/sources/put-order-source.ts';
import { documentClient } from '../../../lambdas/platform/aws/aws-clients.ts';
import { managementRoutes } from '../../../lambdas/platform/names.ts';
import { described } from '../../docs/described-api.ts';
import { recordRequests } from '../../recorded-requests.ts';
import { show } from '../calls/stores.ts';
import { number, start } from '../settle/call-house.ts';
import { type CallWorld, callWorld, masterSecret, putRuleFor, sale, thatDay } from './call-world.ts';
import { rawRequest, request, shopAds, shopPrint } from './management-client.ts';
import { type OddItem, oddItems, replace } from './odd-items.ts';

mockClient(SecretsManagerClient).on(GetSecretValueCommand).resolves({ SecretString: masterSecret });

interface Read {
  readonly route: string;
  readonly address: string;
  /** The tables that it reads. */
  readonly tables: ReadonlySet<string>;
}

const ids: Readonly<Record<string, readonly string[]>> = {
  site: ['shop'],
  pool: ['web', 'ads', 'printed', 'plain'],
  rule: ['talk'],
  destination: ['team'],
  account: ['pbx'],
  call: ['call-1'],
  source: ['store'],
  order: [orderIdOf({ site: 'shop', source: 'test', event: 'order-1' })],
};

/** Each way to ask for what is stored, of one site and of all. */
const addresses = managementRoutes
  .filter((route) => route.startsWith('GET '))
  .flatMap((route) => {
    const name = /\{(\w+)\}/.exec(route)?.[1];
    if (name !== undefined) return ids[name]!.map((id) => ({ route, address: route.replace(`{${name}}`, id) }));
    const said = route.endsWith('/conversations') ? '&said=hello' : '';
    const days = /calls|reports|reconciliation/.test(route) ? `${thatDay}${said}` : 'limit=10';
    return ['', 'site=shop&'].map((site) => ({ route, address: `${route}?${site}${days}` }));
  })
  .filter(
    ({ address }) =>
      // Only a call that was recorded has a recording, and only numbers that are leased a time to call.
      !/recording$|(printed|plain)\/time-to-call|(removed-numbers|deliveries)\?limit|reconciliation[a-z/]*\?from|channels|destination-types|sites\?site|accounts\?site/.test(
        address,
      ),
  );

let world: CallWorld;

beforeEach(async () => {
  jest.spyOn(console, 'warn').mockImplementation();
  jest.spyOn(console, 'error').mockImplementation();
  jest.spyOn(process.stdout, 'write').mockImplementation(() => true);
  world = await callWorld();
  await putRuleFor(world, { destinations: ['team'] });
  await putPbx(world);
  await request('PUT /v1/pools/ads', shopAds);
  await request('PUT /v1/pools/printed', shopPrint);
  await request('PUT /v1/pools/plain', { site: 'shop', kind: 'page', source: 'mixed', when: [{ device: 'mobile' }] });
  await request('POST /v1/pools/ads/numbers', { numbers: ['+493023125001', '+493023125002'] });
  await request('DELETE /v1/pools/ads/numbers/+493023125002');
  await show(world.sources, '+493023125002', 'eve', Date.now() - 86_400_000, { pool: 'ads' });
  await show(world.sources, number, 'anna', start - 60_000);
  await world.call({ call: 'call-1' });
  await world.call({ call: 'call-2', at: start + 1000, caller: 'anonymous' });
  await putStore(world);
  const order = {
    site: 'shop',
    orderId: '1',
    occurredAt: new Date(start + 60_000).toISOString(),
    find: { call: 'call-1' },
  };
  await request('POST /v1/orders', { ...order, ...sale('order-1') });
  await request('POST /v1/calls/call-1/outcome', { ...sale('a'), outcome: 'sold', tags: ['vip'] });
  await world.work();
  await show(world.sources, number, 'bert', Date.now() - 1000, { landingPage: 'https://shop.example/' });
  const counts = { asked: 3, leased: 2, returned: 0, refused: 1, bots: 0, noConsent: 0, elsewhere: 0, limited: 0 };
  const hour = Date.now() - (Date.now() % 3_600_000);
  await writeHourCounts(world.leases, 'container', { pool: 'web', hour, ...counts, unrecorded: 0 });
});

afterEach(() => jest.restoreAllMocks());

/** As the API stores it; its secrets are looked at by nobody here. */
async function putPbx({ settings }: CallWorld): Promise<void> {
  const Key = { pk: 'CARRIERACCOUNTS', sk: 'pbx' };
  const account = {
    id: 'pbx',
    type: 'generic',
    settings: {},
    secretNames: ['signing'],
    secretsAt: 'pbx/a',
    version: 1,
  };
  await settings.documents.send(new PutCommand({ TableName: settings.name, Item: { ...Key, ...account } }));
}

async function putStore({ settings }: CallWorld): Promise<void> {
  const dependencies = {
    settings,
    createSecrets: async () => {},
    deleteSecrets: async () => {},
    newToken: () => 'a',
  };
  const body = { site: 'shop', type: 'stripe', secrets: { signing: 'whsec_abcdefghijklmnop' } };
  await putOrderSource(dependencies, 'store', readOrderSourceSettings(body), start);
}

async function reads(): Promise<Read[]> {
  const requests = recordRequests(documentClient());
  const found: Read[] = [];
  for (const { route, address } of addresses) {
    requests.splice(0);
    expect({ address, status: (await rawRequest(address)).status }).toEqual({ address, status: 200 });
    found.push({ route, address, tables: new Set(requests.flatMap(({ tables }) => tables)) });
  }
  return found;
}

/** Of each route one way to ask, another one each time. */
function inTurn(asked: readonly Read[], turn: number): Read[] {
  return [...Map.groupBy(asked, ({ route }) => route).values()].map((ways) => ways[turn % ways.length]!);
}

/** What is wrong with the answers beside an item. */
async function problemsBeside(one: OddItem, asked: readonly Read[]): Promise<string[]> {
  const putBack = await replace(one);
  if (putBack === undefined) return [];
  const found = asked.map(async ({ route, address }) => {
    const { status, headers, body } = await rawRequest(address);
    const type = headers['content-type'] as string | undefined;
    const told = type?.includes('json') ? JSON.parse(body!) : body;
    const unlike = status >= 500 ? [`${status}`] : described.problemsOfAnswer(route, status, type, told);
    return unlike.slice(0, 1).map((problem) => `${one.what}: ${address}: ${problem}`);
  });
  const problems = (await Promise.all(found)).flat();
  await putBack();
  return problems;
}

test.each(['settings', 'leases', 'visits', 'calls'] as const)(
  'whatever a newer version wrote to %s, no read is answered 5xx, and each as described',
  async (name) => {
    const asked = (await reads()).filter(({ tables }) => tables.has(world[name].name));
    const odd = await oddItems(world[name]);
    const problems: string[] = [];
    for (const [index, one] of odd.entries()) problems.push(...(await problemsBeside(one, inTurn(asked, index))));
    expect(problems).toEqual([]);
    expect(odd.length).toBeGreaterThan(10);
  },
);
