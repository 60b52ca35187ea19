import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { LocalRun } from '../../start-local-run.ts';

const root = path.join(import.meta.dirname, '../../..');

/** `numbers import` of these numbers; how long it took, s. @throws unless all were added */
export async function importByCommand(run: LocalRun, pool: string, numbers: readonly string[]): Promise<number> {
  const folder = await mkdtemp(path.join(tmpdir(), 'leaseline-import-'));
  try {
    const file = path.join(folder, 'numbers.csv');
    await writeFile(file, ['number', ...numbers, ''].join('\n'));
    const started = performance.now();
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['bin/cli.ts', 'numbers', 'import', file, '--pool', pool],
      { cwd: root, env: { ...process.env, LEASELINE_URL: run.url, LEASELINE_KEY: run.key } },
    ).catch((failed: { stdout?: string }) => ({ stdout: failed.stdout ?? 'the command failed' }));
    const seconds = (performance.now() - started) / 1000;
    if (stdout !== `${numbers.length} added, 0 already there, 0 refused\n`) throw new Error(stdout);
    return seconds;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
