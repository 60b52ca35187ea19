import type { StoredCall } from '../../calls/call-item.ts';
import { canonicalJson } from '../../calls/canonical-json.ts';
import type { Match } from '../../calls/match/match.ts';
import { isoTime } from '../../platform/iso-time.ts';
import type { SettledCall } from '../../settle/settled-call.ts';
import { toMoneyAnswer } from '../call-response.ts';
import type { MatchSide, RematchedCall, RematchKind } from './rematch-answer.ts';

/** A call as it is kept, and as it would be if it were settled now. */
export interface Settling extends Pick<SettledCall, 'next' | 'decision' | 'matched'> {
  readonly stored: StoredCall;
}

/** What changes of a call that is matched again, and why. Undefined where it stays as it is, and would with all that it was made of. */
export function compareSettled({ stored, next, decision, matched }: Settling): RematchedCall | undefined {
  const { changed } = decision;
  const kind = matchKind(stored.match, next.match, changed.length > 0) ?? otherKind(stored, next);
  if (kind === undefined && matched.stays === undefined) return undefined;
  const count = (isOne: (one: (typeof changed)[number]) => boolean) => changed.filter(isOne).length;
  return {
    call: stored.id,
    site: next.site,
    startedAt: isoTime(stored.startedAt),
    kind: kind ?? 'kept',
    why: matched.stays ?? next.match.reason,
    before: sideOf(stored),
    after: sideOf(next),
    conversions: {
      made: count(({ state, revision }) => state === 'open' && revision === 1),
      changed: count(({ state, revision }) => state === 'open' && revision > 1),
      retracted: count(({ state }) => state === 'retired'),
    },
  };
}

/** A pool goes on learning: what is hardly surer or less sure than before is no news. */
const worthNoting = 0.02;

/** Of several the gravest: who called matters more than how that is known. */
function matchKind(before: Match, now: Match, hasConversions: boolean): RematchKind | undefined {
  const differs = (...names: readonly (keyof Match)[]) => names.some((name) => before[name] !== now[name]);
  if (before.visit !== null && now.visit === null) return 'visitor-lost';
  if (before.visit === null && now.visit !== null) return 'visitor-found';
  if (before.visit?.visitor !== now.visit?.visitor) return 'other-visitor';
  if (before.visit?.id !== now.visit?.id) return 'other-visit';
  if (differs('site', 'pool', 'source', 'medium', 'campaign')) return 'other-source';
  if (differs('method')) return 'other-method';
  if (hasConversions) return 'conversions';
  if (Math.abs(before.confidence - now.confidence) >= worthNoting) return 'confidence';
  return factsOf(before) === factsOf(now) ? undefined : 'details';
}

/** Without what only says how sure it is. */
function factsOf({ confidence: _sure, reason: _why, candidates: _others, ...facts }: Match): string {
  return canonicalJson(facts);
}

/** What else of a call follows from the present settings of its site. */
function otherKind(stored: StoredCall, next: StoredCall): RematchKind | undefined {
  const told = ({ sums, qualified, score, spam, repeat }: StoredCall) =>
    canonicalJson({ sums, qualified, score, spam, repeat });
  return told(stored) === told(next) ? undefined : 'conditions';
}

function sideOf({ match, sums }: Pick<StoredCall, 'match' | 'sums'>): MatchSide {
  const { method, confidence, source, medium, campaign, visit } = match;
  return {
    method,
    confidence,
    source,
    medium,
    ...(campaign !== undefined && { campaign }),
    ...(visit && { visit: visit.id, visitor: visit.visitor }),
    worth: (sums?.values ?? []).map(toMoneyAnswer),
  };
}
