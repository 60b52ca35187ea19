import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { replaceFile, stateFile } from '../import-state.ts';
import type { RecipientLine } from './read-recipients.ts';

const listState = z.object({
  /** Which list is sent whereto, and how its columns are read. */
  job: z.string(),
  /** Lines that the API has answered for, and a digest of them: as long as a list begins with the same, it goes on after them. */
  done: z.number().int().min(0),
  digest: z.string(),
  /** So long is the part of the output that is theirs, bytes. */
  bytes: z.number().int().min(0),
  /** The numbers of all of the list are given until the same time, ISO 8601. */
  until: z.string(),
  refused: z.array(z.object({ line: z.number().int(), value: z.string(), reason: z.string() })),
  numbers: z.number().int().min(0),
  defaults: z.number().int().min(0),
});

/** How far a list got, so that the next run of the same command goes on there. */
export type ListState = Readonly<z.infer<typeof listState>>;

/** Of the same job whose list still begins with the lines that are done; undefined where there is none. */
export async function loadListState(
  file: string,
  job: string,
  lines: readonly RecipientLine[],
): Promise<ListState | undefined> {
  const text = await readFile(stateFile(file), 'utf8').catch(() => undefined);
  const stored = text === undefined ? undefined : listState.safeParse(jsonOf(text)).data;
  if (stored?.job !== job || stored.done > lines.length) return undefined;
  return digester(lines.slice(0, stored.done)).digest() === stored.digest ? stored : undefined;
}

/** Without it an interrupted list would begin anew, and its output with it. Throws where it cannot be written. */
export function saveListState(file: string, state: ListState): Promise<void> {
  return replaceFile(stateFile(file), JSON.stringify(state));
}

/** Digests line after line. */
export function digester(first: readonly RecipientLine[]) {
  const hash = createHash('sha256');
  const add = (lines: readonly RecipientLine[]) => {
    for (const { cells } of lines) hash.update(`${JSON.stringify(cells)}\n`);
  };
  add(first);
  return { add, digest: () => hash.copy().digest('hex') };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
