import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { seedDemoSite } from '../../local/demo-site.ts';

interface Call {
  request: string;
  body: Record<string, unknown> | undefined;
}

let server: Server;
let calls: Call[];
/** What the stand-in for the management API stores as the site `demo`. */
let site: Record<string, unknown> | undefined;
/** Requests that fail with this status, the first time each. */
let failing: Map<string, number>;

beforeEach(async () => {
  [calls, site, failing] = [[], undefined, new Map()];
  server = createServer((request, response) => {
    void text(request).then((body) => {
      const call = { request: `${request.method} ${request.url}`, body: body === '' ? undefined : JSON.parse(body) };
      calls.push(call);
      const failure = failing.get(call.request);
      failing.delete(call.request);
      const answer = (status: number, value: unknown) => response.writeHead(status).end(JSON.stringify(value));
      if (failure !== undefined) return void answer(failure, { title: 'no', status: failure });
      if (call.request === 'GET /v1/sites/demo') return void answer(site ? 200 : 404, site ?? {});
      if (call.request === 'PUT /v1/sites/demo') site = { ...call.body, id: 'demo' };
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
    log: { info: () => undefined, warn: () => undefined },
  });
const requests = () => calls.map((call) => call.request);

test('sets up site, pools and numbers where there is nothing', async () => {
  await seed();
  expect(requests()).toEqual([
    'GET /v1/sites/demo',
    'PUT /v1/sites/demo',
    'PUT /v1/pools/demo-web',
    'PUT /v1/pools/demo-print',
    'POST /v1/pools/demo-web/numbers',
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
  expect(requests()).toEqual(['GET /v1/sites/demo']);
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
  const theirs = { name: 'Mine', siteKey: 'pk_demo', origins: ['https://shop.example', origins()[0]!], country: 'DE' };
  site = { ...theirs, id: 'demo' };
  await seed();
  expect(calls.at(-1)).toEqual({
    request: 'PUT /v1/sites/demo',
    body: { ...theirs, origins: ['https://shop.example', ...origins()] },
  });
});

test('a function that fails while it starts is asked again', async () => {
  failing.set('PUT /v1/pools/demo-web', 502);
  await seed();
  expect(requests().filter((request) => request === 'PUT /v1/pools/demo-web')).toHaveLength(2);
  expect(site).toMatchObject({ name: 'Demo shop' });
});
