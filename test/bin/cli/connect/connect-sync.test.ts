import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PassThrough } from 'node:stream';
import { runFlowTests } from '../../../../bin/cli/connect/flow-tests.ts';
import { pacedClient } from '../../../../bin/cli/connect/paced-client.ts';
import { syncNumbers } from '../../../../bin/cli/connect/sync.ts';
import { languages } from '../../../../lambdas/calls/spoken/languages.ts';
import { ConnectState } from './connect-state.ts';
import { serveConnect, testClock } from './serve-connect.ts';

const instanceArn = 'arn:aws:connect:eu-central-1:123456789012:instance/11111111-2222-4333-8444-555555555555';
const flow = `${instanceArn}/contact-flow/66666666-7777-4888-8999-000000000000`;
const table = `${instanceArn}/data-table/77777777-7777-4888-8999-000000000000`;
const [leased, usual, print, gone, stray, foreign] = [100, 101, 102, 103, 104, 105].map((n) => `+12065550${n}`);

/** What the management API answers, by path. */
const answers: Record<string, object> = {
  '/v1/pools': {
    items: [
      { id: 'ads', site: 'shop', kind: 'session', default: { e164: usual } },
      { id: 'print', site: 'shop', kind: 'source', shown: [{ e164: print }] },
    ],
  },
  '/v1/pools/ads/numbers': { items: [{ number: leased }] },
  '/v1/removed-numbers': { items: [{ number: gone, pool: 'ads', forwards: true }] },
  '/v1/sites/shop': {
    id: 'shop',
    name: 'Shop',
    siteKey: 'pk_shop',
    origins: ['https://shop.example'],
    timeZone: 'UTC',
    currency: 'EUR',
    route: { forwardTo: ['+4930231250', '+4930231251'] },
  },
};

let server: Server;

beforeAll(async () => {
  server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://api');
    const answer = answers[pathname];
    const status = answer === undefined ? 404 : 200;
    response
      .writeHead(status, { 'content-type': 'application/json' })
      .end(JSON.stringify(answer ?? { title: pathname }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function withInstance<T>(
  state: ConnectState,
  work: (connected: Parameters<typeof runFlowTests>[0] & Parameters<typeof syncNumbers>[0]) => Promise<T>,
) {
  const clock = testClock();
  const served = await serveConnect(state, clock);
  const { endpoint } = served;
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  const client = pacedClient({ endpoint, region: 'eu-central-1', credentials, clock });
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const { port } = server.address() as AddressInfo;
  try {
    const result = await work({
      client,
      clock,
      instanceArn,
      flow,
      fallbackTable: table,
      dryRun: false,
      stack: 'Leaseline',
      management: { url: `http://127.0.0.1:${port}`, key: 'local', waits: [] },
      stdout: stdout as unknown as NodeJS.WriteStream,
      stderr: stderr as unknown as NodeJS.WriteStream,
    });
    expect(served.requests.refused).toBe(0);
    return { result, out: String(stdout.read() ?? ''), err: String(stderr.read() ?? '') };
  } finally {
    client.close();
    await served.close();
  }
}

const instance = () =>
  new ConnectState({ pageSize: 2 })
    .has(leased!)
    .has(usual!, 'another-flow')
    .has(print!, flow)
    .has(gone!)
    .has(stray!, `${flow}:$LATEST`)
    .has(foreign!, 'their-flow');
const flows = (state: ConnectState) => Object.fromEntries(state.claimed.map(({ number, flow: one }) => [number, one]));
const flowId = '66666666-7777-4888-8999-000000000000';

test('a dry run says what would be done, and does nothing', async () => {
  const state = instance();
  const before = flows(state);
  const { result, out } = await withInstance(state, (connected) => syncNumbers({ ...connected, dryRun: true }));
  expect(result).toBe(1);
  expect(flows(state)).toEqual(before);
  expect(state.rows.size).toBe(0);
  expect(out).toMatch(new RegExp(`\\${leased} +would be attached +it had no flow`));
  expect(out).toMatch(new RegExp(`\\${usual} +would be attached +it had the flow another-flow`));
  expect(out).toMatch(new RegExp(`\\${stray} +is left +its calls come here, but it is in no pool`));
  expect(out).toContain('1 numbers are right, 3 would be attached');
});

test('the numbers of Leaseline get the flow, page after page; all others stay as they are', async () => {
  const state = instance();
  const { result, err } = await withInstance(state, syncNumbers);
  expect(result).toBe(0);
  expect(err).toContain('attaches the flow to 3 numbers');
  expect(flows(state)).toEqual({
    [leased!]: flowId,
    [usual!]: flowId,
    [print!]: flow,
    [gone!]: flowId,
    [stray!]: `${flow}:$LATEST`,
    [foreign!]: 'their-flow',
  });
});

test('the fall-back table gets where calls of each number go; twice changes nothing, and a new way is written', async () => {
  const state = instance();
  const { out } = await withInstance(state, syncNumbers);
  expect(out).toContain('fall-back table: 4 of 4 numbers written');
  expect([...state.rows.keys()].sort()).toEqual([leased, usual, print, gone]);
  expect(Object.fromEntries(state.rows.get(leased!) ?? [])).toMatchObject({
    known: 'true',
    action: 'phone',
    phones: '2',
    phone1: '+4930231250',
    phone2: '+4930231251',
    language: 'en',
    nobody: languages.en.nobody,
  });
  const again = await withInstance(state, syncNumbers);
  expect(again.out).toContain('fall-back table: 0 of 4 numbers written');
  expect(again.out).toContain('4 numbers are right, 0 are attached');
  state.rows.get(print!)?.set('phone1', '+4930231259');
  expect((await withInstance(state, syncNumbers)).out).toContain('fall-back table: 1 of 4 numbers written');
  expect(state.rows.get(print!)?.get('phone1')).toBe('+4930231250');
});

test('a number that is not of the instance is told', async () => {
  const state = new ConnectState().has(leased!);
  const { out } = await withInstance(state, syncNumbers);
  expect(out).toMatch(new RegExp(`\\${print} +is not here +it is in pool print`));
  expect(out).toContain('3 are not of this instance');
});

test('the tests of the stack are published, run and told; those of others are left alone', async () => {
  const tests = {
    'Leaseline lookup answers': 'PASSED',
    'Leaseline lookup fails': 'PASSED',
    'Other test': 'FAILED',
  } as const;
  const state = new ConnectState({ tests });
  const { result, out } = await withInstance(state, runFlowTests);
  expect([result, out]).toEqual([
    0,
    'passed  Leaseline lookup answers\npassed  Leaseline lookup fails\nall 2 tests passed\n',
  ]);
  expect(state.published).toEqual(['Leaseline lookup answers', 'Leaseline lookup fails']);
});

test('a test that fails, and one that the service refuses, are told with the reason', async () => {
  const tests = { 'Leaseline a': 'FAILED', 'Leaseline b': 'INVALID' } as const;
  const { result, out } = await withInstance(new ConnectState({ tests }), runFlowTests);
  expect(result).toBe(1);
  expect(out).toContain('FAILED  Leaseline a: failed after 2 of 3 steps; its execution is run-1');
  expect(out).toContain('FAILED  Leaseline b: InvalidTestCaseException: Invalid test case content');
  await expect(withInstance(new ConnectState(), runFlowTests)).rejects.toThrow(/no test of the stack Leaseline/);
});
