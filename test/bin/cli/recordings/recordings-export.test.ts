import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { exportRecordings } from '../../../../bin/cli/recordings/recordings-export.ts';

let server: Server;
let url: string;
let folder: string;
let isBroken: boolean;
/** Whether there is a recording at an address that nobody answers. */
let isAway: boolean;
let fetched: string[];

const call = (id: string, recordings?: object[]) => ({
  call: { id, startedAt: '2026-11-20T14:00:00.000Z', ...(recordings && { recordings }) },
});

beforeEach(async () => {
  [isBroken, isAway, fetched] = [true, false, []];
  folder = mkdtempSync(path.join(tmpdir(), 'recordings-'));
  server = createServer((request, response) => {
    const asked = new URL(request.url ?? '', url);
    const json = (status: number, body: object) => response.writeHead(status).end(JSON.stringify(body));
    if (asked.pathname === '/v1/calls') {
      const available = (leg: string) => ({ leg, status: 'available' });
      const items = [
        call('one', [available('one'), available('two')]),
        call('none'),
        call('gone', [{ leg: 'gone', status: 'deleted' }]),
        ...(isAway ? [call('away', [available('away')])] : []),
      ];
      return json(200, { items });
    }
    if (asked.pathname === '/v1/calls/one/recording') {
      const leg = asked.searchParams.get('leg') ?? '';
      return json(200, { call: 'one', leg, url: `${url}/files/${leg}.mp3?signed` });
    }
    if (asked.pathname === '/v1/calls/away/recording') {
      return json(200, { call: 'away', leg: 'away', url: 'https://localhost:1/away.mp3' });
    }
    if (asked.pathname === '/files/two.mp3' && isBroken) return response.writeHead(403).end();
    fetched.push(asked.pathname);
    return response.end(`sound of ${asked.pathname}`);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

async function run() {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()].map((one) => one as unknown as NodeJS.WriteStream);
  const management = { url, key: 'local' };
  const days = { from: '2026-11-20', to: '2026-11-20' };
  const code = await exportRecordings({ folder, site: 'shop', ...days, management, stdout: stdout!, stderr: stderr! });
  return { code, out: String(stdout!.read()), err: String(stderr!.read()) };
}

test('what could not be fetched is said, and fetched by the next run alone', async () => {
  const first = await run();
  expect(first).toMatchObject({
    code: 1,
    out: '1 fetched, 0 there already, 1 could not be fetched, 1 deleted by the carrier\n',
    err: expect.stringContaining('call one, leg two: its address answers 403'),
  });
  isBroken = false;
  expect(await run()).toMatchObject({
    code: 0,
    out: '1 fetched, 1 there already, 0 could not be fetched, 1 deleted by the carrier\n',
  });
  expect(fetched).toEqual(['/files/one.mp3', '/files/two.mp3']);
  expect(readdirSync(folder).sort()).toEqual(['20261120T140000Z_one.mp3', '20261120T140000Z_one_two.mp3']);
  expect(readFileSync(path.join(folder, '20261120T140000Z_one_two.mp3'), 'utf8')).toBe('sound of /files/two.mp3');
});

test('of an address that cannot be reached it is said which, and why', async () => {
  [isAway, isBroken] = [true, false];
  const { code, err } = await run();
  expect(code).toBe(1);
  expect(err).toMatch(/call away, leg away: localhost:1 cannot be read: (?!fetch failed)./);
});
