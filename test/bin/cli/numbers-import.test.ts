import { once } from 'node:events';
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { importNumbers } from '../../../bin/cli/numbers-import.ts';

interface Fake {
  status: number;
  body: unknown;
}
/** What the stand-in for the management API answers, request by request; `destroy` drops the connection. */
type Answerer = (numbers: string[], request: IncomingMessage) => Fake | 'destroy';

let folder: string;
let server: Server;
let answerer: Answerer;
let batches: string[][];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'import-'));
  batches = [];
  answerer = addAll;
  server = createServer((request, response) => {
    void text(request).then((body) => {
      if (request.method === 'GET') return void response.writeHead(404).end('{"title":"Not Found"}');
      const { numbers } = JSON.parse(body) as { numbers: string[] };
      batches.push(numbers);
      const answer = answerer(numbers, request);
      if (answer === 'destroy') return void request.socket.destroy();
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true, force: true });
});

const results = (numbers: string[], result: string, detail?: string) =>
  numbers.map((number) => ({ number, result, ...(detail && { detail }) }));
const addAll: Answerer = (numbers) => ({ status: 200, body: { results: results(numbers, 'added') } });
const manyNumbers = Array.from(
  { length: 1200 },
  (_, index) => `+1${200 + Math.floor(index / 100)}55501${String(index % 100).padStart(2, '0')}`,
);

async function run(lines: string[], options: { refusedFile?: string } = {}) {
  const file = path.join(folder, 'numbers.csv');
  await writeFile(file, lines.join('\n'));
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const outcome = await importNumbers({
    file,
    pool: 'shop-ads',
    ...options,
    management: {
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      key: 'local',
      waits: [1, 1, 1],
    },
    stdout: stdout as unknown as NodeJS.WriteStream,
    stderr: stderr as unknown as NodeJS.WriteStream,
  }).catch((error: Error) => error);
  stdout.end();
  stderr.end();
  return { outcome, stdout: await text(stdout), stderr: await text(stderr), stateFile: `${file}.progress` };
}

test('adds in batches of 500, shows how far it is, and leaves nothing behind', async () => {
  const { outcome, stdout, stderr, stateFile } = await run(['number', ...manyNumbers]);
  expect(outcome).toBe(0);
  expect(batches.map((batch) => batch.length)).toEqual([500, 500, 200]);
  expect(batches.flat()).toEqual(manyNumbers);
  expect(stdout).toBe('1200 added, 0 already there, 0 refused\n');
  expect(stderr).toBe('500 of 1200 numbers\n1000 of 1200 numbers\n1200 of 1200 numbers\n');
  await expect(access(stateFile)).rejects.toThrow('ENOENT');
});

test('sends the key and asks the pool that was named', async () => {
  let seen: string | undefined;
  answerer = (numbers, request) => {
    seen = `${request.method} ${request.url} ${request.headers.authorization}`;
    return addAll(numbers, request);
  };
  await run(['+12025550100']);
  expect(seen).toBe('POST /v1/pools/shop-ads/numbers Bearer local');
});

test('reports refused lines, from the file and from the API, in order', async () => {
  answerer = (numbers) => ({
    status: 200,
    body: {
      results: numbers.map((number) =>
        number.endsWith('1')
          ? { number, result: 'refused', detail: 'is in pool x' }
          : { number, result: 'already-there' },
      ),
    },
  });
  const refusedFile = path.join(folder, 'refused.csv');
  const { outcome, stdout, stderr } = await run(['number', '+1 202-555-0101', '"so, ""on"""', '+12025550102'], {
    refusedFile,
  });
  expect(outcome).toBe(1);
  expect(stderr).toContain('line 2: +1 202-555-0101: is in pool x\nline 3: so, "on": is not a phone number');
  expect(stdout).toBe('0 added, 1 already there, 2 refused\n');
  expect(await readFile(refusedFile, 'utf8')).toMatch(
    /^line,number,reason\n"2","\+1 202-555-0101","is in pool x"\n"3","so, ""on""","is not/,
  );
});

