import { createHash } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import * as z from 'zod';

/** How far an import got, so that the next run of the same command goes on there. */
const importState = z.object({
  /** What is imported and whereto; another file, pool or address starts anew. */
  job: z.string(),
  /** Numbers that the API has answered for. */
  done: z.number().int().min(0),
  added: z.number().int().min(0),
  alreadyThere: z.number().int().min(0),
  refused: z.array(z.object({ line: z.number().int(), value: z.string(), reason: z.string() })),
});
export type ImportState = z.infer<typeof importState>;

export function jobName(content: Buffer, pool: string, url: string): string {
  return createHash('sha256').update(content).update(`\n${pool}\n${url}`).digest('hex');
}

export function stateFile(csvFile: string): string {
  return `${csvFile}.progress`;
}

/** The state left behind by an interrupted import of the same job, else a fresh one. */
export async function loadState(csvFile: string, job: string): Promise<ImportState> {
  const fresh = { job, done: 0, added: 0, alreadyThere: 0, refused: [] };
  try {
    const stored = importState.parse(JSON.parse(await readFile(stateFile(csvFile), 'utf8')));
    return stored.job === job ? stored : fresh;
  } catch {
    return fresh;
  }
}

/** Written beside and renamed, so that an interruption never leaves half a file. Where nothing can be written the import runs all the same: adding a number twice changes nothing. */
export async function saveState(csvFile: string, state: ImportState): Promise<void> {
  const beside = `${stateFile(csvFile)}.new`;
  try {
    await writeFile(beside, JSON.stringify(state));
    await rename(beside, stateFile(csvFile));
  } catch {
    await rm(beside, { force: true }).catch(() => undefined);
  }
}

export async function clearState(csvFile: string): Promise<void> {
  await rm(stateFile(csvFile), { force: true }).catch(() => undefined);
}
