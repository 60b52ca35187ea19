import { createHash } from 'node:crypto';
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';

/** What any import has to know. */
const progress = {
  /** What is imported and whereto; another file, place or address starts anew. */
  job: z.string(),
  /** Entries that the API has answered for. */
  done: z.number().int().min(0),
  refused: z.array(z.object({ line: z.number().int(), value: z.string(), reason: z.string() })),
};

/** How far an import got, so that the next run of the same command goes on there. */
export interface ImportState<Counts> {
  readonly job: string;
  readonly done: number;
  readonly refused: readonly { readonly line: number; readonly value: string; readonly reason: string }[];
  readonly counts: Counts;
}

export function jobName(content: Buffer, ...whereto: readonly string[]): string {
  return createHash('sha256')
    .update(content)
    .update(`\n${whereto.join('\n')}`)
    .digest('hex');
}

export function stateFile(csvFile: string): string {
  return `${csvFile}.progress`;
}

/** The state left behind by an interrupted import of the same job, else a fresh one, with `counts` as they are at the beginning. */
export async function loadState<Counts extends Readonly<Record<string, number>>>(
  csvFile: string,
  job: string,
  counts: Counts,
): Promise<ImportState<Counts>> {
  const fresh = { job, done: 0, refused: [], counts };
  try {
    const stored = z
      .object({ ...progress, counts: z.custom<Counts>((value) => isCounted(value, Object.keys(counts))) })
      .parse(JSON.parse(await readFile(stateFile(csvFile), 'utf8')));
    return stored.job === job ? stored : fresh;
  } catch {
    return fresh;
  }
}

function isCounted(value: unknown, names: readonly string[]): boolean {
  const { success, data } = z.record(z.string(), z.number().int().min(0)).safeParse(value);
  return success && names.every((name) => name in data);
}

/** Whether there is something beside it: beside a pipe, or what a shell calls standard input, nothing is to be written. */
export async function liesInFolder(file: string): Promise<boolean> {
  const known = await stat(file).catch(() => undefined);
  return known?.isFile() !== false && !/^\/(dev|proc)\//.test(path.resolve(file));
}

/** Where nothing can be written the import runs all the same: doing a part twice changes nothing. */
export async function saveState(csvFile: string, state: ImportState<unknown>): Promise<void> {
  if (!(await liesInFolder(csvFile))) return;
  await replaceFile(stateFile(csvFile), JSON.stringify(state)).catch(() => undefined);
}

/** Writes a file beside and renames it, so that an interruption never leaves half of one. */
export async function replaceFile(file: string, text: string): Promise<void> {
  const beside = `${file}.new`;
  try {
    await writeFile(beside, text);
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    throw error;
  }
}

export async function clearState(csvFile: string): Promise<void> {
  await rm(stateFile(csvFile), { force: true }).catch(() => undefined);
}
