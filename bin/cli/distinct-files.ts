import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { CliError } from './cli-error.ts';
import { stateFile } from './import-state.ts';

/**
 * Throws where two of the files of a command are one, whatever it is called, as one would overwrite the other. `files`: by what they are for;
 * those of whom undefined is said are not asked for. Nothing has to exist yet.
 */
export async function requireDistinctFiles(files: Readonly<Record<string, string | undefined>>): Promise<void> {
  const seen = new Map<string, string>();
  for (const [use, file] of Object.entries(files)) {
    if (file === undefined) continue;
    for (const identity of await identitiesOf(file)) {
      const other = seen.get(identity);
      if (other !== undefined && other !== use) {
        throw new CliError(
          `${other} and ${use} are the same file, ${file}: nothing was done, as one would overwrite the other`,
        );
      }
      seen.set(identity, use);
    }
  }
}

/** What an import needs besides: where it notes how far it is, beside the list unless told otherwise. */
export function filesOfImport(list: string, notedBeside = list): Readonly<Record<string, string>> {
  return { 'the list': list, 'its notes of progress': stateFile(notedBeside) };
}

/** Its real path and, as files have several names, what the system knows it by. */
async function identitiesOf(file: string): Promise<string[]> {
  const known = await stat(file, { bigint: true }).catch(() => undefined);
  return [await realPathOf(path.resolve(file)), ...(known ? [`${known.dev}:${known.ino}`] : [])];
}

/** Of what does not exist, that of its folder. */
async function realPathOf(file: string): Promise<string> {
  const parent = path.dirname(file);
  return realpath(file).catch(async () =>
    parent === file ? file : path.join(await realPathOf(parent), path.basename(file)),
  );
}
