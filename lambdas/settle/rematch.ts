import { createHash } from 'node:crypto';
import type { Call } from '../calls/call.ts';
import type { StoredCall } from '../calls/call-item.ts';
import { previousCallAt, readEarlierCalls, readMemory } from '../calls/callers/person-store.ts';
import type { EarlierCall } from '../calls/callers/spam-score.ts';
import { canonicalJson } from '../calls/canonical-json.ts';
import { gatherMatchFacts, type MatchSources } from '../calls/match/gather-match-facts.ts';
import type { Match } from '../calls/match/match.ts';
import { callerHistoryOf, matchCall } from '../calls/match/match-call.ts';
import { type CallerMemory, isEarlier } from '../calls/match/match-facts.ts';

/** A match, and what is kept beside it so that it is made again only when that may change it. */
export interface Matched {
  readonly match: Match;
  /** A digest of what the match was made of. */
  readonly inputs: string;
  /** The partition of the caller; undefined for who cannot be told apart. */
  readonly person: string | undefined;
  /** What was remembered of caller and number; not read where no memory counts, `unknown` if only a newer version can read it. */
  readonly memory: CallerMemory | 'unknown' | undefined;
  /** The caller's last calls to the site before this one, the latest first; undefined for who cannot be told apart. */
  readonly earlier: readonly EarlierCall[] | undefined;
}

/**
 * The match of a call. It stays as long as its inputs do, but for the one time when the call becomes final: what the visitor did in the
 * meantime, a click or a withdrawal, counts from then on. Afterwards visits, pools and roles that it was made of may be gone when
 * revenue arrives months later.
 */
export async function rematch(call: Call, stored: StoredCall | undefined, sources: MatchSources): Promise<Matched> {
  const isMade = stored !== undefined && (stored.final || !call.final);
  const kept = isMade ? await keptMatch(call, stored, sources) : undefined;
  if (kept !== undefined) return kept;
  const { facts, person, kept: memory, earlier } = await gatherMatchFacts(call, sources);
  return { match: matchCall(facts), inputs: inputsOf(call, memory), person, memory, earlier };
}

async function keptMatch(call: Call, stored: StoredCall, { calls }: MatchSources): Promise<Matched | undefined> {
  const { person, match } = stored;
  const number = match.pool !== undefined && match.method !== 'source' ? call.trackedNumber : undefined;
  const [memory, earlier] = await Promise.all([
    person !== undefined && number !== undefined ? readMemory(calls, person, number) : undefined,
    person === undefined ? undefined : readEarlierCalls(calls, person, { call: call.id, startedAt: call.startedAt }),
  ]);
  const inputs = inputsOf(call, memory);
  if (inputs !== stored.matchInputs) return undefined;
  return {
    match: { ...match, ...callerHistoryOf(earlier && previousCallAt(earlier)) },
    inputs,
    person,
    memory,
    earlier,
  };
}

/** A call that does not count is nobody's: it is not among its caller's calls, and nobody is remembered by it. */
export function ofNobody(call: Call, matched: Matched): Matched {
  return { ...matched, inputs: inputsOf(call, undefined), person: undefined, memory: undefined };
}

/** Only a memory of an earlier call says anything of this one. */
function inputsOf({ id, direction, trackedNumber, caller, startedAt }: Call, memory: Matched['memory']): string {
  const earlier = memory && memory !== 'unknown' && isEarlier(memory, { call: id, startedAt }) ? memory : undefined;
  const inputs = { direction, trackedNumber, caller, startedAt, memory: earlier };
  return createHash('sha256').update(canonicalJson(inputs)).digest('hex').slice(0, 32);
}
