import { readFile } from 'node:fs/promises';
import { CliError } from '../cli-error.ts';
import { filesOfImport, requireDistinctFiles } from '../distinct-files.ts';
import { clearState, jobName, liesInFolder } from '../import-state.ts';
import type { ManagementOptions } from '../management.ts';
import { showProgress } from '../progress.ts';
import { readPool, readSite } from '../read-settings.ts';
import { refusedText, writeRefusedRows } from '../refused-text.ts';
import { inOrder } from './in-order.ts';
import { digester, type ListState, loadListState, saveListState } from './list-state.ts';
import type { EmailTool } from './merge-fields.ts';
import { type MergeFile, openMergeFile } from './merge-file.ts';
import { type RecipientLine, type RecipientList, readRecipients } from './read-recipients.ts';
import type { ColumnChoices } from './recipient-columns.ts';
import { type SentList, sendRecipients } from './send-recipients.ts';
import { isDay, untilOf } from './until.ts';

/** As many recipients as the API takes at once, and so many requests are under way. */
const partSize = 500;
const atOnce = 4;

/** What `email numbers` is asked besides the file. */
export interface EmailNumbersChoices extends ColumnChoices {
  readonly pool: string;
  readonly campaign: string;
  readonly creative?: string;
  /** As it was typed. */
  readonly until: string;
  readonly allowAds?: true;
  readonly tool: EmailTool;
  /** The file that the e-mail tool imports; beside the list where none is named. */
  readonly out?: string;
  readonly refused?: string;
}

