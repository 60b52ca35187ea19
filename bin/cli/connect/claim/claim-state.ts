import { readFile, rm } from 'node:fs/promises';
import * as z from 'zod';
import { CliError } from '../../cli-error.ts';
import { replaceFile } from '../../import-state.ts';

/** How far one number is. `asked`: the request may have arrived, and is made again with the same token. */
const claim = z.object({
  number: z.string(),
  /** The same request again is not another one. */
  token: z.string(),
  id: z.string().optional(),
  step: z.enum(['asked', 'claimed', 'attached', 'done', 'failed', 'taken']),
  reason: z.string().optional(),
});
export type Claim = Readonly<z.infer<typeof claim>>;

const state = z.object({ job: z.string(), claims: z.array(claim) });

/** What a run has claimed so far, so that the next run of the same command goes on there. */
export interface ClaimState {
  /** What is claimed and for which pool. */
  readonly job: string;
  readonly claims: readonly Claim[];
}

/** The state of an interrupted run of the same job, else a fresh one. A file that cannot be read is no reason to claim twice: it throws. */
export async function loadClaims(file: string, job: string): Promise<ClaimState> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return { job, claims: [] };
  const stored = readState(text);
  if (stored === undefined) throw new CliError(`${file} cannot be read: look what was claimed, and move it away`);
  if (stored.job === job) return stored;
  throw new CliError(`${file} is of another job (${stored.job}): finish that one, or move the file away`);
}

function readState(text: string): ClaimState | undefined {
  try {
    return state.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Written before each step is taken: what is not in the file was never asked for. Throws where nothing can be written. */
export function saveClaims(file: string, value: ClaimState): Promise<void> {
  return replaceFile(file, JSON.stringify(value, undefined, 2));
}

export function clearClaims(file: string): Promise<void> {
  return rm(file, { force: true });
}

/** With this one in the place of the one of the same number. */
export function withClaim(value: ClaimState, changed: Claim): ClaimState {
  const others = value.claims.filter(({ number }) => number !== changed.number);
  return { ...value, claims: [...others, changed] };
}
