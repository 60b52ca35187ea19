import type { StoredCall } from '../../calls/call-item.ts';
import { chunks } from '../../leases/inventory/chunks.ts';
import { cursorOf } from '../../platform/http/list-page.ts';
import { Problem } from '../../platform/http/problem.ts';
import type { Settling as WorkedOut } from '../../settle/work-out-call.ts';
import type { LogEntry } from '../log-entry.ts';
import { compareSettled } from './compare-settled.ts';
import type { RematchAnswer, RematchedCall } from './rematch-answer.ts';

/** Which calls of a walk through the log are matched again. */
export interface Rematch {
  /** Without it, all. */
  readonly pool: string | undefined;
  /** So many for one answer. */
  readonly limit: number;
  /** Whether what changes is to be settled so. */
  readonly apply: boolean;
}

export interface RematchDependencies {
  /** What a call comes to if it is matched again; writes nothing. */
  readonly workOut: (call: string) => Promise<WorkedOut>;
  /** Queues calls to be settled so; when it throws, none of them counts as queued. */
  readonly settleAgain: (calls: readonly string[]) => Promise<void>;
  /** Whether the rest is for the next part. */
  readonly isTimeUp: () => boolean;
}

/** So many are worked out at once. */
const atOnce = 20;
/** So many places of the log are passed by for one answer, where a pool has few of them. */
const mostPassedBy = 5000;

/**
 * Matches the calls of a part of the log again, and says what changes and why. With `apply` those that change are queued, each part before the
 * next: doing a part again queues what is not settled yet, and settling a call twice changes nothing more.
 */
export async function rematchCalls(
  walk: AsyncIterable<LogEntry>,
  { pool, limit, apply }: Rematch,
  { workOut, settleAgain, isTimeUp }: RematchDependencies,
): Promise<RematchAnswer> {
  const part = await partOf(walk, pool, limit);
  const counts = { unchanged: 0, 'not-over': 0, unsupported: 0 };
  const items: RematchedCall[] = [];
  let [done, queued] = [0, 0];
  for (const some of chunks(part.wanted, atOnce)) {
    const worked = await Promise.all(some.map(({ call }) => rematchOne(call, workOut)));
    const told = worked.filter((one) => typeof one === 'object');
    for (const word of worked.filter((one) => typeof one === 'string')) counts[word] += 1;
    const changed = told.filter(({ kind }) => kind !== 'kept').map(({ call }) => call);
    if (apply && changed.length > 0) await settleAgain(changed);
    queued += apply ? changed.length : 0;
    items.push(...told);
    done += some.length;
    if (isTimeUp()) break;
  }
  const last = done < part.wanted.length ? part.wanted[done - 1]?.key : part.last;
  const { unchanged, 'not-over': notOver, unsupported } = counts;
  return {
    calls: items.length + unchanged,
    unchanged,
    notOver,
    ...(unsupported > 0 && { unsupportedCalls: unsupported }),
    queued,
    items,
    ...(last !== undefined && { cursor: cursorOf(last) }),
  };
}

/** A part of the log, and after which place the rest comes, if there is one. */
interface Part {
  readonly wanted: readonly LogEntry[];
  readonly last: string | undefined;
}

/** The next calls of the walk that are asked for, and those that nobody can ask for. */
async function partOf(walk: AsyncIterable<LogEntry>, pool: string | undefined, limit: number): Promise<Part> {
  const wanted: LogEntry[] = [];
  let passed = 0;
  let last: string | undefined;
  for await (const entry of walk) {
    if (wanted.length === limit || passed === mostPassedBy) return { wanted, last };
    last = entry.key;
    passed += 1;
    if (entry.call === undefined || isOfPool(entry.call, pool)) wanted.push(entry);
  }
  return { wanted, last: undefined };
}

/** Whether a call is asked for; without a pool all are. */
export function isOfPool({ match }: Pick<StoredCall, 'match'>, pool: string | undefined): boolean {
  return pool === undefined || match.pool === pool;
}

type Rematched = RematchedCall | 'unchanged' | 'not-over' | 'unsupported';

/** A call that nobody can work out, since a newer version wrote of it, keeps none of the others waiting. */
async function rematchOne(call: StoredCall | undefined, workOut: RematchDependencies['workOut']): Promise<Rematched> {
  if (call === undefined) return 'unsupported';
  if (!call.final) return 'not-over';
  try {
    const { settled, joining } = await workOut(call.id);
    if (joining !== undefined || settled?.stored === undefined || !settled.next.final) return 'not-over';
    return compareSettled({ ...settled, stored: settled.stored }) ?? 'unchanged';
  } catch (error) {
    if (error instanceof Problem) return 'unsupported';
    throw error;
  }
}
