import { canonicalJson } from '../../calls/canonical-json.ts';
import type { Match } from '../../calls/match/match.ts';

/** What pools learn moves confidences a little with each call. A difference below this is not worth telling anybody. */
const worthTelling = 0.02;

/** Whether a match that is made anew says the same, about as surely. */
export function hardlyDiffers(before: Match, now: Match): boolean {
  return (
    Math.abs(before.confidence - now.confidence) < worthTelling &&
    canonicalJson(withoutChances(before)) === canonicalJson(withoutChances(now))
  );
}

function withoutChances({ confidence: _confidence, candidates: _candidates, reason: _reason, ...rest }: Match) {
  return rest;
}
