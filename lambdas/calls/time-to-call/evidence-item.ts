import { timeDigits } from '../callers/person-items-store.ts';
import type { CallEvidence } from './call-evidence.ts';

const poolPrefix = 'POOL#';

/** Where what calls of a pool tell lies. */
export function evidencePartition(pool: string): string {
  return `${poolPrefix}${pool}`;
}

export const evidencePrefix = 'EVIDENCE#';

/** The pool that an item is evidence of, by its keys; undefined of any other item. */
export function poolOfEvidence(pk: string, sk: string): string | undefined {
  return pk.startsWith(poolPrefix) && sk.startsWith(evidencePrefix) ? pk.slice(poolPrefix.length) : undefined;
}

/** Which call's, and in which pool. */
export interface EvidencePlace extends Pick<CallEvidence, 'call' | 'startedAt'> {
  readonly pool: string;
}

export function evidenceKey({ pool, call, startedAt }: EvidencePlace) {
  return { pk: evidencePartition(pool), sk: `${evidencePrefix}${timeDigits(startedAt)}#${call}` };
}

/** Longer than evidence counts for much, s. */
const keptFor = 400 * 86_400;

/** What a call tells, as its `revision` (the call's own) has it. */
export function evidenceItem(pool: string, evidence: CallEvidence, revision: number): Record<string, unknown> {
  return { ...evidenceKey({ pool, ...evidence }), ...evidence, revision, ttl: ttlOf(evidence) };
}

/** What stands where a call told something once: it is another pool's now, or no call of its own. */
export function goneItem(place: EvidencePlace, revision: number): Record<string, unknown> {
  return { ...evidenceKey(place), gone: true, revision, ttl: ttlOf(place) };
}

function ttlOf({ startedAt }: Pick<CallEvidence, 'startedAt'>): number {
  return Math.floor(startedAt / 1000) + keptFor;
}
