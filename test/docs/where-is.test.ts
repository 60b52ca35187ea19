import { globSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { slices } from '../architecture/import-rules.ts';
import { readPaper, root } from './markdown.ts';

const { text } = readPaper('docs/architecture.md');
const [, table = ''] = /## Where is\n([\s\S]*?)\n## /.exec(text) ?? [];
const rows = [...table.matchAll(/^\| (.+?) \| `(.+?)` \| `(.+?)` \|$/gm)].map(([, ...cells]) => cells);

test('the table of questions is there', () => {
  expect(rows.length).toBeGreaterThan(10);
});

test.each([
  'a referrer become a source',
  'wins the race',
  'a conversion get its id',
  'a webhook signed',
  'phone rings',
  'limits a network',
  'a fault injected',
])('the table answers who asks about "%s"', (words) => {
  expect(rows.map(([question]) => question)).toContainEqual(expect.stringContaining(words));
});

test.each(rows)('%s: %s has %s', (_question, file, name) => {
  const source = readFileSync(path.join(root, file!), 'utf8');
  expect(source).toMatch(new RegExp(`^export (?:async )?(?:function|const) ${name!}\\b`, 'm'));
});

const [, rooms = ''] = /## Rooms\n([\s\S]*?)\n## /.exec(text) ?? [];
/** The rows of the table of rooms: their folders, and all that they say. */
const roomRows = rooms
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => {
    const [first = '', ...beside] = [...(line.split(' | ')[0] ?? '').matchAll(/`([\w/-]+)\/`/g)].map(
      ([, name]) => name!,
    );
    return { folders: [first, ...beside.map((name) => path.join(first, '..', name))], line };
  });

test('every room of the table of rooms is a folder', () => {
  const folders = roomRows.flatMap((row) => row.folders);
  expect(folders.length).toBeGreaterThan(20);
  for (const folder of folders)
    expect([folder, statSync(path.join(root, folder)).isDirectory()]).toEqual([folder, true]);
});

test('every folder is a room of the table, or named in the row of the one that it is in', () => {
  const folders = globSync(
    ['lambdas', 'lib', 'web'].map((top) => `${top}/**/*.{ts,tsx}`),
    { cwd: root },
  )
    .map((file) => path.dirname(file))
    .filter((folder) => folder !== 'web' && folder.split('/').length <= 3);
  const isNamed = (folder: string) =>
    roomRows.some((row) => row.folders.includes(folder)) ||
    roomRows.some(
      (row) => row.folders.includes(path.dirname(folder)) && row.line.includes(`\`${path.basename(folder)}/\``),
    );
  expect([...new Set(folders)].filter((folder) => !isNamed(folder))).toEqual([]);
});

test('the rooms of lambdas/ are told from the lowest to the highest', () => {
  const told = roomRows.flatMap(({ folders }) => /^lambdas\/([\w-]+)/.exec(folders[0]!)?.[1] ?? []);
  expect(told).toEqual(slices.flatMap((slice) => told.filter((name) => name === slice)));
});
