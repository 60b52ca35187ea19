import { readFileSync } from 'node:fs';
import path from 'node:path';
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

test('every room of the table of rooms is a folder with something in it', () => {
  const [, rooms = ''] = /## Rooms\n([\s\S]*?)\n## /.exec(text) ?? [];
  const folders = [...rooms.matchAll(/^\| `([\w/-]+)\/`/gm)].map(([, folder]) => folder!);
  expect(folders.length).toBeGreaterThan(20);
  for (const folder of folders) expect(() => readFileSync(path.join(root, folder))).toThrow('EISDIR');
});
