import { createWriteStream } from 'node:fs';
import { access, mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as z from 'zod/mini';
import { recordingAnswer } from '../../../lambdas/journal/conversation/recording-answer.ts';
import { CliError } from '../cli-error.ts';
import { callManagement, describeProblem, type ManagementOptions } from '../management.ts';
import { showProgress } from '../progress.ts';
import { listAll } from '../read-settings.ts';

export interface RecordingsExportOptions {
  readonly folder: string;
  readonly site: string;
  /** Days, both among them. */
  readonly from: string;
  readonly to: string;
  readonly management: ManagementOptions;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

/** As much of a listed call as names its recordings. */
const recordedCall = z.object({
  call: z.object({
    id: z.string(),
    startedAt: z.string(),
    recordings: z.optional(z.array(z.object({ leg: z.string(), status: z.string() }))),
  }),
});

interface Wanted {
  readonly call: string;
  readonly leg: string;
  /** Where it goes, but for its ending. */
  readonly name: string;
}

/** Copies recordings into a folder, one after the other. Whatever lies there is whole, and not fetched again. Gives the exit code: 0, or 1 if some could not be fetched. */
export async function exportRecordings(options: RecordingsExportOptions): Promise<number> {
  const { folder, site, from, to, management, stdout, stderr } = options;
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw new CliError(`${folder} cannot be made`, { cause: error });
  });
  const calls = await listAll(management, '/v1/calls', recordedCall, { site, from, to });
  const legs = calls.flatMap(({ call }) => (call.recordings ?? []).map((one) => ({ call, ...one })));
  const wanted = legs.filter(({ status }) => status === 'available').map(({ call, leg }) => wantedOf(call, leg));
  const counts = { fetched: 0, there: 0 };
  const failed: string[] = [];
  const progress = showProgress(stderr, wanted.length, 0, 'recordings');
  try {
    for (const [index, one] of wanted.entries()) {
      const outcome = await fetchOne(one, options);
      if (typeof outcome === 'string') counts[outcome] += 1;
      else failed.push(`call ${one.call}, leg ${one.leg}: ${outcome.failed}`);
      progress.update(index + 1);
    }
  } finally {
    progress.stop();
  }
  for (const reason of failed) stderr.write(`${reason}\n`);
  const deleted = legs.length - wanted.length;
  const told = [`${counts.fetched} fetched`, `${counts.there} there already`, `${failed.length} could not be fetched`];
  stdout.write(`${[...told, ...(deleted > 0 ? [`${deleted} deleted by the carrier`] : [])].join(', ')}\n`);
  return failed.length > 0 ? 1 : 0;
}

type Outcome = 'fetched' | 'there' | { readonly failed: string };

async function fetchOne(wanted: Wanted, { folder, management }: RecordingsExportOptions): Promise<Outcome> {
  const known = await Promise.all(endings.map((ending) => exists(path.join(folder, wanted.name + ending))));
  if (known.includes(true)) return 'there';
  const query = new URLSearchParams({ leg: wanted.leg });
  const asked = `GET /v1/calls/${encodeURIComponent(wanted.call)}/recording?${query.toString()}`;
  const answer = await callManagement(management, asked);
  if (answer.status !== 200) return { failed: describeProblem(answer) };
  const read = z.safeParse(recordingAnswer, answer.body);
  if (!read.success) throw new CliError(`${management.url} answers in a way that this command does not know`);
  return download(read.data.url, path.join(folder, wanted.name), management.signal);
}

/** What recordings are, by how their names end. */
const endings = ['.wav', '.mp3', '.ogg', '.webm'];

/** Written beside and renamed: an interruption leaves no half a recording. */
async function download(url: string, target: string, signal: AbortSignal | undefined): Promise<Outcome> {
  const ending = endings.find((one) => new URL(url).pathname.toLowerCase().endsWith(one)) ?? '.wav';
  const beside = `${target}.part`;
  try {
    const response = await fetch(url, { ...(signal && { signal }) });
    if (!response.ok || response.body === null) return { failed: `its address answers ${response.status}` };
    await pipeline(Readable.from(response.body), createWriteStream(beside));
    await rename(beside, target + ending);
    return 'fetched';
  } catch (error) {
    await rm(beside, { force: true });
    if (signal?.aborted) throw error;
    return { failed: `${new URL(url).host} cannot be read: ${reasonOf(error)}` };
  }
}

/** What fetching fails for stands in the cause: the error says no more than that it failed. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error && error.cause.message !== '' ? error.cause.message : error.message;
}

function wantedOf({ id, startedAt }: { readonly id: string; readonly startedAt: string }, leg: string): Wanted {
  const safe = (text: string) => text.replace(/[^\w.-]/g, '_').slice(0, 100);
  const parts = [startedAt.replace(/[-:]|\.\d+/g, ''), id, ...(leg === id ? [] : [leg])];
  return { call: id, leg, name: parts.map(safe).join('_') };
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
