import { readFile } from 'node:fs/promises';
import { addBatch } from './add-batch.ts';
import { CliError } from './cli-error.ts';
import { filesOfImport, requireDistinctFiles } from './distinct-files.ts';
import { clearState, jobName, loadState, saveState } from './import-state.ts';
import type { ManagementOptions } from './management.ts';
import { showProgress } from './progress.ts';
import { type Refusal, readNumbers } from './read-numbers.ts';
import { refusedText, writeRefused } from './refused-text.ts';

/** As many numbers as the API takes at once. */
const batchSize = 500;

export interface ImportOptions {
  readonly file: string;
  readonly pool: string;
  /** Where refused lines are written as CSV, besides stderr. */
  readonly refusedFile?: string | undefined;
  readonly management: ManagementOptions;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

/** Adds the numbers of a CSV file to a pool. Goes on where an interrupted run of the same command stopped. Gives the exit code: 0, or 1 if a line was refused. */
export async function importNumbers(options: ImportOptions): Promise<number> {
  await requireDistinctFiles({ ...filesOfImport(options.file), '--refused': options.refusedFile });
  const content = await readFile(options.file).catch((error: unknown) => {
    throw new CliError(`${options.file} cannot be read`, { cause: error });
  });
  const { numbers, refused: unreadable, repeated } = readNumbers(content);
  const job = jobName(content, options.pool, options.management.url);
  let state = await loadState(options.file, job, { added: 0, alreadyThere: 0 });
  if (state.done > 0) options.stderr.write(`goes on after ${state.done} of ${numbers.length} numbers\n`);

  const progress = showProgress(options.stderr, numbers.length, state.done, 'numbers');
  const management: ManagementOptions = {
    ...options.management,
    onWait: (reason, wait) =>
      progress.note(`${options.management.url} ${reason}; again in ${Math.ceil(wait / 1000)} s`),
  };
  try {
    while (state.done < numbers.length) {
      const batch = numbers.slice(state.done, state.done + batchSize);
      const outcome = await addBatch(management, options.pool, batch);
      state = {
        ...state,
        done: state.done + batch.length,
        refused: [...state.refused, ...outcome.refused],
        counts: {
          added: state.counts.added + outcome.added,
          alreadyThere: state.counts.alreadyThere + outcome.alreadyThere,
        },
      };
      await saveState(options.file, state);
      progress.update(state.done);
    }
  } finally {
    progress.stop();
  }

  const refused = [...unreadable, ...state.refused].sort((a, b) => a.line - b.line);
  await writeRefused(options.refusedFile, 'number', refused);
  report(options, state.counts, refused, repeated);
  await clearState(options.file);
  return refused.length > 0 ? 1 : 0;
}

function report(
  options: ImportOptions,
  { added, alreadyThere }: { readonly added: number; readonly alreadyThere: number },
  refused: readonly Refusal[],
  repeated: number,
): void {
  const more = options.refusedFile === undefined ? '; --refused writes all of them to a file' : '';
  options.stderr.write(refusedText(refused, { more, isOfFile: true }));
  const counts = [`${added} added`, `${alreadyThere} already there`, `${refused.length} refused`];
  if (repeated > 0) counts.push(`${repeated} repeated in the file`);
  options.stdout.write(`${counts.join(', ')}\n`);
}
