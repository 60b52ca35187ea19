import type { Table } from '../../platform/aws/table.ts';
import { describeError } from '../../platform/describe-error.ts';
import { logger } from '../../platform/log.ts';
import { readKnowledge } from './knowledge-store.ts';
import { type PoolKnowledge, startingKnowledge } from './pool-knowledge.ts';

/** So long a container goes by what it read of a pool, ms. */
const usableFor = 5 * 60_000;
/** After a failure it is tried again that soon, ms. */
const pause = 10_000;
const mostPools = 500;

/** What calls of a pool have taught, at a time (ms). Never fails. */
export interface KnowledgeMemory {
  /** As it is kept now; what is expected of any pool, and a line in the log, if it cannot be read. */
  readonly of: (calls: Table, pool: string, now: number) => Promise<PoolKnowledge>;
  /** What is remembered, however old, while it is read anew beside; what is expected of any pool, where that is nothing. */
  readonly ready: (calls: Table, pool: string, now: number) => PoolKnowledge;
}

interface Remembered {
  /** Until when it is used, ms. */
  until: number;
  last: PoolKnowledge | undefined;
  next: Promise<PoolKnowledge>;
}

/** One container's memory of pools. Whoever asks for one that is being read waits for the same read. */
export function knowledgeMemory(): KnowledgeMemory {
  const pools = new Map<string, Remembered>();

  const read = (calls: Table, pool: string, now: number, last: PoolKnowledge | undefined): Remembered => {
    const remembered: Remembered = { until: now + usableFor, last, next: Promise.resolve(startingKnowledge) };
    remembered.next = readKnowledge(calls, pool)
      .then((known = startingKnowledge) => {
        remembered.last = known;
        return known;
      })
      .catch((error: unknown) => {
        logger.warn('what calls of a pool teach could not be read', { pool, error: describeError(error) });
        remembered.until = now + pause;
        return remembered.last ?? startingKnowledge;
      });
    return remembered;
  };
  const present = (calls: Table, pool: string, now: number): Remembered => {
    const key = `${calls.name} ${pool}`;
    const known = pools.get(key);
    if (known !== undefined && now < known.until) return known;
    const remembered = read(calls, pool, now, known?.last);
    pools.delete(key);
    const [oldest] = pools.keys();
    if (pools.size >= mostPools && oldest !== undefined) pools.delete(oldest);
    pools.set(key, remembered);
    return remembered;
  };

  return {
    of: (calls, pool, now) => present(calls, pool, now).next,
    ready: (calls, pool, now) => present(calls, pool, now).last ?? startingKnowledge,
  };
}
