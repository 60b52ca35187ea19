import { access, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readCsv } from '../../../../bin/cli/csv/read-csv.ts';
import { mergeFields } from '../../../../bin/cli/email/merge-fields.ts';
import {
  giveAll,
  head,
  idsOut,
  lineOf,
  listFile,
  outFile,
  output,
  refuse,
  run,
  stand,
  stateFile,
} from './email-run.ts';

const asFile = async (name: string, content: string | Buffer) => {
  const file = path.join(stand.folder, name);
  await writeFile(file, content);
  return file;
};

describe('a list in another encoding', () => {
  test('is refused before anything is sent or written', async () => {
    const content = Buffer.from(
      'id;email;name\nJ\xf6rg;a@shop.example;J\xf6rg\nJ\xe4rg;b@shop.example;B\xe4r\n',
      'latin1',
    );
    const { outcome } = await run(content);
    expect(String(outcome)).toContain('line 2 is not UTF-8');
    expect(stand.asked).toEqual([]);
    await expect(access(outFile())).rejects.toThrow('ENOENT');
  });

  test('that is UTF-16 gives all recipients numbers, and an output that spreadsheets understand', async () => {
    const { outcome } = await run(Buffer.from('\uFEFFid\tname\n4711\tJörg\n4712\tBär, Ben\n', 'utf16le'));
    expect(outcome).toBe(0);
    expect(stand.asked[0]!.recipients).toEqual([{ id: '4711' }, { id: '4712' }]);
    const { records, form } = readCsv(await readFile(outFile()));
    expect(form).toEqual({ delimiter: '\t', hasMark: true });
    expect(records.map(({ cells }) => cells.slice(0, 2))).toEqual([
      ['id', 'name'],
      ['4711', 'Jörg'],
      ['4712', 'Bär, Ben'],
    ]);
  });
});

test('a recipient whose letters are put together otherwise is the same, and so is a column', async () => {
  const options = { idColumn: 'Schl\u00fcssel' };
  const { outcome } = await run(Buffer.from('Schlu\u0308ssel\nZoe\u0308\nZo\u00eb\n'), options);
  expect(outcome).toBe(1);
  expect(stand.asked[0]!.recipients).toEqual([{ id: 'Zo\u00eb' }]);
});

test.each([
  [';', ''],
  ['\t', ''],
  [',', '\uFEFF'],
  [';', '\uFEFF'],
])('output and refused lines keep delimiter %j and mark %j, also over several parts', async (delimiter, mark) => {
  const lines = Array.from({ length: 600 }, (_, at) => [at, `r${at}@shop.example`, 'Ben'].join(delimiter));
  const refused = path.join(stand.folder, 'refused.csv');
  const all = [
    `${mark}${['id', 'email', 'name'].join(delimiter)}`,
    ...lines,
    ['', 'x@shop.example', ''].join(delimiter),
  ];
  expect((await run(all, { refused })).outcome).toBe(1);
  const text = await readFile(outFile(), 'utf8');
  expect(text.split('\n')[0]).toBe(`${mark}${['id', 'email', 'name', ...mergeFields('plain')].join(delimiter)}`);
  expect(text.lastIndexOf('\uFEFF')).toBe(mark === '' ? -1 : 0);
  expect(text.split('\n')).toHaveLength(602);
  expect((await readFile(refused, 'utf8')).split('\n')[0]).toBe(
    `${mark}${['id', 'email', 'name', 'refused line', 'refused because'].map((name) => `"${name}"`).join(delimiter)}`,
  );
});

describe('two files that are one are refused, and neither is lost', () => {
  test.each([
    ['--refused', 'the list', { refused: 'list.csv' }],
    ['--refused', '--out', { refused: 'list.numbers.csv' }],
    ['--refused', 'its notes of progress', { refused: 'list.csv.progress' }],
    ['--out', 'the list', { out: 'list.csv' }],
    ['--refused', '--out', { out: 'one.csv', refused: 'one.csv' }],
  ] as const)('%s and %s', async (one, other, names) => {
    await asFile('list.numbers.csv', 'of before');
    const files = Object.fromEntries(Object.entries(names).map(([use, name]) => [use, path.join(stand.folder, name)]));
    const { outcome } = await run([head, lineOf(1)], files);
    expect(String(outcome)).toContain(`${other} and ${one} are the same file`);
    expect(stand.asked).toEqual([]);
    expect(await readFile(outFile(), 'utf8')).toBe('of before');
    expect(await readFile(listFile(), 'utf8')).toBe(`${head}\n${lineOf(1)}\n`);
    await expect(access(stateFile())).rejects.toThrow('ENOENT');
  });
});

test('a line of more fields than headers is refused with all of them; mended, it can be given again', async () => {
  const refused = path.join(stand.folder, 'refused.csv');
  const lines = ['id,email,name,creative', '1,a@shop.example,Müller, Anna,red', '2,b@shop.example,Ben'];
  const { outcome, stderr } = await run(lines, { refused });
  expect(outcome).toBe(1);
  expect(stderr).toContain('line 2: 1: has 5 fields, the line of headers 4: ');
  expect(await idsOut()).toEqual(['2']);
  const written = await readFile(refused, 'utf8');
  expect(written).toContain('"1","a@shop.example","Müller","Anna","2","has 5 fields');
  expect(written).toContain(',"red"\n');
  const mended = ['id,email,name,creative,refused line,refused because', '1,a@shop.example,"Müller, Anna",red,2,has 5'];
  expect((await run(mended, { refused })).outcome).toBe(0);
  expect((await output())[1]).toContain('1,a@shop.example,"Müller, Anna",red,');
});

test('a list of nobody is no list', async () => {
  const { outcome } = await run([head]);
  expect(String(outcome)).toContain('the list has no recipients, only a line of headers');
  await expect(access(outFile())).rejects.toThrow('ENOENT');
});

test('what is wrong with a name of a parameter is told of its line', async () => {
  const detail = 'must have at most 40 characters';
  const name = 'x'.repeat(41);
  stand.answerer = () => refuse(400, [{ field: `recipients[0].params.${name}`, detail }]);
  const { stderr } = await run([`id,${name}`, '1,x'], { param: [name] });
  expect(stderr).toContain(`line 2: 1: params.${name} ${detail}`);
});

test('a name that no parameter can have is told of its column, before anything is sent', async () => {
  const { outcome } = await run(['id,__proto__', '1,x'], { param: ['__proto__'] });
  expect(String(outcome)).toContain('line 1, column 2: "__proto__" is a name that no parameter can have');
  expect(stand.asked).toEqual([]);
});

test('a list whose parts are larger than the API takes is sent in smaller ones; a line that is too large alone is refused', async () => {
  const notes = (id: number) => (id === 1007 ? 'far too much'.repeat(500) : 'much'.repeat(20));
  const lines = Array.from({ length: 40 }, (_, at) => `${1000 + at},${notes(1000 + at)}`);
  const largest = 2000;
  stand.answerer = (asked) =>
    JSON.stringify(asked).length > largest
      ? refuse(413, [], `the body must be at most ${largest} bytes`)
      : giveAll(asked);
  const { outcome, stderr } = await run(['id,notes', ...lines], { param: ['notes'] });
  expect(outcome).toBe(1);
  expect(await idsOut()).toEqual(lines.map((line) => line.split(',')[0]).filter((id) => id !== '1007'));
  expect(stderr).toContain('line 9: 1007: the body must be at most 2000 bytes');
});
