import { once } from 'node:events';
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { importOrders, type OrdersImportOptions } from '../../../../bin/cli/orders-import/orders-import.ts';
import type { OrderReport } from '../../../../lambdas/orders/order-report.ts';

const site = {
  id: 'shop',
  name: 'Shop',
  siteKey: 'pk_shop',
  origins: ['https://shop.example'],
  timeZone: 'Europe/Berlin',
  currency: 'EUR',
  country: 'DE',
  consentDefault: 'granted',
};
/** What the stand-in for the API answers to a report; `destroy` drops the connection. */
type Answerer = (report: OrderReport) => { status: number; body: object } | 'destroy';
const credited: Answerer = () => ({ status: 202, body: { order: 'o1', call: 'c1', state: 'credited', reason: 'so' } });

let folder: string;
let server: Server;
let answerer: Answerer;
let reports: OrderReport[];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'orders-'));
  reports = [];
  answerer = credited;
  server = createServer((request, response) => {
    void text(request).then((body) => {
      const send = (status: number, answer: object) =>
        void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
      if (request.url === '/v1/sites/shop') return send(200, site);
      if (request.url !== '/v1/orders') return send(404, { title: 'Not Found', detail: 'there is no site other' });
      const report = JSON.parse(body) as OrderReport;
      const answer = answerer(report);
      if (answer === 'destroy') return void request.socket.destroy();
      reports.push(report);
      return send(answer.status, answer.body);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true, force: true });
});

