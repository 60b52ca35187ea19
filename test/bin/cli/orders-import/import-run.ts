import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { importOrders, type OrdersImportOptions } from '../../../../bin/cli/orders-import/orders-import.ts';
import type { OrderReport } from '../../../../lambdas/orders/order-report.ts';
import { site } from '../site.ts';

/** What the stand-in for the API answers to a report; `destroy` drops the connection. */
export type Answerer = (report: OrderReport) => { status: number; body: object } | 'destroy';
export const credited: Answerer = () => ({
  status: 202,
  body: { order: 'o1', call: 'c1', state: 'credited', reason: 'so' },
});

/** The stand-in for the API during a test, and a folder for its files. */
export const stand: { folder: string; answerer: Answerer; reports: OrderReport[] } = {
  folder: '',
  answerer: credited,
  reports: [],
};
let server: Server;

beforeEach(async () => {
  stand.folder = await mkdtemp(path.join(tmpdir(), 'orders-'));
  stand.reports = [];
  stand.answerer = credited;
  server = createServer((request, response) => {
    void text(request).then((body) => {
      const send = (status: number, answer: object) =>
        void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
      if (request.url === '/v1/sites/shop') return send(200, site);
      if (request.url !== '/v1/orders') return send(404, { title: 'Not Found', detail: 'there is no site other' });
      const report = JSON.parse(body) as OrderReport;
      const answer = stand.answerer(report);
      if (answer === 'destroy') return void request.socket.destroy();
      stand.reports.push(report);
      return send(answer.status, answer.body);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await rm(stand.folder, { recursive: true, force: true });
});

/** Runs the command over a file of these lines. */
export async function run(
  lines: string[],
  { map, ...more }: Partial<Omit<OrdersImportOptions, 'map'>> & { map?: object } = {},
) {
  const file = path.join(stand.folder, 'orders.csv');
  await writeFile(file, lines.join('\n'));
  const mapFile = map === undefined ? undefined : path.join(stand.folder, 'map.json');
  if (mapFile !== undefined) await writeFile(mapFile, JSON.stringify(map));
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const outcome = await importOrders({
    site: 'shop',
    ...more,
    file,
    map: mapFile,
    management: { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, key: 'local', waits: [1, 1] },
    stdout: stdout as unknown as NodeJS.WriteStream,
    stderr: stderr as unknown as NodeJS.WriteStream,
  }).catch((error: Error) => error);
  stdout.end();
  stderr.end();
  return { outcome, stdout: await text(stdout), stderr: await text(stderr), stateFile: `${file}.progress` };
}

export const head = 'orderId,kind,amount,occurredAt,phone,email,gclid';
export const sale = (id: number) => `${id},sale,129.50,2026-01-31 12:00,030 23125001,,`;
