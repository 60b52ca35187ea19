import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { type CallsImportOptions, importCalls } from '../../../../bin/cli/calls-import/calls-import.ts';
import type { NewImportedRecord } from '../../../../lambdas/calls/carriers/imported/imported-record.ts';

interface ImportBody {
  readonly account: string;
  readonly conversions: boolean;
  readonly calls: readonly NewImportedRecord[];
}

/** What the stand-in for the API answers to a part; `destroy` drops the connection. */
export type Answerer = (body: ImportBody) => object | 'destroy';
export const takeAll: Answerer = ({ calls }) => ({
  results: calls.map(({ id }) => ({ id, result: 'taken', call: `pbx-${id}` })),
});

/** The stand-in for the API during a test, and a folder for its files. */
export const stand: { folder: string; answerer: Answerer; parts: ImportBody[] } = {
  folder: '',
  answerer: takeAll,
  parts: [],
};
let server: Server;

beforeEach(async () => {
  stand.folder = await mkdtemp(path.join(tmpdir(), 'calls-'));
  stand.parts = [];
  stand.answerer = takeAll;
  server = createServer((request, response) => {
    void text(request).then((body) => {
      const send = (status: number, answer: object) =>
        void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
      if (request.url === '/v1/carrier-accounts/pbx') {
        return send(200, { id: 'pbx', type: 'generic', settings: { country: 'DE' }, secretNames: [] });
      }
      if (request.url !== '/v1/calls/import')
        return send(404, { title: 'x', detail: 'there is no carrier account other' });
      const part = JSON.parse(body) as ImportBody;
      const answer = stand.answerer(part);
      if (answer === 'destroy') return void request.socket.destroy();
      stand.parts.push(part);
      return send(202, answer);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await rm(stand.folder, { recursive: true, force: true });
});

/** Runs the command over a file of these lines; `mapping`: what its file says, or the name of a ready one. */
export async function run(
  lines: readonly string[],
  { mapping, ...more }: Partial<Omit<CallsImportOptions, 'mapping'>> & { readonly mapping?: object | string } = {},
) {
  const file = path.join(stand.folder, 'calls.csv');
  await writeFile(file, lines.join('\n'));
  const mappingFile = typeof mapping === 'object' ? path.join(stand.folder, 'mapping.yaml') : mapping;
  if (typeof mapping === 'object') await writeFile(mappingFile!, JSON.stringify(mapping));
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const outcome = await importCalls({
    account: 'pbx',
    ...more,
    file,
    ...(mappingFile !== undefined && { mapping: mappingFile }),
    management: { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, key: 'local', waits: [1, 1] },
    stdout: stdout as unknown as NodeJS.WriteStream,
    stderr: stderr as unknown as NodeJS.WriteStream,
  }).catch((error: Error) => error);
  stdout.end();
  stderr.end();
  return { outcome, stdout: await text(stdout), stderr: await text(stderr), stateFile: `${file}.progress` };
}

export const sent = () => stand.parts.flatMap(({ calls }) => calls);
