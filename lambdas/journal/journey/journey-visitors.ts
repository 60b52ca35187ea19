import type { StoredCall } from '../../calls/call-item.ts';
import { sureEnough } from '../../calls/match/confidence.ts';
import type { Match } from '../../calls/match/match.ts';

/** A visitor whose visits belong to a journey, the call that says so, and why. */
export interface JourneyVisitor {
  readonly visitor: string;
  readonly call: string;
  readonly why: string;
}

/**
 * The visitors that are taken for one person: who is behind the call, whose codes came to it, and behind other calls of the same caller as far as that is known well enough.
 * Several people may call from one number, so a guess about another call is no evidence for this one. Each once, by the first that says so.
 */
export function journeyVisitors(
  asked: Pick<StoredCall, 'id' | 'match'>,
  others: readonly Pick<StoredCall, 'id' | 'match'>[],
): JourneyVisitor[] {
  const found = [
    ...named(asked, (by) => `The match of this call names them: ${by}.`),
    ...others
      .filter(({ match }) => isSure(match))
      .flatMap((call) => named(call, (by) => `Call ${call.id} of the same caller names them: ${by}.`)),
  ];
  return found.filter((one, index) => found.findIndex(({ visitor }) => visitor === one.visitor) === index);
}

function named(
  { id, match }: Pick<StoredCall, 'id' | 'match'>,
  sentence: (by: string) => string,
): readonly JourneyVisitor[] {
  const { visit, method, confidence, linkedVisits } = match;
  const linked = linkedVisits.map(({ visitor, reason }) => ({ visitor, call: id, why: reason }));
  if (visit === null) return linked;
  return [{ visitor: visit.visitor, call: id, why: sentence(`${method}, confidence ${confidence}`) }, ...linked];
}

function isSure({ method, confidence }: Match): boolean {
  return method === 'click' || confidence >= sureEnough;
}
