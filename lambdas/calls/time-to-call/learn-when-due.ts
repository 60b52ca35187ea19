import type { Table } from '../../platform/aws/table.ts';
import { readEvidence } from './evidence-store.ts';
import type { StoredKnowledge } from './knowledge-item.ts';
import { noteNewCalls, putKnowledge } from './knowledge-store.ts';
import { learnPool } from './learn-pool.ts';

/** Of the calls that were learnt from: from so many new ones on it is worth learning at once; from fewer on after a while, ms; hardly any are never worth it. */
const worth = { atOnce: 0.1, inTime: 0.02, pause: 5 * 60_000 } as const;
/** Later what is old counts less, whatever is new, ms. */
const learntFor = 86_400_000;

/**
 * So many calls told a pool something: all that its calls teach is worked out anew, and kept, where that makes a difference. The more calls
 * it rests on the more new ones it takes, so that a pool costs as much for each call however many it has. `now` in ms.
 */
export async function learnWhenDue(calls: Table, pool: string, more: number, now: number): Promise<void> {
  const { stored, newCalls } = await noteNewCalls(calls, pool, more);
  if (!isWorthLearning(stored, newCalls, now)) return;
  await putKnowledge(calls, pool, learnPool(await readEvidence(calls, pool), now), now);
}

/** What only a newer version can read is learnt anew as well: it can be worked out again at any time. */
export function isWorthLearning(
  stored: Pick<StoredKnowledge, 'calls' | 'learntAt'> | undefined,
  newCalls: number,
  now: number,
): boolean {
  if (stored === undefined) return true;
  const [share, age] = [newCalls / stored.calls, now - stored.learntAt];
  return share >= worth.atOnce || (share >= worth.inTime && age >= worth.pause) || age >= learntFor;
}