async function run(
  lines: string[],
  { map, ...more }: Partial<Omit<OrdersImportOptions, 'map'>> & { map?: object } = {},
) {
  const file = path.join(folder, 'orders.csv');
  await writeFile(file, lines.join('\n'));
  const mapFile = map === undefined ? undefined : path.join(folder, 'map.json');
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

const head = 'orderId,kind,amount,occurredAt,phone,email,gclid';
const sale = (id: number) => `${id},sale,129.50,2026-01-31 12:00,030 23125001,,`;

test('lines become reports, in the words of the site', async () => {
  const lines = [
    head,
    '1001,,129.50,2026-01-31 12:00,030 23125001,Jane@Example.com,g-1',
    '1001,refund,9.50,,,,',
    '1001,Cancel,,,,,',
  ];
  const { outcome, stdout } = await run(lines);
  expect([outcome, stdout]).toEqual([0, '3 credited to a call, 0 waiting for one, 0 refused\n']);
  expect(reports.sort((a, b) => (a.eventId > b.eventId ? -1 : 1))).toEqual([
    {
      site: 'shop',
      eventId: 'sale:1001',
      orderId: '1001',
      occurredAt: '2026-01-31T11:00:00.000Z',
      revenue: { kind: 'sale', amount: '129.50', currency: 'EUR' },
      find: { phone: '+493023125001', email: 'jane@example.com', clickId: { gclid: 'g-1' } },
    },
    {
      site: 'shop',
      eventId: 'refund:1001',
      orderId: '1001',
      revenue: { kind: 'refund', amount: '9.50', currency: 'EUR' },
    },
    { site: 'shop', eventId: 'cancel:1001', orderId: '1001', revenue: { kind: 'cancel' } },
  ]);
});

test('a map has the names and words of another program', async () => {
  const map = {
    columns: { orderId: 'Beleg', amount: 'Summe', phone: 'Telefon', kind: 'Status', eventId: 'Nr' },
    kinds: { Verkauft: 'sale', offen: 'skip' },
    decimal: ',',
    currency: 'CHF',
  };
  const lines = [
    'Nr;Beleg;Status;Summe;Telefon',
    'a;7;Verkauft;1.299,50;030 23125001',
    'b;8;offen;1;',
    'c;9;?;1;030 23125001',
  ];
  const { outcome, stdout, stderr } = await run(lines, { map });
  expect(outcome).toBe(1);
  expect(stdout).toBe('1 credited to a call, 0 waiting for one, 1 refused, 1 left out by the map\n');
  expect(stderr).toContain('line 4: c: revenue.kind must be of kind sale, refund or cancel');
  expect(reports).toEqual([
    expect.objectContaining({
      eventId: 'a',
      orderId: '7',
      revenue: { kind: 'sale', amount: '1299.50', currency: 'CHF' },
    }),
  ]);
});

test('a dry run reports nothing, and says what is wrong with which line', async () => {
  const lines = [
    head,
    sale(1),
    '2,sale,1.299,50,,,',
    '3,sale,free,,030 23125001,,',
    '4,sale,1,tomorrow,030 23125001,,',
    '5,sale,1,,1234,,',
    '6,sale,1,,,x@,',
    '7,sale,1,,,,',
  ];
  const refused = path.join(folder, 'refused.csv');
  const { outcome, stdout } = await run(lines, { dryRun: true, refused });
  expect([outcome, stdout, reports]).toEqual([1, '1 would be reported, 6 refused\n', []]);
  const told = (await readFile(refused, 'utf8')).trim().split('\n');
  expect(told[0]).toBe('line,order,reason');
  expect(told.slice(1).map((line) => /^"(\d)","\d","(\w+)/.exec(line)?.slice(1))).toEqual([
    ['3', 'occurredAt'],
    ['4', 'amount'],
    ['5', 'occurredAt'],
    ['6', 'phone'],
    ['7', 'email'],
    ['8', 'find'],
  ]);
});

test('what the API refuses is told line by line, and the others are taken', async () => {
  answerer = (report) =>
    report.orderId === '2'
      ? { status: 409, body: { title: 'Conflict', detail: 'event sale:2 was reported with other content' } }
      : { status: 202, body: { order: 'o', call: null, state: 'waiting', reason: 'no call' } };
  const { outcome, stdout, stderr } = await run([head, sale(1), sale(2), sale(3)]);
  expect([outcome, stdout]).toEqual([1, '0 credited to a call, 2 waiting for one, 1 refused\n']);
  expect(stderr).toContain('line 3: 2: event sale:2 was reported with other content');
});

test('an import that was interrupted goes on where it stopped', async () => {
  const lines = [head, ...Array.from({ length: 100 }, (_, index) => sale(index))];
  answerer = (report) => (Number(report.orderId) < 48 ? credited(report) : 'destroy');
  const { outcome, stateFile } = await run(lines);
  expect(outcome).toHaveProperty('message', expect.stringContaining('does not answer'));
  answerer = credited;
  const again = await run(lines);
  expect([again.outcome, again.stdout]).toEqual([0, '100 credited to a call, 0 waiting for one, 0 refused\n']);
  expect(again.stderr).toContain('goes on after 48 of 100 orders');
  const early = reports.filter(({ orderId }) => Number(orderId) < 48);
  expect([early.length, new Set(reports.map(({ orderId }) => orderId)).size]).toEqual([48, 100]);
  await expect(access(stateFile)).rejects.toThrow('ENOENT');
});

test('a long import says how far it is', async () => {
  const { stderr } = await run([head, ...Array.from({ length: 500 }, (_, index) => sale(index))]);
  const told = stderr.trim().split('\n');
  expect(told.at(-1)).toBe('500 of 500 orders');
  expect(told.length).toBeGreaterThan(10);
  expect(told.length).toBeLessThan(60);
});

test.each([
  ['a file without ids', ['amount,phone', '1,2'], {}, 'neither a column eventId nor orderId'],
  ['a column that is not there', [head], { map: { columns: { amount: 'Sum' } } }, 'no column "Sum"'],
  ['a map with a field that is none', [head], { map: { colums: {} } }, 'map.json'],
  ['a site that is not there', [head], { site: 'other' }, 'there is no site other'],
  ['an empty file', [''], {}, 'empty'],
])('%s ends the import before it begins', async (_what, lines, options, sentence) => {
  expect((await run(lines, options)).outcome).toHaveProperty('message', expect.stringContaining(sentence));
  expect(reports).toEqual([]);
});
