import { access } from 'node:fs/promises';
import { credited, head, run, sale, stand } from './import-run.ts';

test('lines become reports, in the words of the site', async () => {
  const lines = [
    head,
    '1001,,129.50,2026-01-31 12:00,030 23125001,Jane@Example.com,g-1',
    '1001,refund,9.50,,,,',
    '1001,Cancel,,,,,',
  ];
  const { outcome, stdout } = await run(lines);
  expect([outcome, stdout]).toEqual([0, '3 credited to a call, 0 waiting for one, 0 refused\n']);
  expect(stand.reports.sort((a, b) => (a.eventId > b.eventId ? -1 : 1))).toEqual([
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
    currency: 'EUR',
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
  expect(stderr).toContain('line 4: c: Status must be of kind sale, refund or cancel');
  expect(stand.reports).toEqual([
    expect.objectContaining({
      eventId: 'a',
      orderId: '7',
      revenue: { kind: 'sale', amount: '1299.50', currency: 'EUR' },
    }),
  ]);
});

test('a dry run reports nothing, and says what is wrong with which line', async () => {
  const lines = [
    head,
    sale(1),
    '2,sale,1.299,50,,,',
    '3,sale,free,,030 23125001,,',
    '4,sale,1,31.01.2026,030 23125001,,',
    '5,sale,1,,1234,,',
    '6,sale,1,,,x@,',
    '7,sale,1,,,,',
    '8,sale,,,030 23125001,,',
    ',sale,1,,030 23125001,,',
  ];
  const { outcome, stdout, stderr } = await run(lines, { dryRun: true });
  expect([outcome, stdout, stand.reports]).toEqual([1, '1 would be reported, 8 refused\n', []]);
  const told = stderr.trim().split('\n');
  expect(told.map((line) => /^line (\d+): .*?: (.*)/.exec(line)?.slice(1).join(' '))).toEqual([
    expect.stringMatching(/^3 occurredAt must be a time like 2026-01-31, /),
    expect.stringMatching(
      /^4 amount must be an amount like 1299.50 or 1,299.50; where cents stand after a comma the map/,
    ),
    expect.stringMatching(/^5 occurredAt must be a time like .* year, month and day, in this order$/),
    expect.stringMatching(/^6 phone must be a phone number/),
    expect.stringMatching(/^7 email must be an e-mail address/),
    expect.stringMatching(/^8 the line must say by what the call is found/),
    expect.stringMatching(/^9 amount is required/),
    expect.stringMatching(/^10 must have an eventId or an orderId/),
  ]);
});

test('what the API refuses is told line by line, and the others are taken', async () => {
  stand.answerer = (report) =>
    report.orderId === '2'
      ? { status: 409, body: { title: 'Conflict', detail: 'event sale:2 was reported with other content' } }
      : { status: 202, body: { order: 'o', call: null, state: 'waiting', reason: 'no call' } };
  const { outcome, stdout, stderr } = await run([head, sale(1), sale(2), sale(3)]);
  expect([outcome, stdout]).toEqual([1, '0 credited to a call, 2 waiting for one, 1 refused\n']);
  expect(stderr).toContain('line 3: 2: event sale:2 was reported with other content');
});

test('an import that was interrupted goes on where it stopped', async () => {
  const lines = [head, ...Array.from({ length: 100 }, (_, index) => sale(index))];
  stand.answerer = (report) => (Number(report.orderId) < 48 ? credited(report) : 'destroy');
  const { outcome, stateFile } = await run(lines);
  expect(outcome).toHaveProperty('message', expect.stringContaining('does not answer'));
  stand.answerer = credited;
  const again = await run(lines);
  expect([again.outcome, again.stdout]).toEqual([0, '100 credited to a call, 0 waiting for one, 0 refused\n']);
  expect(again.stderr).toContain('goes on after 48 of 100 orders');
  const early = stand.reports.filter(({ orderId }) => Number(orderId) < 48);
  expect([early.length, new Set(stand.reports.map(({ orderId }) => orderId)).size]).toEqual([48, 100]);
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
  expect(stand.reports).toEqual([]);
});
