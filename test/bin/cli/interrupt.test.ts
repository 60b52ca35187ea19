import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';

const root = path.join(__dirname, '../../..');
const numbers = Array.from(
  { length: 700 },
  (_, index) => `+1${300 + Math.floor(index / 100)}55501${String(index % 100).padStart(2, '0')}`,
);

test('Ctrl-C ends an import at once, and the same command goes on', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'interrupt-'));
  const file = path.join(folder, 'numbers.csv');
  await writeFile(file, numbers.join('\n'));
  let answersAll = false;
  let tellHeld = () => {};
  const held = new Promise<void>((resolve) => {
    tellHeld = resolve;
  });
  const sizes: number[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const sent = JSON.parse(await text(request)) as { numbers: string[] };
    sizes.push(sent.numbers.length);
    // The second batch gets no answer until the command is gone.
    if (!answersAll && sizes.length === 2) return tellHeld();
    response.end(JSON.stringify({ results: sent.numbers.map((number) => ({ number, result: 'added' })) }));
  };
  const server = createServer((request, response) => void answer(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const env = { PATH: process.env.PATH, LEASELINE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
  const start = () =>
    spawn(process.execPath, ['bin/cli.ts', 'numbers', 'import', file, '--pool', 'p'], { cwd: root, env });

  try {
    const first = start();
    const stderr = text(first.stderr);
    await held;
    first.kill('SIGINT');
    const [code] = await once(first, 'exit');
    expect(code).toBe(130);
    expect(await stderr).toBe('500 of 700 numbers\nstopped; the same command goes on where this one was\n');

    answersAll = true;
    const second = start();
    const [stdout] = await Promise.all([text(second.stdout), once(second, 'exit')]);
    expect(second.exitCode).toBe(0);
    expect(stdout).toBe('700 added, 0 already there, 0 refused\n');
    expect(sizes).toEqual([500, 200, 200]);
    await expect(access(`${file}.progress`)).rejects.toThrow('ENOENT');
  } finally {
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true, force: true });
  }
});
