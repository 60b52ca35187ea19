import type { Match } from './match.ts';
import type { Posterior } from './posterior.ts';

/** What is told where there is nothing to weigh. */
export const confidence = {
  /** The number alone says the source, and nothing more is claimed. */
  source: 1,
  /** Not measured. The caller had that very page before them; whether it was what led to the call is less sure. */
  phoneCode: 0.9,
  /**
   * Not measured. The same visitor was shown the very number that was called: two things that know nothing of each other say it. Where the time
   * speaks for somebody else, no more than `phoneCode`.
   */
  phoneCodeOfNumber: 0.99,
  /** Not measured. The number was sent to them alone, but mails are passed on, and read by others in a house. */
  recipient: 0.95,
  none: 0,
} as const;

/** Nobody is ever quite sure of a visitor. */
const most = 0.999;

/** Below that it is likelier that the visitor was another one: a remembered call names nobody, and a code of the number says more. */
export const likelierThanNot = 0.5;

/** From here on a match says for other calls, too, who their caller is. */
export const sureEnough = 0.9;

/** What is left of the confidence in a recipient by all that speaks against them. Not measured. */
export const recipientDoubts = {
  /** They could not count on the number any more, but nobody else had it yet. */
  resting: 0.8,
  /** It might have been anybody's since. */
  rested: 0.6,
  /** Somebody else called their number first. */
  passedOn: 0.6,
  /** The caller is known as somebody else. */
  somebodyElse: 0.4,
  /** The number was the caller's before: an old mail is likelier than one that was passed on. */
  hadItBefore: 0.2,
  /** The caller is known as a visitor of whom nobody knows who they are. */
  unknownVisitor: 0.8,
} as const;

/** What is told of a visitor: a chance to three decimals, never certainty. */
export function confidenceOf(chance: number): number {
  return Math.min(most, thousandths(chance));
}

/** The chance of what two signs that know nothing of each other both say. */
export function eitherRight(one: number, other: number): number {
  return 1 - (1 - one) * (1 - other);
}

/** Less likely visitors are not told of. */
const least = 0.005;

/** Who else may have called, without the one who was chosen: in all `left`, shared out as the time says. */
export function otherCandidates(
  { candidates, withdrawn, older, unrelated }: Posterior,
  chosen: string | undefined,
  left: number,
): Match['candidates'] {
  const others = candidates.filter(({ visit }) => visit.visitor !== chosen);
  // Never nothing: strangers may always call.
  const sum = others.reduce((total, { chance }) => total + chance, withdrawn + older + unrelated);
  return others
    .map(({ visit: { visit, visitor }, chance }) => ({
      visit,
      visitor,
      confidence: thousandths((left * chance) / sum),
    }))
    .filter(({ confidence }) => confidence >= least);
}

/** The same of candidates that are told already. */
export function sharedOut(candidates: Match['candidates'], chosen: string, left: number): Match['candidates'] {
  const own = candidates.find(({ visitor }) => visitor === chosen)?.confidence ?? 0;
  return candidates
    .filter(({ visitor }) => visitor !== chosen)
    .map((one) => ({ ...one, confidence: thousandths((left * one.confidence) / (1 - own)) }))
    .filter(({ confidence }) => confidence >= least);
}

function thousandths(value: number): number {
  return Math.round(value * 1000) / 1000;
}
