import { link, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { filesOfImport, requireDistinctFiles } from '../../../bin/cli/distinct-files.ts';

let folder: string;
const at = (name: string) => path.join(folder, name);

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'files-'));
  await writeFile(at('list.csv'), 'id\n1\n');
  await mkdir(at('real'));
  await symlink(at('real'), at('alias'));
  await symlink(at('list.csv'), at('soft.csv'));
  await link(at('list.csv'), at('hard.csv'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

test.each([
  ['by its name', 'list.csv', 'list.csv'],
  ['by a relative one', 'list.csv', path.join('real', '..', 'list.csv')],
  ['by a symbolic link', 'list.csv', 'soft.csv'],
  ['by a hard link', 'list.csv', 'hard.csv'],
  ['before it exists, through a linked folder', path.join('real', 'new.csv'), path.join('alias', 'new.csv')],
  ['before its folder exists', path.join('none', 'new.csv'), path.join('none', '.', 'new.csv')],
])('two that are one %s are refused', async (_, one, other) => {
  const same = requireDistinctFiles({ 'the list': at(one), '--out': undefined, '--refused': at(other) });
  await expect(same).rejects.toThrow(/^the list and --refused are the same file, .*: nothing was done/);
});

test('the notes of progress are a file, too', async () => {
  const refused = { ...filesOfImport(at('list.csv')), '--refused': at('list.csv.progress') };
  await expect(requireDistinctFiles(refused)).rejects.toThrow('its notes of progress and --refused are the same file');
});

test('others are others, and what is not named is none', async () => {
  const files = { ...filesOfImport(at('list.csv')), '--map': undefined, '--refused': at('refused.csv') };
  await expect(requireDistinctFiles(files)).resolves.toBeUndefined();
});
