import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, appendFile, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  type Asked,
  giveAll,
  head,
  idsOut,
  lineOf,
  linesOf,
  listFile,
  outFile,
  output,
  run,
  stand,
  stateFile,
} from './email-run.ts';

const root = path.join(__dirname, '../../../..');
const lines = linesOf(4300);
const ids = lines.map((line) => line.split(',')[0]);

test('killed in the middle, the same command goes on: each recipient is in the output once, in the order of the list', async () => {
  await writeFile(listFile(), [head, ...lines, ''].join('\n'));
  const start = () =>
    spawn(process.execPath, ['bin/cli.ts', 'email', 'numbers', listFile(), '--pool', 'news', '--campaign', 'spring'], {
      cwd: root,
      env: { PATH: process.env.PATH, LEASELINE_URL: stand.url },
    });
  for (const parts of [2, 5]) {
    stand.answerer = (asked) => (isWithin(parts, asked) ? giveAll(asked) : new Promise(() => {}));
    const child = start();
    await until(async () => (await stateOf())?.done === parts * 500);
    child.kill('SIGKILL');
    await once(child, 'exit');
    // As if it had died right after it had written more than it could note.
    await appendFile(outFile(), 'half a li');
  }
  stand.answerer = giveAll;
  const before = stand.asked.length;
  const child = start();
  await once(child, 'exit');
  expect(child.exitCode).toBe(0);
  expect(await idsOut()).toEqual(ids);
  expect(stand.asked.length - before).toBe(4);
  expect(new Set(stand.asked.map(({ until }) => until)).size).toBe(1);
  await expect(access(stateFile())).rejects.toThrow('ENOENT');
});

/** Of the first parts of the list. */
const isWithin = (parts: number, { recipients }: Asked) => Number(recipients[0]!.id) < 1000 + parts * 500;

async function stateOf(): Promise<{ done: number } | undefined> {
  return JSON.parse(await readFile(stateFile(), 'utf8').catch(() => 'null'));
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** A run that ends after so many parts. */
async function interrupted(parts: number) {
  const no = { status: 409, body: { title: 'No', detail: 'no' } };
  stand.answerer = (asked) => (isWithin(parts, asked) ? giveAll(asked) : no);
  const { outcome } = await run([head, ...lines]);
  expect(String(outcome)).toContain('pool news: no');
  stand.answerer = giveAll;
  stand.asked = [];
}

test('what was done is not done again', async () => {
  await interrupted(2);
  const { outcome, stderr } = await run([head, ...lines]);
  expect(outcome).toBe(0);
  expect(stderr).toMatch(/^goes on after 1000 of 4300 recipients\n/);
  expect(stand.asked).toHaveLength(7);
  expect(await idsOut()).toEqual(ids);
});

test.each([
  ['another campaign', () => run([head, ...lines], { campaign: 'summer' })],
  ['another tool', () => run([head, ...lines], { tool: 'brevo' })],
  ['a list with another line further up', () => run([head, lineOf(1), ...lines.slice(1)])],
  [
    'an output that is gone',
    async () => {
      await rm(outFile());
      return run([head, ...lines]);
    },
  ],
  [
    'an output that is shorter',
    async () => {
      await truncate(outFile(), 100);
      return run([head, ...lines]);
    },
  ],
  [
    'a state that is none',
    async () => {
      await writeFile(stateFile(), '{"job":');
      return run([head, ...lines]);
    },
  ],
])('%s begins anew', async (_, again) => {
  await interrupted(2);
  const { outcome, stderr } = await again();
  expect(outcome).toBe(0);
  expect(stderr).not.toContain('goes on');
  expect(stand.asked.flatMap(({ recipients }) => recipients)).toHaveLength(4300);
  expect((await output()).length).toBe(4301);
});

describe('a list that ends in the middle', () => {
  test.each([
    ['of its columns', '1003,r10', 'is where the list ends, in the middle'],
    ['of a quoted cell', '1003,r1003@shop.example,"Na', 'is not CSV: a quote is never closed'],
    ['of the second line of a cell', '1003,r1003@shop.example,"Na\nme', 'is not CSV: a quote is never closed'],
  ])('%s refuses that line; the whole list goes on with it', async (_, cut, reason) => {
    const whole = linesOf(8);
    const first = await run([head, ...whole.slice(0, 3), cut], { isCut: true });
    expect(first.outcome).toBe(1);
    expect(first.stderr).toMatch(/^line 5: 1003.*; the whole list, mended, under the same name, goes on from here$/m);
    expect(first.stderr).toContain(reason);
    expect(await idsOut()).toEqual(['1000', '1001', '1002']);
    stand.asked = [];
    const second = await run([head, ...whole]);
    expect(second).toMatchObject({ outcome: 0, stderr: expect.stringContaining('goes on after 3 of 8 recipients\n') });
    expect(stand.asked.flatMap(({ recipients }) => recipients.map(({ id }) => id))).toEqual(
      whole.slice(3).map((line) => line.split(',')[0]),
    );
    expect(await idsOut()).toEqual(whole.map((line) => line.split(',')[0]));
    await expect(access(stateFile())).rejects.toThrow('ENOENT');
  });

  test('but a last line that only lacks its line break is whole', async () => {
    expect(await run([head, ...linesOf(2)], { isCut: true })).toMatchObject({ outcome: 0 });
    expect(await idsOut()).toEqual(['1000', '1001']);
  });
});

test('what was refused before an interruption is told at the end', async () => {
  stand.answerer = (asked) => {
    const at = asked.recipients.findIndex(({ id }) => id === '1005');
    const errors = [{ field: `recipients[${at}].id`, detail: 'must be another one' }];
    if (at !== -1) return { status: 400, body: { title: 'No', errors } };
    return isWithin(2, asked) ? giveAll(asked) : { status: 409, body: { title: 'No' } };
  };
  expect(String((await run([head, ...lines])).outcome)).toContain('No');
  stand.answerer = giveAll;
  const { outcome, stderr } = await run([head, ...lines]);
  expect(outcome).toBe(1);
  expect(stderr).toContain('line 7: 1005: id must be another one\n');
  expect(await idsOut()).toEqual(ids.filter((id) => id !== '1005'));
  expect(await readFile(listFile(), 'utf8')).toContain('1005');
});

test('two runs at a time do not mix: one of them ends, and the same command mends it', async () => {
  stand.answerer = async (asked) => {
    if (!isWithin(3, asked)) {
      await until(async () => (await stateOf())?.done === 1500);
      await appendFile(outFile(), 'of another run');
    }
    return giveAll(asked);
  };
  expect(String((await run([head, ...lines])).outcome)).toContain('the same command must not run twice at a time');
  stand.answerer = giveAll;
  expect((await run([head, ...lines])).outcome).toBe(0);
  expect(await idsOut()).toEqual(ids);
});
