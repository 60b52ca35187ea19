import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { eventType } from '../../../lambdas/events/event-type.ts';
import { seedDemoSite } from '../../../local/demo/demo-site.ts';

interface Call {
  request: string;
  body: Record<string, unknown> | undefined;
}

let server: Server;
let calls: Call[];
/** What the stand-in for the management API stores as the site `demo`. */
let site: Record<string, unknown> | undefined;
/** The destinations and rules of that site, by id. */
let destinations: Map<string, Record<string, unknown>>;
let rules: Map<string, Record<string, unknown>>;
/** Requests that fail with this status, the first time each; 0: they get no answer at all. */
let failing: Map<string, number>;

beforeEach(async () => {
  [calls, site, failing, destinations, rules] = [[], undefined, new Map(), new Map(), new Map()];
  server = createServer((request, response) => {
    void text(request).then((body) => {
      const call = { request: `${request.method} ${request.url}`, body: body === '' ? undefined : JSON.parse(body) };
      calls.push(call);
      const failure = failing.get(call.request);
      failing.delete(call.request);
      const answer = (status: number, value: unknown) => response.writeHead(status).end(JSON.stringify(value));
      if (failure === 0) return void request.socket.destroy();
      if (failure !== undefined) return void answer(failure, { title: 'no', status: failure });
      if (call.request === 'GET /v1/sites/demo') return void answer(site ? 200 : 404, site ?? {});
      if (call.request === 'PUT /v1/sites/demo') site = { ...call.body, id: 'demo' };
      const [, kind, id] = /^PUT .v1.(rules|destinations).(.*)$/.exec(call.request) ?? [];
      const kept = kind === 'rules' ? rules : destinations;
      if (id !== undefined) kept.set(id, { ...kept.get(id), ...call.body, id });
      const [, listed] = /^GET .v1.(rules|destinations)[?]site=demo/.exec(call.request) ?? [];
      if (listed !== undefined)
        return void answer(200, { items: [...(listed === 'rules' ? rules : destinations).values()] });
      answer(200, {});
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const port = () => (server.address() as AddressInfo).port;
const origins = () => [`http://localhost:${port()}`, `http://127.0.0.1:${port()}`];
const seed = () =>
  seedDemoSite({
    url: `http://127.0.0.1:${port()}`,
    key: 'local',
    webhookSecret: 'whsec_secret',
    log: { info: () => undefined, warn: () => undefined },
  });
const lists = ['GET /v1/rules?site=demo&limit=200', 'GET /v1/destinations?site=demo&limit=200'];
const requests = () => calls.map((call) => call.request);

test('sets up site, pools and numbers where there is nothing', async () => {
  await seed();
  expect(requests()).toEqual([
    'GET /v1/sites/demo',
    'PUT /v1/sites/demo',
    'PUT /v1/pools/demo-web',
    'PUT /v1/pools/demo-print',
    'POST /v1/pools/demo-web/numbers',
    'PUT /v1/destinations/demo-webhook',
    'PUT /v1/destinations/demo-email',
    'PUT /v1/destinations/demo-google',
    'PUT /v1/rules/demo-talk',
    'PUT /v1/sites/demo',
  ]);
  expect(site).toMatchObject({ name: 'Demo shop', siteKey: 'pk_demo', origins: origins() });
  const numbers = calls.find((call) => call.request.startsWith('POST'))!.body!.numbers as string[];
  expect(numbers).toHaveLength(50);
  expect([numbers[0], numbers[49]]).toEqual(['+12025550100', '+12025550149']);
});

test('leaves alone what is there', async () => {
  await seed();
  calls = [];
  await seed();
  expect(requests()).toEqual(['GET /v1/sites/demo', ...lists]);
});

test('makes good an interrupted start', async () => {
  failing.set('POST /v1/pools/demo-web/numbers', 409);
  await expect(seed()).rejects.toThrow('POST /v1/pools/demo-web/numbers answers 409');
  calls = [];
  await seed();
  expect(requests()).toContain('POST /v1/pools/demo-web/numbers');
  expect(site).toMatchObject({ name: 'Demo shop' });
});

test('an existing site gets the origins of the port in use, and keeps the rest', async () => {
  const theirs = {
    name: 'Mine',
    siteKey: 'pk_demo',
    origins: ['https://shop.example', origins()[0]!],
    country: 'DE',
    currency: 'EUR',
  };
  site = { ...theirs, id: 'demo' };
  await seed();
  expect(calls.find((call) => call.request.startsWith('PUT'))).toEqual({
    request: 'PUT /v1/sites/demo',
    body: { ...theirs, origins: ['https://shop.example', ...origins()] },
  });
});

test.each([
  ['fails', 502],
  ['gives no answer', 0],
])('a function that %s while it starts is asked again', async (_, failure) => {
  failing.set('PUT /v1/pools/demo-web', failure);
  await seed();
  expect(requests().filter((request) => request === 'PUT /v1/pools/demo-web')).toHaveLength(2);
  expect(site).toMatchObject({ name: 'Demo shop' });
});

test('the rule leads to the inbox and to the mail', async () => {
  await seed();
  const inbox = `http://127.0.0.1:${port()}/inbox`;
  expect(destinations.get('demo-webhook')).toMatchObject({
    type: 'webhook',
    settings: { url: `${inbox}/webhook` },
    secrets: { signing: 'whsec_secret' },
  });
  const { events } = destinations.get('demo-webhook')!.settings as { events: string[] };
  expect(events.toSorted()).toEqual(eventType.options.toSorted());
  expect(destinations.get('demo-google')).toMatchObject({ settings: { endpoint: `${inbox}/google` } });
  expect(rules.get('demo-talk')).toMatchObject({
    when: { status: 'completed', talkSeconds: { gte: 5 } },
    conversion: { name: 'qualified_call', value: { amount: '50.00', currency: 'USD' } },
    destinations: ['demo-webhook', 'demo-email', 'demo-google'],
  });
});

test('destinations follow the inbox to another port, without their secrets', async () => {
  await seed();
  const settings = { endpoint: 'http://localhost:1/inbox/google', tokenEndpoint: 'https://token.example/inbox/token' };
  destinations.set('mine', { id: 'mine', site: 'demo', type: 'google-ads', settings });
  calls = [];
  await seed();
  expect(calls.slice(3)).toEqual([
    {
      request: 'PUT /v1/destinations/mine',
      body: {
        site: 'demo',
        type: 'google-ads',
        settings: { ...settings, endpoint: `http://127.0.0.1:${port()}/inbox/google` },
      },
    },
  ]);
});

test('the demo’s own follow with their secrets, as another address needs them again; others that are refused stay', async () => {
  await seed();
  const settings = { url: 'http://localhost:1/inbox/webhook' };
  for (const id of ['demo-webhook', 'mine']) destinations.set(id, { id, site: 'demo', type: 'webhook', settings });
  failing.set('PUT /v1/destinations/mine', 400);
  calls = [];
  await seed();
  const put = calls.find(({ request }) => request === 'PUT /v1/destinations/demo-webhook');
  expect(put?.body).toEqual({
    site: 'demo',
    type: 'webhook',
    settings: { url: `http://127.0.0.1:${port()}/inbox/webhook` },
    secrets: { signing: 'whsec_secret' },
  });
});

test('a site from before there were rules gets them in its currency, one with rules or destinations of its own does not', async () => {
  await seed();
  site = { ...site, currency: 'EUR' };
  [rules, destinations] = [new Map(), new Map()];
  await seed();
  expect(rules.get('demo-talk')).toMatchObject({ conversion: { value: { currency: 'EUR' } } });
  rules = new Map([['mine', { id: 'mine' }]]);
  await seed();
  [rules, destinations] = [new Map(), new Map([['mine', { id: 'mine', type: 'email', settings: {} }]])];
  await seed();
  expect([...rules.keys(), ...destinations.keys()]).toEqual(['mine']);
});

test('where private addresses are refused the rule gets what is left', async () => {
  failing.set('PUT /v1/destinations/demo-webhook', 400);
  failing.set('PUT /v1/destinations/demo-google', 400);
  await seed();
  expect(rules.get('demo-talk')).toMatchObject({ destinations: ['demo-email'] });
});
