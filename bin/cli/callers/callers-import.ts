import { readFile } from 'node:fs/promises';
import { CliError } from '../cli-error.ts';
import { callManagement, describeProblem, type ManagementOptions } from '../management.ts';
import { showProgress } from '../progress.ts';
import { type NumberLine, type Refusal, readNumbers } from '../read-numbers.ts';
import { refusedText } from '../refused-text.ts';

/** What `callers import` is asked. */
export interface CallersImportOptions {
  readonly file: string;
  readonly site: string;
  readonly list: string;
  readonly note?: string | undefined;
  readonly management: ManagementOptions;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

/** So many numbers are on their way at a time. */
const atOnce = 5;

/** Puts the numbers of a CSV file on a list of a site. Running it again does the same again. Gives the exit code: 0, or 1 if a line was refused. */
export async function importCallers(options: CallersImportOptions): Promise<number> {
  const content = await readFile(options.file).catch((error: unknown) => {
    throw new CliError(`${options.file} cannot be read`, { cause: error });
  });
  const { numbers, refused: unreadable, repeated } = readNumbers(content);
  const refused: Refusal[] = [...unreadable];
  const progress = showProgress(options.stderr, numbers.length, 0, 'numbers');
  try {
    for (let done = 0; done < numbers.length; done += atOnce) {
      const round = numbers.slice(done, done + atOnce);
      const outcomes = await Promise.all(round.map((one) => putOnList(one, options)));
      refused.push(...outcomes.flatMap((one) => one ?? []));
      progress.update(done + round.length);
    }
  } finally {
    progress.stop();
  }
  const inOrder = refused.toSorted((a, b) => a.line - b.line);
  options.stderr.write(refusedText(inOrder, { more: '', isOfFile: true }));
  const put = numbers.length + unreadable.length - refused.length;
  const again = repeated > 0 ? `, ${repeated} repeated in the file` : '';
  options.stdout.write(`${put} on the list "${options.list}", ${refused.length} refused${again}\n`);
  return refused.length > 0 ? 1 : 0;
}

async function putOnList(
  { line, value, number }: NumberLine,
  { site, list, note, management }: CallersImportOptions,
): Promise<Refusal | undefined> {
  const path = `/v1/sites/${encodeURIComponent(site)}/callers/${encodeURIComponent(number)}`;
  const answer = await callManagement(management, `PUT ${path}`, { list, ...(note !== undefined && { note }) });
  if (answer.status === 200) return undefined;
  if (answer.status === 404) throw new CliError(describeProblem(answer));
  return { line, value, reason: describeProblem(answer) };
}
