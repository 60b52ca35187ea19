import { once } from 'node:events';
import { access, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { claimNumbers } from '../../../../bin/cli/connect/claim/claim.ts';
import { type PacedClient, pacedClient } from '../../../../bin/cli/connect/paced-client.ts';
import { ConnectState, type StateOptions } from './connect-state.ts';
import { serveConnect, testClock } from './serve-connect.ts';

const instanceArn = 'arn:aws:connect:eu-central-1:123456789012:instance/11111111-2222-4333-8444-555555555555';
const flow = `${instanceArn}/contact-flow/66666666-7777-4888-8999-000000000000`;
const available = Array.from({ length: 60 }, (_, index) => `+1206555${String(100 + index).padStart(4, '0')}`);

let folder: string;
let server: Server;
let pooled: string[];
let sawFlow: boolean[];
let state: ConnectState;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'claim-'));
  [pooled, sawFlow] = [[], []];
  server = createServer((request, response) => {
    void text(request).then((body) => {
      const answer = (status: number, value: object) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
      if (!request.url?.startsWith('/v1/pools/shop-ads'))
        return answer(404, { title: 'Not Found', detail: 'no such pool' });
      if (request.method === 'GET') return answer(200, { id: 'shop-ads', site: 'shop' });
      const { numbers }: { numbers: string[] } = JSON.parse(body);
      sawFlow.push(...numbers.map((number) => state.claimed.find((one) => one.number === number)?.flow !== undefined));
      const results = numbers.map((number) => ({
        number,
        result: pooled.includes(number) ? 'already-there' : 'added',
      }));
      pooled.push(...numbers.filter((number) => !pooled.includes(number)));
      return answer(200, { results });
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true, force: true });
});

interface RunOptions {
  readonly count?: number;
  readonly pool?: string;
  readonly interrupt?: (request: string) => 'lose' | 'drop' | undefined;
  /** Dies in place of the request with this number, or after it. */
  readonly dies?: { readonly at: number; readonly after: boolean };
}

class Death extends Error {}

async function run({ count = 5, pool = 'shop-ads', interrupt, dies }: RunOptions = {}) {
  const clock = testClock();
  const began = clock.now();
  const served = await serveConnect(state, clock, interrupt);
  const { endpoint } = served;
  const paced = pacedClient({
    endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    clock,
  });
  let sent = 0;
  const mortal = async (...args: unknown[]) => {
    const at = sent++;
    if (dies?.at === at && !dies.after) throw new Death();
    const answer: unknown = await Reflect.apply(paced.send, paced, args);
    if (dies?.at === at) throw new Death();
    return answer;
  };
  const client = { ...paced, send: mortal } as unknown as PacedClient;
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const { port } = server.address() as AddressInfo;
  try {
    const code = await claimNumbers({
      client,
      clock,
      pool,
      count,
      wanted: { instanceArn, country: 'US', type: 'DID', prefix: '+1206' },
      flow,
      stateFile: stateFile(),
      management: { url: `http://127.0.0.1:${port}`, key: 'local', waits: [] },
      stdout: stdout as unknown as NodeJS.WriteStream,
      stderr: stderr as unknown as NodeJS.WriteStream,
    });
    const said = () => [String(stdout.read() ?? ''), String(stderr.read() ?? '')];
    const [out = '', err = ''] = said();
    return { code, out, err, requests: served.requests, seconds: (clock.now() - began) / 1000 };
  } finally {
    paced.close();
    await served.close();
  }
}

const stateFile = () => path.join(folder, 'claim.progress');
const use = (options: StateOptions) => {
  state = new ConnectState({ available, ...options });
};

test('numbers are claimed, attached, then put into the pool; never faster than the service takes them', async () => {
  use({});
  const { code, out, err, requests, seconds } = await run({ count: 20 });
  expect(code).toBe(0);
  expect(out).toContain('20 numbers are claimed, attached to the flow and in pool shop-ads');
  expect(err).toMatch(/claims 20 numbers: at least \d+ s, as Amazon Connect takes 2 requests a second/);
  expect(pooled).toHaveLength(20);
  expect(sawFlow.every(Boolean)).toBe(true);
  expect(state.claimed.map(({ number }) => number).sort()).toEqual([...pooled].sort());
  expect(requests.refused).toBe(0);
  expect(requests.all).toBeLessThanOrEqual(seconds * 2 + 5);
  await expect(access(stateFile())).rejects.toThrow('ENOENT');
});