export interface EmailNumbersOptions extends EmailNumbersChoices {
  readonly file: string;
  readonly management: ManagementOptions;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

/**
 * Gives each recipient of a CSV file a number of a pool, and writes the file that an e-mail tool imports, each recipient once and in the order
 * of the list. Goes on where an interrupted run of the same command stopped. Gives the exit code: 0, or 1 if a line was refused.
 */
export async function emailNumbers(options: EmailNumbersOptions): Promise<number> {
  const { file, management, stderr } = options;
  const noted = await notedBeside(options);
  await requireDistinctFiles({
    ...filesOfImport(file, noted),
    '--out': outputOf(options),
    '--refused': options.refused,
  });
  const content = await readFile(file).catch((error: unknown) => {
    throw new CliError(`${file} cannot be read`, { cause: error });
  });
  const list = readRecipients(content, options);
  // Where nothing is sent, nobody says that the pool does not exist.
  if (list.lines.length === 0) await readPool(management, options.pool);
  const { state, merged } = await begin(options, { list, noted });
  if (state.done > 0) stderr.write(`goes on after ${state.done} of ${list.lines.length} recipients\n`);
  let end: ListState;
  try {
    end = await sendAll(options, { list, noted, merged, before: state });
  } finally {
    await merged.close();
  }
  const refused = [...list.refused, ...end.refused].sort((a, b) => a.line - b.line);
  await writeRefusedRows(options.refused, list, refused);
  report(options, end, refused);
  // The rest of a list that was cut goes on here.
  if (!list.isCut) await clearState(noted);
  return refused.length > 0 ? 1 : 0;
}

/** The file beside which it is noted how far the list is: the list, or the output where the list is read from a pipe. */
async function notedBeside({ file, out }: EmailNumbersOptions): Promise<string> {
  if (await liesInFolder(file)) return file;
  if (out === undefined) throw new CliError(`--out must name the output: ${file} is no file beside which it could lie`);
  return out;
}

/** Where the list got to before, or its beginning; and the output, as long as it was then. */
async function begin(options: EmailNumbersOptions, { list, noted }: Pick<ToSend, 'list' | 'noted'>) {
  const job = jobOf(options, list);
  const found = await loadListState(noted, job, list.lines);
  const place = { head: list.head, form: list.form, tool: options.tool };
  const going = found && (await openMergeFile(outputOf(options), { ...place, bytes: found.bytes }));
  if (found && going) return { state: found, merged: going };
  const until = await readUntil(options);
  const merged = await openMergeFile(outputOf(options), { ...place, bytes: 0 });
  if (merged === undefined) throw new CliError(`${outputOf(options)} cannot be written`);
  const nothing = { done: 0, digest: '', bytes: 0, refused: [], numbers: 0, defaults: 0 };
  return { state: { job, until, ...nothing }, merged };
}

/** ISO 8601. A day ends by the clocks of the pool's site. */
async function readUntil({ until, pool, management }: EmailNumbersOptions): Promise<string> {
  const timeZone = isDay(until)
    ? (await readSite(management, (await readPool(management, pool)).site)).timeZone
    : 'UTC';
  const at = untilOf(until, Date.now(), timeZone);
  if (at === undefined) throw new CliError(`--until ${until} is past (in ${timeZone})`);
  return new Date(at).toISOString();
}

/** All that makes it another list, or another output. */
function jobOf(options: EmailNumbersOptions, { head, form }: RecipientList): string {
  const { pool, campaign, creative, until, allowAds, tool, management } = options;
  const { idColumn, emailColumn, creativeColumn, param } = options;
  const columns = { idColumn, emailColumn, creativeColumn, param, head, form };
  const whole = { pool, campaign, creative, until, allowAds, tool, columns, out: outputOf(options) };
  return jobName(Buffer.from(JSON.stringify(whole)), management.url);
}

function outputOf({ file, out }: Pick<EmailNumbersOptions, 'file' | 'out'>): string {
  return out ?? `${file.replace(/\.csv$/i, '')}.numbers.csv`;
}

interface ToSend {
  readonly list: RecipientList;
  /** Beside this file it is noted how far the list is. */
  readonly noted: string;
  readonly merged: MergeFile;
  readonly before: ListState;
}

/** Several parts are under way at a time; they are written in the order of the list, each before it counts as done. */
async function sendAll(options: EmailNumbersOptions, { list, noted, merged, before }: ToSend): Promise<ListState> {
  const { management, stderr } = options;
  let state = before;
  const progress = showProgress(stderr, list.lines.length, state.done, 'recipients');
  const telling: ManagementOptions = {
    ...management,
    onWait: (reason, wait) => progress.note(`${management.url} ${reason}; again in ${Math.ceil(wait / 1000)} s`),
  };
  const sent = sentList(options, state.until);
  const digested = digester(list.lines.slice(0, state.done));
  const send = async (part: readonly RecipientLine[]) => ({ part, ...(await sendRecipients(telling, sent, part)) });
  try {
    for await (const { part, given, refused } of inOrder(partsFrom(list.lines, state.done), atOnce, send)) {
      await merged.append(given);
      digested.add(part);
      const defaults = given.filter(({ number }) => number.isDefault).length;
      state = {
        ...state,
        done: state.done + part.length,
        digest: digested.digest(),
        bytes: merged.bytes(),
        refused: [...state.refused, ...refused],
        numbers: state.numbers + given.length - defaults,
        defaults: state.defaults + defaults,
      };
      await saveListState(noted, state);
      progress.update(state.done);
    }
    if (merged.bytes() === 0) await merged.append([]);
  } finally {
    progress.stop();
  }
  return state;
}

function sentList({ pool, campaign, creative, allowAds }: EmailNumbersOptions, until: string): SentList {
  return {
    pool,
    campaign,
    until,
    ...(creative !== undefined && { creative }),
    ...(allowAds && { consent: { ads: true, analytics: true } }),
  };
}

function* partsFrom(lines: readonly RecipientLine[], from: number): Generator<readonly RecipientLine[]> {
  for (let at = from; at < lines.length; at += partSize) yield lines.slice(at, at + partSize);
}

function report(
  options: EmailNumbersOptions,
  { numbers, defaults }: Pick<ListState, 'numbers' | 'defaults'>,
  refused: RecipientList['refused'],
): void {
  const more = options.refused === undefined ? '; --refused writes all of them to a file' : '';
  options.stderr.write(refusedText(refused, { more, isOfFile: true }));
  const told = [`${numbers} with a number of their own`, `${defaults} with the default number`];
  options.stdout.write(`${[...told, `${refused.length} refused`].join(', ')}: ${outputOf(options)}\n`);
}
