import type { StoredCall } from '../../calls/call-item.ts';
import { canonicalJson } from '../../calls/canonical-json.ts';
import type { Match } from '../../calls/match/match.ts';
import { isoTime } from '../../platform/iso-time.ts';
import { isAboutAsSure, saysTheSame } from '../../settle/rematch/hardly-differs.ts';
import type { SettledCall } from '../../settle/settled-call.ts';
import { toMoneyAnswer } from '../call-response.ts';
import type { MatchSide, RematchedCall, RematchKind } from './rematch-answer.ts';

/** A call as it is kept, and as it would be if it were settled now. */
export interface SettledAgain extends Pick<SettledCall, 'next' | 'decision' | 'matched'> {
  readonly stored: StoredCall;
}

/** What changes of a call that is matched again, and why. Undefined where it stays as it is, and would with all that it was made of. */
export function compareSettled({ stored, next, decision, matched }: SettledAgain): RematchedCall | undefined {
  const { changed } = decision;
  const kind = matchKind(stored.match, next.match, changed.length > 0) ?? otherKind(stored, next);
  if (kind === undefined && matched.keptBecause === undefined) return undefined;
  const count = (isOne: (one: (typeof changed)[number]) => boolean) => changed.filter(isOne).length;
  return {
    call: stored.id,
    site: next.site,
    startedAt: isoTime(stored.startedAt),
    kind: kind ?? 'kept',
    why: matched.keptBecause ?? next.match.reason,
    before: sideOf(stored),
    after: sideOf(next),
    conversions: {
      made: count(({ state, revision }) => state === 'open' && revision === 1),
      changed: count(({ state, revision }) => state === 'open' && revision > 1),
      retracted: count(({ state }) => state === 'retired'),
    },
  };
}

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
  if (!isAboutAsSure(before, now)) return 'confidence';
  return saysTheSame(before, now) ? undefined : 'details';
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
