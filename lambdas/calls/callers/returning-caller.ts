import type { Call } from '../call.ts';
import { canonicalJson } from '../canonical-json.ts';
import type { Match } from '../match/match.ts';
import { type CallerMemory, isEarlier } from '../match/match-facts.ts';

/** What a call changes in the memory of its caller and number. */
export type MemoryChange = { readonly kind: 'remember'; readonly memory: CallerMemory } | { readonly kind: 'forget' };

/**
 * The memory is the earliest call with a visitor and follows that call's corrections. Undefined when nothing changes. The caller's
 * later calls to that number are to be settled again after a change. A withheld caller has no memory, and neither has a fixed number.
 */
export function memoryChange(
  known: CallerMemory | undefined,
  call: Pick<Call, 'id' | 'startedAt' | 'caller'>,
  match: Match,
): MemoryChange | undefined {
  if (call.caller?.kind !== 'number') return undefined;
  const isOurs = known?.call === call.id;
  if (match.visit === null) return isOurs ? { kind: 'forget' } : undefined;
  const { visit, confidence } = match;
  const memory: CallerMemory = { call: call.id, startedAt: call.startedAt, visit, confidence };
  if (known === undefined || (!isOurs && isEarlier(memory, known))) return { kind: 'remember', memory };
  return isOurs && isOther(memory, known) ? { kind: 'remember', memory } : undefined;
}

/** What is hardly surer than before is not worth a write, and one that was remembered without a confidence is matched by for good. */
const worthNoting = 0.05;

function isOther(memory: CallerMemory, known: CallerMemory): boolean {
  const { confidence = 0, ...seen } = memory;
  const { confidence: before = confidence, ...seenBefore } = known;
  return canonicalJson(seen) !== canonicalJson(seenBefore) || Math.abs(confidence - before) >= worthNoting;
}
