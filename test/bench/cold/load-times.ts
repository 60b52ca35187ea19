import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const script = `
  const started = performance.now();
  require(process.argv[1]);
  process.stdout.write(String(performance.now() - started));
`;

/** ms that each of these files takes to load in so many fresh processes, one after the other and in turn. */
export async function loadTimes(files: readonly string[], times: number): Promise<number[][]> {
  const all: number[][] = files.map(() => []);
  // The first round only brings the files into the system's memory.
  for (let round = 0; round <= times; round++) {
    for (const [index, file] of files.entries()) {
      const ms = await loadTime(file);
      if (round > 0) all[index]?.push(ms);
    }
  }
  return all;
}

async function loadTime(file: string): Promise<number> {
  const env = { ...process.env, AWS_REGION: 'us-east-1' };
  const { stdout } = await run(process.execPath, ['--eval', script, file], { env });
  return Number(stdout);
}

export function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Median of `values[i] / others[i]`: what slows the machine down for a while slows both of a pair. */
export function medianRatio(values: readonly number[], others: readonly number[]): number {
  return median(values.map((value, index) => value / (others[index] ?? Number.NaN)));
}
