import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { CliError } from '../cli-error.ts';
import { filesOfImport, requireDistinctFiles } from '../distinct-files.ts';
import { clearState, type ImportState, jobName, loadState, saveState } from '../import-state.ts';
import { callManagement, describeProblem, type ManagementOptions } from '../management.ts';
import { showProgress } from '../progress.ts';
import type { Refusal } from '../read-numbers.ts';
import { readSite } from '../read-settings.ts';
import { refusedText, writeRefusedRows } from '../refused-text.ts';
import { readOrderMap } from './order-map.ts';
import { type OrderLine, type ReadOrdersFile, readOrdersFile } from './read-orders.ts';

/** So many are under way at once; how far the import got is noted after each such part. */
const partSize = 8;

export interface OrdersImportOptions {
  readonly file: string;
  readonly site: string;
  /** A JSON file that says which column is what. */
  readonly map?: string | undefined;
  /** Only reads the file, and says what is wrong with it. */
  readonly dryRun?: boolean | undefined;
  /** Where refused lines are written as CSV, besides stderr. */
  readonly refused?: string | undefined;
  readonly management: ManagementOptions;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

interface Counts extends Readonly<Record<string, number>> {
  readonly credited: number;
  readonly waiting: number;
  /** At a call, and counting nothing: a sale that is cancelled already. */
  readonly uncounted: number;
}

/** Reports the orders of a CSV file. Goes on where an interrupted run of the same command stopped. Gives the exit code: 0, or 1 if a line was refused. */
export async function importOrders(options: OrdersImportOptions): Promise<number> {
  const { file, management, stderr } = options;
  await requireDistinctFiles({ ...filesOfImport(file), '--map': options.map, '--refused': options.refused });
  const content = await readFile(file).catch((error: unknown) => {
    throw new CliError(`${file} cannot be read`, { cause: error });
  });
  const [map, site] = await Promise.all([readOrderMap(options.map), readSite(management, options.site)]);
  const read = readOrdersFile(content, map, site, Date.now());
  if (options.dryRun) {
    await report(options, [`${read.orders.length} would be reported`], read.refused, read);
    return read.refused.length > 0 ? 1 : 0;
  }
  const job = jobName(content, site.id, management.url, JSON.stringify(map));
  const none = { credited: 0, waiting: 0, uncounted: 0 };
  const noted = await loadState<Counts>(file, job, none);
  // What a version noted that did not count all of these.
  const state = { ...noted, counts: { ...none, ...noted.counts } };
  if (state.done > 0) stderr.write(`goes on after ${state.done} of ${read.orders.length} orders\n`);
  const { counts, refused: turnedDown } = await reportAll(options, read.orders, state);
  const refused = [...read.refused, ...turnedDown].sort((a, b) => a.line - b.line);
  const { credited, waiting, uncounted } = counts;
  const told = [`${credited} credited to a call`, `${waiting} waiting for one`];
  await report(options, [...told, ...(uncounted > 0 ? [`${uncounted} that count nothing`] : [])], refused, read);
  await clearState(file);
  return refused.length > 0 ? 1 : 0;
}

async function reportAll(
  { file, management, stderr }: OrdersImportOptions,
  orders: readonly OrderLine[],
  before: ImportState<Counts>,
): Promise<ImportState<Counts>> {
  let state = before;
  const progress = showProgress(stderr, orders.length, state.done, 'orders');
  const telling: ManagementOptions = {
    ...management,
    onWait: (reason, wait) => progress.note(`${management.url} ${reason}; again in ${Math.ceil(wait / 1000)} s`),
  };
  try {
    while (state.done < orders.length) {
      const part = orders.slice(state.done, state.done + partSize);
      const outcomes = await Promise.all(part.map((order) => reportOne(telling, order)));
      const count = (kind: string) => outcomes.filter((outcome) => outcome === kind).length;
      state = {
        ...state,
        done: state.done + part.length,
        refused: [...state.refused, ...outcomes.filter((outcome) => typeof outcome !== 'string')],
        counts: {
          credited: state.counts.credited + count('credited'),
          waiting: state.counts.waiting + count('waiting'),
          uncounted: state.counts.uncounted + count('cancelled') + count('ignored'),
        },
      };
      await saveState(file, state);
      progress.update(state.done);
    }
  } finally {
    progress.stop();
  }
  return state;
}

const taken = z.object({ state: z.enum(['credited', 'waiting', 'cancelled', 'ignored']) });

async function reportOne(
  management: ManagementOptions,
  { line, value, report: body }: OrderLine,
): Promise<z.infer<typeof taken>['state'] | Refusal> {
  const answer = await callManagement(management, 'POST /v1/orders', body);
  if (answer.status === 400 || answer.status === 409) return { line, value, reason: describeProblem(answer) };
  if (answer.status !== 202) throw new CliError(describeProblem(answer));
  const parsed = taken.safeParse(answer.body);
  if (!parsed.success) throw new CliError(`${management.url} answers in a way that this command does not know`);
  return parsed.data.state;
}

async function report(
  { refused: refusedFile, stdout, stderr }: OrdersImportOptions,
  counts: readonly string[],
  refused: readonly Refusal[],
  read: ReadOrdersFile,
): Promise<void> {
  await writeRefusedRows(refusedFile, read, refused);
  const more = refusedFile === undefined ? '; --refused writes all of them to a file' : '';
  stderr.write(refusedText(refused, { more, isOfFile: true }));
  const all = [
    ...counts,
    `${refused.length} refused`,
    ...(read.skipped > 0 ? [`${read.skipped} left out by the map`] : []),
  ];
  stdout.write(`${all.join(', ')}\n`);
}
