import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { readCallMapping } from '../../../../bin/cli/calls-import/call-mapping.ts';
import { importCalls } from '../../../../bin/cli/calls-import/calls-import.ts';
import { readCallsFile } from '../../../../bin/cli/calls-import/read-calls.ts';
import { readRecipients } from '../../../../bin/cli/email/read-recipients.ts';
import { importNumbers } from '../../../../bin/cli/numbers-import.ts';
import { readOrderMap } from '../../../../bin/cli/orders-import/order-map.ts';
import { importOrders } from '../../../../bin/cli/orders-import/orders-import.ts';
import { readOrdersFile } from '../../../../bin/cli/orders-import/read-orders.ts';
import { poolSize } from '../../../../bin/cli/pool-size/pool-size.ts';
import { readHours } from '../../../../bin/cli/pool-size/read-hours.ts';
import { readNumbers } from '../../../../bin/cli/read-numbers.ts';
import { shop as site } from '../../../lambdas/page-api/number-desk.ts';

const now = Date.parse('2026-11-30T12:00:00Z');
const place = { account: 'pbx', carrier: 'generic', country: 'DE', conversions: false } as const;

/** How each command reads a file, and a file with one line for it that ends in a cell of any text. */
const readers = {
  numbers: { read: (content: Buffer) => readNumbers(content), head: 'number;note', line: '+12025550100' },
  recipients: { read: (content: Buffer) => readRecipients(content, {}), head: 'id;note', line: '4711' },
  orders: {
    read: async (content: Buffer) => readOrdersFile(content, await readOrderMap(undefined), site, now),
    head: 'orderId;amount;phone;outcome',
    line: '1;5.00;+493023125001',
  },
  calls: {
    read: async (content: Buffer) => readCallsFile(content, { mapping: await readCallMapping(undefined), place, now }),
    head: 'id;from;to;startedAt;agent',
    line: '1;+493023125001;+493023125100;2026-01-31 12:00:00',
  },
};

describe.each(Object.entries(readers))('a file of %s', (what, { read, head, line }) => {
  const ofLines = (...lines: string[]) => [head, ...lines, ''].join('\n');

  test('with letters beyond ASCII is read in UTF-8, and refused in another encoding', async () => {
    const text = ofLines(`${line};Jörg`);
    expect((await read(Buffer.from(text))).refused).toEqual([]);
    await expect(async () => read(Buffer.from(text, 'latin1'))).rejects.toThrow('line 2 is not UTF-8');
  });

  test('refuses a line with a cell too many by itself, and takes empty or missing ones', async () => {
    const { refused } = await read(Buffer.from(ofLines(`${line};a; b`)));
    const [{ length }, width] = [`${line};a;b`.split(';'), head.split(';').length];
    const reason = expect.stringContaining(`has ${length} fields, the line of headers ${width}`);
    expect(refused).toEqual([expect.objectContaining({ line: 2, reason })]);
    expect((await read(Buffer.from(ofLines(`${line};a;;`)))).refused).toEqual([]);
    expect((await read(Buffer.from(ofLines(line)))).refused).toEqual([]);
  });

  test('with two columns of one name that is used is refused, and of another one is not', async () => {
    const [used = ''] = head.split(';');
    const twice = Buffer.from(`${head};${used.toUpperCase()}\n${line}\n`);
    const { length } = head.split(';');
    await expect(async () => read(twice)).rejects.toThrow(`the file has 2 columns "${used}", 1 and ${length + 1}: `);
    expect((await read(Buffer.from(`${head};x;x\n${line}\n`))).refused).toEqual([]);
  });

  test('with nothing but headers is none', async () => {
    await expect(async () => read(Buffer.from(`${head}\n`))).rejects.toThrow(`has no ${what}, only a line of headers`);
  });
});

test('hours of visits are refused in the same cases', () => {
  expect(() => readHours('time,visits,Time\n2026-11-16 09:00,1,2\n')).toThrow('has 2 columns "time", 1 and 3');
  expect(() => readHours(Buffer.from('time,visits,note\n2026-11-16 09:00,5,J\xf6rg\n', 'latin1'))).toThrow(
    'line 2 is not',
  );
  expect(() => readHours('time,visits\n2026-11-16 09:00,1,200\n')).toThrow(
    'line 2 has 3 fields, the line of headers 2',
  );
});

describe('no command writes over a file that it reads', () => {
  let folder: string;
  const stream = new PassThrough() as unknown as NodeJS.WriteStream;
  const common = { management: { url: 'http://127.0.0.1:1', key: 'k', waits: [] }, stdout: stream, stderr: stream };

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'imports-'));
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  test.each([
    ['numbers import', (file: string) => importNumbers({ ...common, file, pool: 'p', refusedFile: file })],
    ['orders import', (file: string) => importOrders({ ...common, file, site: 's', refused: file })],
    ['orders import', (map: string) => importOrders({ ...common, file: `${map}2`, site: 's', map, refused: map })],
    ['calls import', (file: string) => importCalls({ ...common, file, account: 'a', refused: file })],
    [
      'calls import',
      (mapping: string) => importCalls({ ...common, file: `${mapping}2`, account: 'a', mapping, refused: mapping }),
    ],
    [
      'pool-size',
      (hours: string) => poolSize({ hours, svg: hours, peakShare: 0.1, coverage: 0.9, accuracy: 0.9, currency: 'USD' }),
    ],
  ])('%s', async (_, command) => {
    const file = path.join(folder, 'file');
    await writeFile(file, 'kept');
    await expect(command(file)).rejects.toThrow('are the same file');
    expect(await readFile(file, 'utf8')).toBe('kept');
  });
});
