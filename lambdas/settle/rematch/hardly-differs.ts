import { canonicalJson } from '../../calls/canonical-json.ts';
import type { Match } from '../../calls/match/match.ts';

/** What pools learn moves confidences a little with each call. A difference below this is not worth telling anybody. */
const worthTelling = 0.02;

/** Whether a match that is made anew says the same, about as surely. */
export function hardlyDiffers(before: Match, now: Match): boolean {
  return isAboutAsSure(before, now) && saysTheSame(before, now);
}

/** Whether it is about as sure, whatever it says. */
export function isAboutAsSure(before: Match, now: Match): boolean {
  return Math.abs(before.confidence - now.confidence) < worthTelling;
}

/** Whether it says the same, however sure it is. */
export function saysTheSame(before: Match, now: Match): boolean {
  return canonicalJson(withoutChances(before)) === canonicalJson(withoutChances(now));
}

function withoutChances({ confidence: _confidence, candidates: _candidates, reason: _reason, ...rest }: Match) {
  return rest;
}
