import { isDeepStrictEqual } from 'node:util';
import type { StoredCall } from '../call-item.ts';
import { counts } from '../mark.ts';
import type { CallEvidence } from './call-evidence.ts';
import { type EvidencePlace, evidenceItem, goneItem } from './evidence-item.ts';

type PoolsCall = Pick<
  StoredCall,
  'id' | 'startedAt' | 'final' | 'direction' | 'mark' | 'partOf' | 'match' | 'trackedNumber'
>;

/**
 * What is to be put beside the calls of a pool for it to learn from: what the call tells, each time it is matched anew; and that it tells
 * nothing any more, where it did before. With the `rev` of the call, so that the latest of them stays.
 */
export function evidenceItems(
  stored: PoolsCall | undefined,
  next: PoolsCall & Pick<StoredCall, 'rev'>,
  evidence: CallEvidence | undefined,
): Record<string, unknown>[] {
  const [before, after] = [stored && placeOf(stored), placeOf(next)];
  const hasLeft = before !== undefined && !isDeepStrictEqual(before, after);
  return [
    ...(hasLeft ? [goneItem(before, next.rev)] : []),
    ...(after && evidence ? [evidenceItem(after.pool, evidence, next.rev)] : []),
  ];
}

/** Final calls that count, to numbers that are leased to visitors. */
function placeOf(call: PoolsCall): EvidencePlace | undefined {
  const { pool, method } = call.match;
  const isLearntFrom = call.final && counts(call) && call.partOf === undefined && method !== 'source';
  return isLearntFrom && pool !== undefined ? { pool, call: call.id, startedAt: call.startedAt } : undefined;
}
