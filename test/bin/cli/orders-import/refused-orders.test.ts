import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { head, run, sale, stand } from './import-run.ts';

describe('what the API would refuse', () => {
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
  test.each([
    [
      'another currency',
      'orderId,amount,currency,phone',
      '1,5,CHF,030 23125001',
      "currency must be the site's currency, EUR",
    ],
    ['more digits than the currency has', 'orderId,amount,phone', '1,5.123,030 23125001', 'amount '],
    [
      'a time to come',
      'orderId,amount,occurredAt,phone',
      `1,5,${tomorrow},030 23125001`,
      'occurredAt must not be in the future',
    ],
    ['a sum below zero', 'orderId,amount,phone', '1,-5,030 23125001', 'amount must be a decimal amount'],
    [
      'too long an outcome',
      'orderId,amount,phone,outcome',
      `1,5,030 23125001,${'x'.repeat(101)}`,
      'outcome must have at most 100 characters',
    ],
    [
      'a word that is no kind',
      'orderId,kind,amount,phone',
      '1,storno,5,030 23125001',
      'kind must be of kind sale, refund or cancel',
    ],
    ['a cancellation of nothing', 'eventId,kind', '1,cancel', 'the line must name the event that is cancelled'],
    [
      'items of a cancellation',
      'orderId,kind,sku,quantity,itemAmount',
      '1,cancel,T,1,5',
      'line items must only be given with',
    ],
    [
      'an item without its number',
      'orderId,amount,phone,sku,itemAmount',
      '1,5,030 23125001,T,5',
      'quantity is required',
    ],
    [
      'an item of no price',
      'orderId,amount,phone,sku,quantity,itemAmount',
      '1,5,030 23125001,T,1,5.001',
      'itemAmount ',
    ],
  ])('a dry run refuses %s, in the words of the file, as the import does', async (_what, columns, line, reason) => {
    const dry = await run([columns, line], { dryRun: true });
    expect(dry.stderr).toMatch(/^line 2: /);
    expect(dry.stderr.slice(dry.stderr.indexOf(': ', 8) + 2)).toMatch(new RegExp(`^${reason}`));
    const real = await run([columns, line]);
    expect([real.outcome, real.stderr.split('\n')[0], stand.reports]).toEqual([1, dry.stderr.trim(), []]);
  });
});

test('the same event told in another way is refused, the very same line is told once', async () => {
  const { stderr, stdout } = await run([head, sale(1), sale(2), sale(1), sale(2).replace('129.50', '5')], {
    dryRun: true,
  });
  expect(stdout).toBe('2 would be reported, 1 refused\n');
  expect(stderr).toBe('line 5: 2: says something else of sale:2 than line 3\n');
});

test('line items stand in lines of their own, and one that cannot be read refuses its order', async () => {
  const columns = 'orderId;amount;phone;sku;itemName;quantity;itemAmount';
  const lines = [
    columns,
    '1;150,00;030 23125001;TILE;Roof tile;50;1.129,50',
    '1;;;NAIL;;2,5;20,50',
    '2;5,00;030 23125002;TILE;;1;5,00',
    '1;150,00;;GLUE;;1;0',
    '2;;;NAIL;;many;1',
    '1;;;NAIL;;2,5;20,50',
  ];
  const refused = path.join(stand.folder, 'refused.csv');
  const { stdout, stderr } = await run(lines, { map: { decimal: ',' }, refused });
  expect(stand.reports).toMatchObject([
    {
      eventId: 'sale:1',
      items: [
        { sku: 'TILE', name: 'Roof tile', quantity: 50, amount: '1129.50' },
        { sku: 'NAIL', quantity: 2.5, amount: '20.50' },
        { sku: 'GLUE', quantity: 1, amount: '0' },
      ],
    },
  ]);
  expect(stdout).toBe('1 credited to a call, 0 waiting for one, 1 refused\n');
  expect(stderr).toContain('line 4: 2: line 6: quantity must be a number like 3 or 2.5');
  expect((await readFile(refused, 'utf8')).match(/^"2";/gm)).toHaveLength(2);
});

test('two line items that are the same count both, unless the file says all of it again', async () => {
  const order = (id: number) => [`${id},30,030 23125001,TILE,1,10`, `${id},,,TILE,1,10`, `${id},,,NAIL,1,10`];
  const twice = (id: number) => [order(id)[0]!, order(id)[0]!, order(id)[2]!];
  const columns = 'orderId,amount,phone,sku,quantity,itemAmount';
  const file = [columns, ...twice(1), ...order(2), ...order(3), order(3)[1]!];
  const skus = () =>
    stand.reports.map(({ eventId, items = [] }) => `${eventId} ${items.map(({ sku }) => sku).join()}`).sort();
  const all = ['sale:1 TILE,TILE,NAIL', 'sale:2 TILE,TILE,NAIL', 'sale:3 TILE,TILE,NAIL,TILE'];
  for (const again of [[], file, file.slice(1), order(1)]) {
    stand.reports = [];
    const { stdout } = await run([...file, ...again]);
    expect({ told: skus(), stdout }).toEqual({
      told: all,
      stdout: '3 credited to a call, 0 waiting for one, 0 refused\n',
    });
  }
});

test('the file of refused lines, mended, is imported again as it is', async () => {
  const refused = path.join(stand.folder, 'refused.csv');
  const map = { columns: { orderId: 'No.', amount: 'Sum', phone: 'Phone' }, decimal: ',' };
  const lines = [
    'No.;Sum;Phone;Note',
    '1;5,00;+493023125001;a',
    '2;1.299.50;+493023125002;"says ""=1+1"""',
    '3;-;+493023125003;=1+1',
  ];
  expect((await run(lines, { map, refused })).outcome).toBe(1);
  const told = await readFile(refused, 'utf8');
  expect(told.split('\n')[0]).toBe('"No.";"Sum";"Phone";"Note";"refused line";"refused because"');
  expect(told).toContain(`"'=1+1"`);
  const again = await run(told.trim().split('\n'), { map, refused });
  expect(again.stdout).toBe('0 credited to a call, 0 waiting for one, 2 refused\n');
  const mended = (await readFile(refused, 'utf8')).replace('1.299.50', '1.299,50').replace(`"'-"`, '"7"');
  expect(mended.split('\n')[0]).toBe(told.split('\n')[0]);
  const { outcome } = await run(mended.trim().split('\n'), { map });
  expect(outcome).toBe(0);
  expect(stand.reports.map(({ eventId, revenue, find }) => [eventId, revenue, find?.phone])).toEqual([
    ['sale:1', { kind: 'sale', amount: '5.00', currency: 'EUR' }, '+493023125001'],
    ['sale:2', { kind: 'sale', amount: '1299.50', currency: 'EUR' }, '+493023125002'],
    ['sale:3', { kind: 'sale', amount: '7', currency: 'EUR' }, '+493023125003'],
  ]);
});

test('an order whose items may go on behind a bad quote is refused with it, and those above are imported', async () => {
  const columns = 'orderId,amount,phone,sku,itemName,quantity,itemAmount';
  const lines = ['1,5,030 23125001,A,Ring,1,5', '2,9,030 23125002,A,Ring,1,5', '2,,,B,"12" plate",1,4'];
  const { outcome, stderr } = await run([columns, ...lines, '3,5,030 23125003,A,Ring,1,5']);
  expect(outcome).toBe(1);
  expect(stderr).toMatch(/^line 3: 2: may have more items .*\nline 4: 2,,,B,"12" plate",1,4: is not CSV: /m);
  expect(stand.reports.map(({ orderId }) => orderId)).toEqual(['1']);
});
