import * as z from 'zod/mini';
import { bins, type Curve } from './curve.ts';
import { evidencePartition } from './evidence-item.ts';
import type { PoolKnowledge } from './pool-knowledge.ts';

export function knowledgeKey(pool: string) {
  return { pk: evidencePartition(pool), sk: 'KNOWLEDGE' };
}

const share = z.number().check(z.minimum(0), z.maximum(1));
const count = z.int().check(z.minimum(0));
/** A curve over other bins is of a newer version, and means nothing to this one. */
const curve = z.array(share).check(z.length(bins.length));

/** What a pool's calls have taught, as it lies with the pool. Times in ms. */
export const storedKnowledge = z.object({
  learntAt: z.int(),
  curve,
  curveWithoutClick: curve,
  unrelatedShare: z.object({ first: share, again: share, withheld: share }),
  spacingSeconds: z.optional(z.number().check(z.positive())),
  calls: count,
  confirmed: count,
  rightByClick: share,
  rightByMemory: share,
});
export type StoredKnowledge = z.infer<typeof storedKnowledge>;

/** As long as what it was learnt from is kept, s. */
const keptFor = 400 * 86_400;

/** The item of what was learnt at that time, ms. It holds nothing about a person. */
export function knowledgeItem(pool: string, learnt: PoolKnowledge, learntAt: number): Record<string, unknown> {
  const { first, again, withheld } = learnt.unrelatedShare;
  const kept: StoredKnowledge = {
    learntAt,
    curve: sharesOf(learnt.curve),
    curveWithoutClick: sharesOf(learnt.curveWithoutClick),
    unrelatedShare: { first, again, withheld },
    spacingSeconds: learnt.spacingSeconds,
    calls: learnt.calls,
    confirmed: learnt.confirmed,
    rightByClick: learnt.rightByClick,
    rightByMemory: learnt.rightByMemory,
  };
  return { ...knowledgeKey(pool), ...kept, ttl: Math.floor(learntAt / 1000) + keptFor };
}

export function knowledgeOf({
  learntAt: _learntAt,
  curve,
  curveWithoutClick,
  ...rest
}: StoredKnowledge): PoolKnowledge {
  return { ...rest, curve: { shares: curve }, curveWithoutClick: { shares: curveWithoutClick } };
}

/** With fewer digits, which say all there is to say: both curves lie in a kilobyte. */
function sharesOf({ shares }: Curve): number[] {
  return shares.map((one) => Number(one.toPrecision(5)));
}
