import { mkdtempSync, readFileSync, rmSync, symlinkSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { createFunctionLog, warningIn } from '../../src/lambda/function-log.ts';
import { eventually } from '../eventually.ts';

describe('a line that a function prints', () => {
  it.each([
    [
      'an error with its cause',
      { level: 'ERROR', message: { text: 'request failed', failure: { message: 'no table' } } },
      'ERROR request failed: no table',
    ],
    ['an entry with facts', { level: 'WARN', message: { text: 'slow', ms: 3 } }, 'WARN slow'],
    ['a warning', { level: 'WARN', message: 'slow' }, 'WARN slow'],
    ['several lines', { level: 'ERROR', message: 'one\n  two' }, 'ERROR one two'],
  ])('is said on the console if it is %s', (_, entry, said) => {
    expect(warningIn(JSON.stringify(entry))).toBe(said);
  });

  it.each([
    ['news', JSON.stringify({ level: 'INFO', message: 'started' })],
    ['metrics', JSON.stringify({ _aws: {} })],
    ['plain text', 'ERROR in words'],
    ['broken JSON', '{"level":"ERROR"'],
  ])('only goes to the file if it is %s', (_, line) => {
    expect(warningIn(line)).toBeUndefined();
  });
});

describe('the log of a function', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'log-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('says once that the disk is full, and goes on when it is not', async () => {
    const file = path.join(folder, 'full.log');
    symlinkSync('/dev/full', file);
    const warnings: string[] = [];
    const log = createFunctionLog(folder, 'full', { info: () => {}, warn: (text) => warnings.push(text) });
    const printed = new PassThrough();
    log.add(printed);
    for (let line = 0; line < 3; line++) {
      printed.write(`lost ${line}\n`);
      await sleep(20);
    }
    await eventually(async () => warnings.length > 0);
    unlinkSync(file);
    await eventually(async () => {
      printed.write('kept\n');
      return readOrNothing(file).includes('kept');
    });
    log.close();
    expect(readOrNothing(file)).toMatch(/^(kept\n)+$/);
    expect(warnings).toEqual([
      'full: the log is not written. The disk of the data folder cannot be written: it is full.',
    ]);
  });
});

function readOrNothing(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