test('of a file that is no CSV, the first few lines are told of, and how many more there are', async () => {
  const noise = Array.from({ length: 5000 }, (_, line) => `\u0007${'x'.repeat(500)}${line}`);
  const { outcome, stdout, stderr } = await run(noise);
  expect(outcome).toBe(1);
  const told = stderr.trimEnd().split('\n');
  expect(told).toHaveLength(11);
  expect(told[0]).toBe(`line 1: ${'x'.repeat(60)}...: is not a phone number with a country code, like +493023125001`);
  expect(told[10]).toBe('and 4990 more; --refused writes all of them to a file');
  expect(stdout).toBe('0 added, 0 already there, 5000 refused\n');
});

test('reads a batch that was refused as a whole', async () => {
  answerer = () => ({
    status: 409,
    body: {
      title: 'Conflict',
      status: 409,
      detail: 'no number was added',
      errors: [{ field: 'numbers[0]', detail: 'is in another role' }],
    },
  });
  const { outcome, stderr } = await run(['+12025550101']);
  expect(outcome).toBe(1);
  expect(stderr).toContain('line 1: +12025550101: is in another role');
});

test('a connection that drops and an overloaded API are tried again', async () => {
  const troubles: (Fake | 'destroy')[] = ['destroy', { status: 429, body: {} }, { status: 503, body: {} }];
  answerer = (numbers, request) => troubles.shift() ?? addAll(numbers, request);
  const { outcome, stderr } = await run(['+12025550101']);
  expect(outcome).toBe(0);
  expect(batches).toHaveLength(4);
  expect(stderr).toContain('answers 429; again in 1 s');
});

test('goes on where it was interrupted, and counts what was done before', async () => {
  answerer = (numbers, request) => (batches.length > 1 ? 'destroy' : addAll(numbers, request));
  const first = await run(manyNumbers);
  expect(first.outcome).toMatchObject({ exitCode: 2, message: expect.stringContaining('gave up after 4 attempts') });

  batches = [];
  answerer = addAll;
  const second = await run(manyNumbers);
  expect(second.outcome).toBe(0);
  expect(second.stderr).toContain('goes on after 500 of 1200 numbers');
  expect(batches.map((batch) => batch.length)).toEqual([500, 200]);
  expect(second.stdout).toBe('1200 added, 0 already there, 0 refused\n');
});

test('a changed file starts anew', async () => {
  answerer = (numbers, request) => (batches.length > 1 ? 'destroy' : addAll(numbers, request));
  await run(manyNumbers);
  batches = [];
  answerer = addAll;
  await run(manyNumbers.slice(0, 600));
  expect(batches.map((batch) => batch.length)).toEqual([500, 100]);
});

test.each([
  [404, 'there is no pool shop-ads', 'pool shop-ads: there is no pool shop-ads'],
  [401, 'the key is unknown', 'refuses the key of LEASELINE_KEY: the key is unknown'],
])('a %i ends the import with a sentence', async (status, detail, sentence) => {
  answerer = () => ({ status, body: { title: 'No', status, detail } });
  const { outcome } = await run(['+12025550101']);
  expect(outcome).toMatchObject({ exitCode: 2, message: expect.stringContaining(sentence) });
  expect(batches).toHaveLength(1);
});

test('a file that is not there is said', async () => {
  const stream = new PassThrough() as unknown as NodeJS.WriteStream;
  const options = { file: path.join(folder, 'gone.csv'), pool: 'p', stdout: stream, stderr: stream };
  await expect(importNumbers({ ...options, management: { url: 'http://localhost', key: 'k' } })).rejects.toThrow(
    'gone.csv cannot be read',
  );
});

test('a file of no numbers is an error', async () => {
  expect((await run(['number'])).outcome).toMatchObject({
    exitCode: 2,
    message: expect.stringContaining('has no numbers'),
  });
});
