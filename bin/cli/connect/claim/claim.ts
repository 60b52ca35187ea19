import { randomUUID } from 'node:crypto';
import { addBatch } from '../../add-batch.ts';
import { CliError } from '../../cli-error.ts';
import type { ManagementOptions } from '../../management.ts';
import { type Progress, showProgress } from '../../progress.ts';
import { readPool } from '../../read-settings.ts';
import { instanceNumbers } from '../instance-numbers.ts';
import { connectRate, type PacedClient } from '../paced-client.ts';
import { attachFlow } from '../sync.ts';
import { type Clock, secondsFor } from '../token-bucket.ts';
import { askForNumber, awaitNumber, searchNumbers, type Wanted } from './claim-number.ts';
import { noneAvailable, type Refusal, type Stop } from './claim-refusal.ts';
import { type Claim, type ClaimState, clearClaims, loadClaims, saveClaims, withClaim } from './claim-state.ts';

export interface ClaimOptions {
  readonly client: PacedClient;
  readonly clock: Clock;
  readonly wanted: Wanted;
  readonly pool: string;
  readonly count: number;
  /** ARN of the stack's inbound flow. */
  readonly flow: string;
  /** Where a run keeps how far it is. */
  readonly stateFile: string;
  readonly management: ManagementOptions;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

/** Requests for each number: claim, look, attach, and its share of the search. */
const requestsEach = 3.1;

/**
 * Claims numbers, attaches the flow to each and puts it into the pool, in this order: no page shows a number before its calls arrive. Each step
 * is noted before it is taken, so a run that died goes on where it was, and claims none twice. Gives the exit code: 0, or 1 if it stopped earlier.
 */
export async function claimNumbers(options: ClaimOptions): Promise<number> {
  const { pool, count, wanted, stateFile, management, stdout, stderr } = options;
  await readPool(management, pool);
  const job = `${count} ${wanted.country} ${wanted.type} ${wanted.prefix ?? ''} for ${pool} in ${wanted.instanceArn}`;
  const run: Run = { ...options, state: await loadClaims(stateFile, job) };
  const left = count - doneOf(run.state);
  if (run.state.claims.length > 0) stderr.write(`goes on after ${count - left} of ${count} numbers\n`);
  const seconds = secondsFor(Math.ceil(left * requestsEach), connectRate);
  stderr.write(
    `claims ${left} numbers: at least ${inWords(seconds)}, as Amazon Connect takes ${connectRate.perSecond} requests a second\n`,
  );
  const progress = showProgress(stderr, count, count - left, 'numbers');
  let stop: Stop | undefined;
  try {
    stop = await finishBegun(run, progress);
    while (stop === undefined && doneOf(run.state) < count) stop = await claimSome(run, progress);
  } finally {
    progress.stop();
  }
  const done = doneOf(run.state);
  const failed = run.state.claims.filter(({ step }) => step === 'failed');
  for (const { number, reason } of failed) stderr.write(`${number} could not be claimed: ${reason}\n`);
  if (stop === undefined) {
    stdout.write(`${done} numbers are claimed, attached to the flow and in pool ${pool}\n`);
    await clearClaims(stateFile);
    return 0;
  }
  stdout.write(
    `${done} of ${count} numbers are claimed, attached to the flow and in pool ${pool}\nstopped: ${stop.sentence}\n`,
  );
  return 1;
}

/** A run, and what is known of it so far. */
interface Run extends ClaimOptions {
  state: ClaimState;
}

function doneOf({ claims }: ClaimState): number {
  return claims.filter(({ step }) => step === 'done').length;
}

/**
 * What a run before this one began. A number that was asked for, and whose answer was lost, may be ours by now: then it is in the list of the
 * instance, however long ago that was.
 */
async function finishBegun(run: Run, progress: Progress): Promise<Stop | undefined> {
  const begun = run.state.claims.filter(({ step }) => step === 'asked' || step === 'claimed' || step === 'attached');
  const isLost = begun.some(({ id }) => id === undefined);
  const ours = isLost ? await instanceNumbers(run.client, run.wanted.instanceArn) : [];
  for (const claim of begun) {
    const id = claim.id ?? ours.find(({ number }) => number === claim.number)?.id;
    const stop = await finish(run, { ...claim, id });
    if (stop !== undefined) return stop;
    progress.update(doneOf(run.state));
  }
  return undefined;
}

/** Failures in a row after which it is no accident. */
const mostFailures = 3;

/** Claims as many of the numbers that are found as are still wanted. */
async function claimSome(run: Run, progress: Progress): Promise<Stop | undefined> {
  const known = new Set(run.state.claims.map(({ number }) => number));
  const found = (await searchNumbers(run.client, run.wanted)).filter((number) => !known.has(number));
  if (found.length === 0) return noneAvailable(describe(run.wanted));
  let failures = 0;
  for (const number of found.slice(0, run.count - doneOf(run.state))) {
    const stop = await finish(run, { number, token: randomUUID(), step: 'asked' });
    if (stop !== undefined) return stop;
    progress.update(doneOf(run.state));
    failures = stepOf(run, number) === 'failed' ? failures + 1 : 0;
    if (failures === mostFailures)
      throw new CliError(`${mostFailures} numbers in a row could not be claimed: ${reasonOf(run, number)}`);
  }
  return undefined;
}

/** Takes the steps that are left of one number, each noted before and after. */
async function finish(run: Run, begun: Claim): Promise<Stop | undefined> {
  let claim = await note(run, begun);
  if (claim.step === 'asked') {
    const { id } = claim;
    const asked =
      id === undefined ? await askForNumber(run.client, run.wanted, claim, `Leaseline pool ${run.pool}`) : { id };
    if ('kind' in asked) return refused(run, claim, asked);
    claim = await note(run, { ...claim, id: asked.id });
    const outcome = await awaitNumber(run.client, { id: asked.id, number: claim.number }, run.clock);
    if (outcome !== 'claimed') return refused(run, claim, outcome);
    claim = await note(run, { ...claim, step: 'claimed' });
  }
  if (claim.step === 'claimed') {
    await attachFlow(run.client, { id: claim.id ?? '', number: claim.number }, { ...run.wanted, flow: run.flow });
    claim = await note(run, { ...claim, step: 'attached' });
  }
  const {
    refused: [refusal],
  } = await addBatch(run.management, run.pool, [{ line: 1, value: claim.number, number: claim.number }]);
  if (refusal !== undefined)
    throw new CliError(`${claim.number} is claimed, but pool ${run.pool} refuses it: ${refusal.reason}`);
  await note(run, { ...claim, step: 'done' });
  return undefined;
}

async function refused(run: Run, claim: Claim, refusal: Refusal): Promise<Stop | undefined> {
  switch (refusal.kind) {
    case 'stop':
      // Nobody has it, and the next run asks anew; unless it may become ours yet.
      if (refusal.stop.kind !== 'slow') await drop(run, claim);
      return refusal.stop;
    case 'taken':
      await note(run, { ...claim, step: 'taken' });
      return undefined;
    case 'failed':
      await note(run, { ...claim, step: 'failed', reason: refusal.reason });
      return undefined;
  }
}

async function note(run: Run, claim: Claim): Promise<Claim> {
  run.state = withClaim(run.state, claim);
  await saveClaims(run.stateFile, run.state);
  return claim;
}

async function drop(run: Run, { number }: Claim): Promise<void> {
  run.state = { ...run.state, claims: run.state.claims.filter((one) => one.number !== number) };
  await saveClaims(run.stateFile, run.state);
}

function stepOf({ state }: Run, number: string): Claim['step'] | undefined {
  return state.claims.find((claim) => claim.number === number)?.step;
}

function reasonOf({ state }: Run, number: string): string {
  return state.claims.find((claim) => claim.number === number)?.reason ?? 'without a reason';
}

function describe({ country, type, prefix }: Wanted): string {
  return `numbers of type ${type} in ${country}${prefix === undefined ? '' : ` that begin with ${prefix}`}`;
}

function inWords(seconds: number): string {
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  return minutes === 0 ? `${rest} s` : `${minutes} min${rest === 0 ? '' : ` ${rest} s`}`;
}
