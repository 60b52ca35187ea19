import { access, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { run, sent, stand, takeAll } from './import-run.ts';

const head = 'id,from,to,startedAt,answeredAt,endedAt,agent';
const line = (id: number) =>
  `${id},030 23125001,+493023125100,2026-01-31 12:00:00,2026-01-31 12:00:05,2026-01-31 12:01:05,anna`;

test('lines become records, with numbers and times in full', async () => {
  const { outcome, stdout } = await run([head, line(1), '2,anonymous,030 23125-100,1769861700,,1769861710,']);
  expect([outcome, stdout]).toEqual([0, '2 taken, 0 refused\n']);
  expect(stand.parts).toMatchObject([{ account: 'pbx', conversions: false }]);
  expect(sent()).toEqual([
    {
      id: '1',
      direction: 'inbound',
      from: '+493023125001',
      to: '+493023125100',
      startedAt: '2026-01-31T12:00:00.000Z',
      answeredAt: '2026-01-31T12:00:05.000Z',
      endedAt: '2026-01-31T12:01:05.000Z',
      agent: 'anna',
    },
    {
      id: '2',
      direction: 'inbound',
      from: 'anonymous',
      to: '+493023125100',
      startedAt: '2026-01-31T12:15:00.000Z',
      endedAt: '2026-01-31T12:15:10.000Z',
    },
  ]);
});

test('a mapping has the names, words and forms of another program', async () => {
  const mapping = {
    columns: {
      id: 'Nr',
      direction: 'Art',
      from: 'Anrufer',
      to: 'Nummer',
      startedAt: { join: ['Tag', 'Zeit'] },
      answered: 'Status',
      waitSeconds: 'Wartezeit',
      talkSeconds: 'Dauer',
    },
    directions: { eingehend: 'inbound', ausgehend: 'outbound', intern: 'skip' },
    answered: { angenommen: true, verpasst: false },
    times: 'DD.MM.YYYY H:mm',
    timeZone: 'Europe/Berlin',
  };
  const { outcome, stdout } = await run(
    [
      'Nr;Art;Anrufer;Nummer;Tag;Zeit;Status;Wartezeit;Dauer',
      '7;eingehend;030 23125002;030 23125100;01.07.2026;9:05;angenommen;0:09;2:05',
      '8;eingehend;;030 23125100;31.01.2026;14:30;verpasst;30;',
      '9;intern;12;13;31.01.2026;14:30;angenommen;1;5',
      '10;ausgehend;030 23125100;030 23125003;31.01.2026;14:30;angenommen;5;20',
    ],
    { mapping },
  );
  expect([outcome, stdout]).toEqual([0, '3 taken, 0 refused, 1 left out by the mapping\n']);
  expect(sent()).toMatchObject([
    {
      id: '7',
      startedAt: '2026-07-01T07:05:00.000Z',
      answeredAt: '2026-07-01T07:05:09.000Z',
      endedAt: '2026-07-01T07:07:14.000Z',
      waitSeconds: 9,
      talkSeconds: 125,
    },
    { id: '8', startedAt: '2026-01-31T13:30:00.000Z', waitSeconds: 30 },
    { id: '10', direction: 'outbound', from: '+493023125100', to: '+493023125003', talkSeconds: 20 },
  ]);
  expect(sent()[1]).not.toHaveProperty('answeredAt');
});

test('bad cells are told by line and column, and what is mended can be imported', async () => {
  const refused = path.join(stand.folder, 'refused.csv');
  const lines = [
    head,
    line(1),
    '2,x,sales,2026-01-31 12:00:00,,,',
    '3,x,+493023125100,31.01.2026,,,',
    '4,x,+493023125100,2026-01-31 12:00:00,,2026-01-31 11:00:00,',
    '5,x,,2026-01-31 12:00:00,,,',
    '6,x,+493023125100,,,,',
    '7,x,+493023125100,2150-01-31 12:00:00,,,',
    '1,x,+493023125101,2026-01-31 12:00:00,,,',
  ];
  const dry = await run(lines, { dryRun: true });
  expect([dry.outcome, dry.stdout, stand.parts]).toEqual([1, '1 would be imported, 7 refused\n', []]);
  const { outcome, stdout, stderr } = await run(lines, { refused });
  expect([outcome, stdout]).toEqual([1, '1 taken, 7 refused\n']);
  expect(
    stderr
      .trim()
      .split('\n')
      .filter((told) => told.startsWith('line ')),
  ).toEqual([
    expect.stringMatching(/^line 3: 2: to /),
    expect.stringMatching(/^line 4: 3: startedAt must be a time like 2026-01-31 14:30:00/),
    expect.stringMatching(/^line 5: 4: endedAt is before the call began$/),
    expect.stringMatching(/^line 6: 5: to /),
    expect.stringMatching(/^line 7: 6: startedAt must say when the call began$/),
    expect.stringMatching(/^line 8: 7: startedAt .*future/),
    expect.stringMatching(/^line 9: 1: says something else of 1 than line 2$/),
  ]);
  const mended = (await readFile(refused, 'utf8')).replace('31.01.2026', '2026-01-31 09:00:00').split('\n');
  const again = await run(mended.filter((_, index) => index === 0 || index === 2));
  expect([again.outcome, again.stdout]).toEqual([0, '1 taken, 0 refused\n']);
});

test('an import that was interrupted goes on where it stopped', async () => {
  const lines = [head, ...Array.from({ length: 900 }, (_, index) => line(index))];
  stand.answerer = (part) => (Number(part.calls[0]?.id) < 400 ? takeAll(part) : 'destroy');
  const { outcome, stateFile } = await run(lines);
  expect(outcome).toHaveProperty('message', expect.stringContaining('does not answer'));
  stand.answerer = takeAll;
  const again = await run(lines);
  expect([again.outcome, again.stdout]).toEqual([0, '900 taken, 0 refused\n']);
  expect(again.stderr).toContain('goes on after 400 of 900 calls');
  expect(new Set(sent().map(({ id }) => id)).size).toBe(900);
  expect(sent().length).toBe(900);
  await expect(access(stateFile)).rejects.toThrow('ENOENT');
});

test('what the API refuses is told line by line', async () => {
  stand.answerer = ({ calls }) => ({
    results: calls.map(({ id }) => ({
      id,
      result: id === '2' ? 'refused' : 'taken',
      notes: [{ field: 'to', detail: 'is odd' }],
    })),
  });
  const { outcome, stdout, stderr } = await run([head, line(1), line(2)]);
  expect([outcome, stdout]).toEqual([1, '1 taken, 1 refused\n']);
  expect(stderr).toContain('line 3: 2: to is odd');
});

test('without ids calls are named by who called whom and when', async () => {
  const lines = [
    'from,to,startedAt',
    '030 23125001,+493023125100,2026-01-31 12:00:00',
    '030 23125002,+493023125100,2026-01-31 12:00:00',
  ];
  await run([...lines, lines[1]!]);
  const first = sent().map(({ id }) => id);
  stand.parts = [];
  await run(lines);
  expect(sent().map(({ id }) => id)).toEqual(first);
  expect(new Set(first).size).toBe(2);
});

test.each<[string, object | string, RegExp]>([
  [
    'a column that is not there',
    { columns: { from: 'Anrufer' } },
    /no column "Anrufer", which the mapping names for from/,
  ],
  ['an unknown field', { columns: { colour: 'x' } }, /mapping.yaml: .*colour/],
  ['a form of times that is none', { times: 'DD.MM' }, /mapping.yaml: times must be made of YYYY/],
  ['no such time zone', { timeZone: 'Berlin' }, /mapping.yaml: timeZone must be an IANA time zone/],
  ['no such mapping', 'asterix', /asterix cannot be read; a mapping is a file, or one of asterisk/],
])('%s ends the import before it begins', async (_what, mapping, message) => {
  const { outcome } = await run([head, line(1)], { mapping });
  expect(outcome).toHaveProperty('message', expect.stringMatching(message));
});

test('what is neither YAML nor JSON says where', async () => {
  const mapping = path.join(stand.folder, 'broken.yaml');
  await writeFile(mapping, 'columns: [unclosed');
  expect((await run([head, line(1)], { mapping })).outcome).toHaveProperty(
    'message',
    expect.stringMatching(/broken.yaml is neither YAML nor JSON: .*line 1/),
  );
});
