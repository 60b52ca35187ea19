import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { liesInFolder } from '../../../../bin/cli/import-state.ts';
import { giveAll, head, idsOut, lineOf, linesOf, listFile, outFile, stand } from './email-run.ts';

async function piped(lines: readonly string[], ...more: string[]) {
  const command = ['bin/cli.ts', 'email', 'numbers', '/dev/stdin', '--pool', 'news', '--campaign', 'c', ...more];
  await writeFile(listFile(), [head, ...lines, ''].join('\n'));
  // What this process itself pipes is a socket, which nobody can open.
  const child = spawn('sh', ['-c', 'cat "$0" | "$@"', listFile(), process.execPath, ...command], {
    cwd: path.join(__dirname, '../../../..'),
    env: { PATH: process.env.PATH, LEASELINE_URL: stand.url },
  });
  const [stderr] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  return { stderr, code: child.exitCode };
}

test('is refused without --out', async () => {
  expect(await piped([lineOf(1)])).toEqual({
    code: 2,
    stderr: 'error: --out must name the output: /dev/stdin is no file beside which it could lie\n',
  });
  expect(stand.asked).toEqual([]);
});

test('goes on after an interruption by what is noted beside --out', async () => {
  const lines = linesOf(600);
  stand.answerer = (asked) =>
    asked.recipients[0]!.id === '1000' ? giveAll(asked) : { status: 409, body: { title: 'no' } };
  expect(await piped(lines, '--out', outFile())).toEqual({
    code: 2,
    stderr: expect.stringContaining('pool news: no\n'),
  });
  await access(`${outFile()}.progress`);
  stand.answerer = giveAll;
  const again = await piped(lines, '--out', outFile());
  expect(again.code).toBe(0);
  expect(again.stderr).toContain('goes on after 500 of 600 recipients\n');
  expect(await idsOut()).toEqual(lines.map((line) => line.split(',')[0]));
  for (const place of ['/dev/stdin', outFile()]) await expect(access(`${place}.progress`)).rejects.toThrow('ENOENT');
});

test('nothing lies beside a pipe, or what a shell calls standard input', async () => {
  const pipe = path.join(stand.folder, 'pipe');
  await promisify(execFile)('mkfifo', [pipe]);
  expect(await Promise.all([pipe, '/dev/stdin', listFile()].map(liesInFolder))).toEqual([false, false, true]);
});
