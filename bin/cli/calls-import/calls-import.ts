import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { mostImported } from '../../../lambdas/api/carriers/call-imports.ts';
import { carrierAccountAnswer } from '../../../lambdas/settings/carrier-accounts/carrier-account.ts';
import { CliError } from '../cli-error.ts';
import { filesOfImport, requireDistinctFiles } from '../distinct-files.ts';
import { clearState, type ImportState, jobName, loadState, saveState } from '../import-state.ts';
import { callManagement, describeProblem, type ManagementOptions, sayFieldError } from '../management.ts';
import { showProgress } from '../progress.ts';
import type { Refusal } from '../read-numbers.ts';
import { refusedText, writeRefusedRows } from '../refused-text.ts';
import { type CallMapping, readCallMapping } from './call-mapping.ts';
import type { CallsImportChoices } from './options.ts';
import { type CallLines, type ReadCallsFile, readCallsFile } from './read-calls.ts';

export interface CallsImportOptions extends CallsImportChoices {
  readonly file: string;
  readonly management: ManagementOptions;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

interface Counts extends Readonly<Record<string, number>> {
  readonly taken: number;
}

/** Imports the calls of a CSV file. Goes on where an interrupted run of the same command stopped. Gives the exit code: 0, or 1 if a line was refused. */
export async function importCalls(options: CallsImportOptions): Promise<number> {
  const { file, account, management, stderr, conversions = false } = options;
  await requireDistinctFiles({ ...filesOfImport(file), '--mapping': options.mapping, '--refused': options.refused });
  const content = await readFile(file).catch((error: unknown) => {
    throw new CliError(`${file} cannot be read`, { cause: error });
  });
  const mapping = await readCallMapping(options.mapping);
  const { type, settings } = await readAccount(management, account);
  const country = mapping.country ?? z.object({ country: z.string() }).safeParse(settings).data?.country;
  const place = { account, carrier: type, country, conversions };
  const read = readCallsFile(content, { mapping, place, now: Date.now() });
  if (options.dryRun) {
    await report(options, `${read.calls.length} would be imported`, read.refused, read);
    return read.refused.length > 0 ? 1 : 0;
  }
  const job = jobName(content, account, management.url, JSON.stringify({ mapping, conversions }));
  const state = await loadState<Counts>(file, job, { taken: 0 });
  if (state.done > 0) stderr.write(`goes on after ${state.done} of ${read.calls.length} calls\n`);
  const { counts, refused: turnedDown } = await sendAll(options, { calls: read.calls, country }, state);
  const refused = [...read.refused, ...turnedDown].sort((a, b) => a.line - b.line);
  await report(options, `${counts.taken} taken`, refused, read);
  await clearState(file);
  return refused.length > 0 ? 1 : 0;
}

async function readAccount(management: ManagementOptions, id: string) {
  const answer = await callManagement(management, `GET /v1/carrier-accounts/${encodeURIComponent(id)}`);
  if (answer.status !== 200) throw new CliError(describeProblem(answer));
  const parsed = carrierAccountAnswer.safeParse(answer.body);
  if (!parsed.success) throw new CliError(`${management.url} answers in a way that this command does not know`);
  return parsed.data;
}

interface ToSend {
  readonly calls: readonly CallLines[];
  readonly country: CallMapping['country'];
}

/** Part by part, one after the other: the queue takes them faster than they are worked through. */
async function sendAll(
  options: CallsImportOptions,
  { calls, country }: ToSend,
  before: ImportState<Counts>,
): Promise<ImportState<Counts>> {
  const { file, management, stderr } = options;
  let state = before;
  const progress = showProgress(stderr, calls.length, state.done, 'calls');
  const telling: ManagementOptions = {
    ...management,
    onWait: (reason, wait) => progress.note(`${management.url} ${reason}; again in ${Math.ceil(wait / 1000)} s`),
  };
  try {
    while (state.done < calls.length) {
      const part = partFrom(calls, state.done);
      const refused = await sendPart(telling, options, { calls: part, country });
      state = {
        ...state,
        done: state.done + part.length,
        refused: [...state.refused, ...refused],
        counts: { taken: state.counts.taken + part.length - refused.length },
      };
      await saveState(file, state);
      progress.update(state.done);
    }
  } finally {
    progress.stop();
  }
  return state;
}

/** As many calls as fit into a request, and one at least. */
function partFrom(calls: readonly CallLines[], from: number): readonly CallLines[] {
  let records = 0;
  let to = from;
  while (to < calls.length) {
    records += calls[to]?.records.length ?? 0;
    if (to > from && records > mostImported) break;
    to++;
  }
  return calls.slice(from, to);
}

const answered = z.object({
  results: z.array(
    z.object({
      result: z.string(),
      notes: z.array(z.object({ field: z.string(), detail: z.string() })).optional(),
    }),
  ),
});

/** A call of more legs than a request takes is sent in several. */
async function sendPart(
  management: ManagementOptions,
  { account, conversions }: CallsImportChoices,
  { calls, country }: ToSend,
): Promise<Refusal[]> {
  const all = calls.flatMap((call) => call.records.map((record) => ({ call, record })));
  const refused = new Map<number, Refusal>();
  for (let from = 0; from < all.length; from += mostImported) {
    const sent = all.slice(from, from + mostImported);
    const body = { account, country, conversions: conversions === true, calls: sent.map(({ record }) => record) };
    const answer = await callManagement(management, 'POST /v1/calls/import', body);
    if (answer.status !== 202) throw new CliError(describeProblem(answer));
    const parsed = answered.safeParse(answer.body);
    if (!parsed.success) throw new CliError(`${management.url} answers in a way that this command does not know`);
    for (const [index, { result, notes = [] }] of parsed.data.results.entries()) {
      const line = sent[index]?.call;
      if (result === 'taken' || line === undefined) continue;
      const reason = notes.map(sayFieldError).join('; ') || 'was refused';
      refused.set(line.line, { line: line.line, value: line.value, reason });
    }
  }
  return [...refused.values()];
}

async function report(
  { refused: refusedFile, stdout, stderr }: CallsImportOptions,
  count: string,
  refused: readonly Refusal[],
  read: ReadCallsFile,
): Promise<void> {
  await writeRefusedRows(refusedFile, read, refused);
  const more = refusedFile === undefined ? '; --refused writes all of them to a file' : '';
  stderr.write(refusedText(refused, { more, isOfFile: true }));
  const { callers, called } = read.odd;
  if (callers === 1) stderr.write('1 caller is no phone number, and counts as withheld\n');
  if (callers > 1) stderr.write(`${callers} callers are no phone numbers, and count as withheld\n`);
  if (called > 0) stderr.write(`who was called is not known of ${called}: what was dialled is no phone number\n`);
  const all = [
    count,
    `${refused.length} refused`,
    ...(read.skipped > 0 ? [`${read.skipped} left out by the mapping`] : []),
    ...(read.internal > 0 ? [`${read.internal} left out between extensions`] : []),
  ];
  stdout.write(`${all.join(', ')}\n`);
}