test('killed anywhere, any number of times, and run again: each number once, none too many', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ at: fc.nat(14), after: fc.boolean() }), { minLength: 1, maxLength: 6 }),
      fc.constantFrom({}, { taken: available.slice(1, 3) }, { failing: { [available[0]!]: 'The carrier refused.' } }),
      async (deaths, trouble) => {
        use(trouble);
        [pooled, sawFlow] = [[], []];
        await rm(stateFile(), { force: true });
        for (const dies of deaths) {
          if (pooled.length === 5) break;
          const failure = await run({ dies }).then(
            () => undefined,
            (error: Error) => error,
          );
          if (failure !== undefined && !((failure.cause ?? failure) instanceof Death)) throw failure;
        }
        const last = pooled.length < 5 ? await run() : undefined;
        expect(last?.code ?? 0).toBe(0);
        expect(pooled).toHaveLength(5);
        const ours = state.claimed.filter(({ failed }) => failed === undefined).map(({ number }) => number);
        expect(ours.sort()).toEqual([...pooled].sort());
        expect(sawFlow.every(Boolean)).toBe(true);
      },
    ),
    { numRuns: 25 },
  );
});

test('answers that are lost, and connections that break, claim nothing twice', async () => {
  use({});
  let asked = 0;
  const { code } = await run({
    interrupt: (request) => {
      if (!request.includes('/claim')) return undefined;
      asked += 1;
      return asked === 1 ? 'lose' : asked === 3 ? 'drop' : undefined;
    },
  });
  expect(code).toBe(0);
  expect(state.claimed).toHaveLength(5);
  expect(pooled).toHaveLength(5);
});

test.each([
  ['the quota', { quota: 3 }, /3 of 5 numbers[^]*quota allows[^]*L-8F812903/],
  [
    'the quota, told later',
    { failing: { [available[3]!]: 'You have exceeded the phone number limit.' } },
    /3 of 5[^]*quota/,
  ],
  [
    'the rule of 200 %',
    {
      failing: { [available[2]!]: 'You have claimed and released more than 200% of your quota in the past 180 days.' },
    },
    /2 of 5[^]*within 180 days[^]*do not release/,
  ],
  [
    'nothing left',
    { available: available.slice(0, 4) },
    /4 of 5[^]*no more numbers of type DID in US that begin with \+1206/,
  ],
])('it stops at %s, says why, and goes on later', async (_, options, sentence) => {
  use(options);
  const { code, out } = await run();
  expect(code).toBe(1);
  expect(out).toMatch(sentence);
  const before = pooled.length;
  state = Object.assign(new ConnectState({ available }), { claimed: state.claimed });
  const again = await run();
  expect(again.err).toContain(`goes on after ${before} of 5 numbers`);
  expect([again.code, pooled.length]).toEqual([0, 5]);
});

test('a number that fails is told, and another one taken; three in a row are no accident', async () => {
  use({ failing: { [available[1]!]: 'The carrier refused.' } });
  const { code, err } = await run();
  expect([code, pooled.length]).toEqual([0, 5]);
  expect(err).toContain(`${available[1]} could not be claimed: The carrier refused.`);
  use({ failing: Object.fromEntries(available.map((number) => [number, 'The carrier refused.'])) });
  await rm(stateFile(), { force: true });
  await expect(run()).rejects.toThrow(/3 numbers in a row could not be claimed/);
});

test('a pool that does not exist, and the state of another job, cost nothing', async () => {
  use({});
  await expect(run({ pool: 'nothing' })).rejects.toThrow('no such pool');
  await writeFile(stateFile(), JSON.stringify({ job: 'another', claims: [] }));
  await expect(run()).rejects.toThrow(/of another job \(another\)/);
  await writeFile(stateFile(), 'half a fi');
  await expect(run()).rejects.toThrow(/cannot be read/);
  expect(state.claimed).toEqual([]);
});
