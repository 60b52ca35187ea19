import { setTimeout as sleep } from 'node:timers/promises';
import {
  type RematchAnswer,
  type RematchedCall,
  type RematchRequest,
  rematchAnswer,
} from '../../../lambdas/journal/rematches/rematch-answer.ts';
import { CliError } from '../cli-error.ts';
import { callManagement, describeProblem, type ManagementOptions } from '../management.ts';
import { moneyTexts } from '../rules/money-sums.ts';
import { addPart, changedCalls, noSums, type ReplaySums } from './replay-sums.ts';
import { replayText } from './replay-text.ts';

export interface ReplayOptions {
  /** ISO 8601 with a time zone. */
  readonly from: string;
  /** Now if missing. */
  readonly to?: string;
  readonly pool?: string;
  readonly site?: string;
  /** Whether what changes is written. */
  readonly apply?: boolean;
  /** So many calls a second are settled at the most. */
  readonly rate: number;
  /** Names all calls that change. */
  readonly all?: boolean;
  readonly json?: boolean;
}

/** So many calls are matched for one answer; where they are settled, no more than about a second's. */
const partSize = { most: 200, fewest: 10 } as const;
/** So many are named where not all are asked for. */
const usuallyNamed = 50;

/**
 * Has past calls matched again, part by part, and says after each how far it is. Gives what is to be printed: what changes, or with `apply` is being
 * changed. To run it again is safe: what has changed does not change again.
 */
export async function replay(
  { apply = false, rate, all = false, json = false, ...asked }: ReplayOptions,
  management: ManagementOptions,
  say: (line: string) => void,
): Promise<string> {
  const { from, to = new Date().toISOString() } = asked;
  if (apply) say(`${whatItDoes(rate)}\n`);
  const limit = apply ? Math.min(partSize.most, Math.max(rate, partSize.fewest)) : partSize.most;
  const sums = noSums();
  const isWhole = all || json;
  const items: RematchedCall[] = [];
  let cursor: string | undefined;
  do {
    const begun = Date.now();
    const part = await readPart(management, { ...asked, apply, limit, cursor });
    addPart(sums, part);
    items.push(...(isWhole ? part.items : part.items.slice(0, usuallyNamed - items.length)));
    ({ cursor } = part);
    say(progressLine(sums, apply, cursor !== undefined));
    const early = (part.queued * 1000) / rate - (Date.now() - begun);
    if (cursor !== undefined && early > 0) await sleep(early, undefined, { signal: management.signal });
  } while (cursor !== undefined);
  if (json) return `${JSON.stringify(toJson(sums, items, { ...asked, to, applied: apply }), undefined, 2)}\n`;
  return replayText(sums, items, { from, to, pool: asked.pool, isApplied: apply });
}

function whatItDoes(rate: number): string {
  return (
    `Calls whose match changes are settled again, at most ${rate} a second: conversions whose credit changes are taken back and made anew, ` +
    'and destinations are told. Stopped, the same command goes on where it was.'
  );
}

async function readPart(management: ManagementOptions, body: RematchRequest): Promise<RematchAnswer> {
  const answer = await callManagement(management, 'POST /v1/rematches', body);
  if (answer.status !== 200) throw new CliError(describeProblem(answer));
  const read = rematchAnswer.safeParse(answer.body);
  if (!read.success) throw new CliError(`${management.url} answers in a way that this command does not know`);
  return read.data;
}

function progressLine(sums: ReplaySums, apply: boolean, isMore: boolean): string {
  const changes = apply ? 'on their way to be settled' : 'would change';
  return `${sums.calls} calls matched again, ${changedCalls(sums)} ${changes}${isMore ? ' ...' : ''}\n`;
}

function toJson(
  { kinds, kept, ...counts }: ReplaySums,
  items: readonly RematchedCall[],
  asked: { readonly from: string; readonly to: string; readonly applied: boolean },
) {
  const changes = [...kinds].map(([kind, { before, after, ...row }]) => ({
    kind,
    ...row,
    worthBefore: moneyTexts(before),
    worthAfter: moneyTexts(after),
  }));
  return { ...asked, ...counts, kept: [...kept].map(([why, calls]) => ({ why, calls })), changes, items };
}
