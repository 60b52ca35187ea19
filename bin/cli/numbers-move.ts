import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { addBatch } from './add-batch.ts';
import { CliError } from './cli-error.ts';
import type { ManagementOptions } from './management.ts';
import { showProgress } from './progress.ts';
import { type NumberLine, type Refusal, readNumbers } from './read-numbers.ts';
import { listAll, readPool } from './read-settings.ts';
import { refusedText } from './refused-text.ts';

/** Each number takes several writes: as many as are done well within the time of one call. */
const batchSize = 100;

export interface MoveOptions {
  readonly from: string;
  readonly to: string;
  /** Numbers with commas between them, or a CSV file; without either all numbers of the pool. */
  readonly numbers?: string | undefined;
  readonly file?: string | undefined;
  readonly management: ManagementOptions;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

/** Moves numbers from pool to pool. Run again after an interruption it does what is left. Gives the exit code: 0, or 1 if a number was refused. */
export async function moveNumbers(options: MoveOptions): Promise<number> {
  const { numbers, refused: unreadable } = await numbersToMove(options);
  // Where nothing is sent, nobody says that a pool does not exist.
  if (numbers.length + unreadable.length === 0)
    for (const pool of [options.from, options.to]) await readPool(options.management, pool);
  const progress = showProgress(options.stderr, numbers.length, 0, 'numbers');
  const refused: Refusal[] = [...unreadable];
  let [moved, alreadyThere] = [0, 0];
  try {
    for (let done = 0; done < numbers.length; done += batchSize) {
      const batch = numbers.slice(done, done + batchSize);
      const outcome = await addBatch(options.management, options.to, batch, options.from);
      moved += outcome.added;
      alreadyThere += outcome.alreadyThere;
      refused.push(...outcome.refused);
      progress.update(done + batch.length);
    }
  } finally {
    progress.stop();
  }
  options.stderr.write(refusedText(refused, { isOfFile: false }));
  const counts = [`${moved} moved`, `${alreadyThere} already there`, `${refused.length} refused`];
  options.stdout.write(`${counts.join(', ')}\n`);
  return refused.length > 0 ? 1 : 0;
}

const poolNumbers = z.object({ number: z.string() });

async function numbersToMove(
  options: MoveOptions,
): Promise<{ readonly numbers: readonly NumberLine[]; readonly refused: readonly Refusal[] }> {
  const { numbers, file, management, from } = options;
  if (numbers !== undefined && file !== undefined) throw new CliError('name numbers or a file, not both');
  if (numbers !== undefined && !/[^,\s]/.test(numbers))
    throw new CliError('--numbers names none, like --numbers +12125550101');
  if (numbers !== undefined) return readNumbers(['number', ...numbers.split(',')].join('\n'));
  if (file !== undefined) {
    const content = await readFile(file).catch((error: unknown) => {
      throw new CliError(`${file} cannot be read`, { cause: error });
    });
    return readNumbers(content);
  }
  const listed = await listAll(management, `/v1/pools/${encodeURIComponent(from)}/numbers`, poolNumbers);
  return { numbers: listed.map(({ number }, index) => ({ line: index + 1, value: number, number })), refused: [] };
}
