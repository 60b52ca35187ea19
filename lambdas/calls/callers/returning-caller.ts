import type { Call } from '../call.ts';
import { canonicalJson } from '../canonical-json.ts';
import { sureEnough } from '../match/confidence.ts';
import type { Match } from '../match/match.ts';
import { type CallerMemory, isEarlier, type RememberedCall } from '../match/match-facts.ts';

/** What a call changes in the memory of its caller and number. */
export type MemoryChange = { readonly kind: 'remember'; readonly memory: CallerMemory } | { readonly kind: 'forget' };

/**
 * The memory is the earliest call with a visitor; and, where that one was a guess, also the earliest that was none. It follows the corrections of these
 * calls. Undefined when nothing changes. The caller's later calls to that number are to be settled again after a change. A withheld caller has no
 * memory, and neither has a fixed number.
 */
export function memoryChange(
  known: CallerMemory | undefined,
  call: Pick<Call, 'id' | 'startedAt' | 'caller'>,
  { visit, confidence }: Pick<Match, 'visit' | 'confidence'>,
): MemoryChange | undefined {
  if (call.caller?.kind !== 'number') return undefined;
  const own = visit === null ? undefined : { call: call.id, startedAt: call.startedAt, visit, confidence };
  return changedBy(known, call.id, own);
}

/** The memory after a change; undefined for none. */
export function memoryAfter(
  known: CallerMemory | undefined,
  change: MemoryChange | undefined,
): CallerMemory | undefined {
  if (change === undefined) return known;
  return change.kind === 'forget' ? undefined : change.memory;
}

/** The call after which no later one changes the memory; undefined while there is none. */
export function decidingCall(memory: CallerMemory | undefined): string | undefined {
  return memory && callsIn(memory).find(isSure)?.call;
}

/** What is left of a memory without a call; undefined if the call is not in it. */
export function memoryWithout(known: CallerMemory, call: string): MemoryChange | undefined {
  return changedBy(known, call, undefined);
}

function changedBy(
  known: CallerMemory | undefined,
  call: string,
  own: RememberedCall | undefined,
): MemoryChange | undefined {
  const before = known === undefined ? [] : callsIn(known);
  const calls = [...before.filter((one) => one.call !== call), ...(own ? [own] : [])].sort((a, b) =>
    isEarlier(a, b) ? -1 : 1,
  );
  const [first] = calls;
  if (first === undefined) return known && { kind: 'forget' };
  const sure = isSure(first) ? undefined : calls.find(isSure);
  const after = sure === undefined ? [first] : [first, sure];
  const isSame = after.length === before.length && after.every((one, at) => isAlike(one, before[at]));
  return isSame ? undefined : { kind: 'remember', memory: { ...first, ...(sure && { sure }) } };
}

function callsIn({ sure, rev: _rev, ...first }: CallerMemory): RememberedCall[] {
  return sure === undefined ? [first] : [first, sure];
}

/** One that was remembered before anybody noted how sure it was is not doubted. */
function isSure({ confidence = 1 }: RememberedCall): boolean {
  return confidence >= sureEnough;
}

/** What is hardly surer than before is not worth a write, and one that was remembered without a confidence is matched by for good. */
const worthNoting = 0.05;

function isAlike(one: RememberedCall, known: RememberedCall | undefined): boolean {
  if (known === undefined) return false;
  const { confidence = 0, ...seen } = one;
  const { confidence: before = confidence, ...seenBefore } = known;
  return canonicalJson(seen) === canonicalJson(seenBefore) && Math.abs(confidence - before) < worthNoting;
}
