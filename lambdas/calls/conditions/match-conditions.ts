import * as z from 'zod';
import { fitsPage, fitsReferrer } from '../../attribution/address-pattern.ts';
import { pagePattern, referrerPattern } from '../../conditions/fields/values.ts';
import type { Match, MatchedVisit } from '../match/match.ts';
import { anyOfTexts, anyOfWords, condition, oneOrMore, withinNumbers } from './condition-kinds.ts';
import type { Fact } from './fact.ts';

/** Why a call belongs to whom. */
interface OfMatch {
  readonly match: Match;
}

/** What conditions may ask of the match: pool, source, and the visit that led to the call. */
export const matchConditions = {
  pool: anyOfTexts(({ match }: OfMatch) => match.pool ?? null),
  source: anyOfTexts(({ match }: OfMatch) => match.source),
  medium: anyOfTexts(({ match }: OfMatch) => match.medium),
  campaign: anyOfTexts(({ match }: OfMatch) => match.campaign ?? (isExplained(match) ? null : undefined)),
  /** Whom the number was sent to by mail, or whose mail the visit came by; by the sender's own id of them. */
  recipient: anyOfTexts(({ match }: OfMatch) => match.recipient?.id ?? (isExplained(match) ? null : undefined)),
  keyword: anyOfTexts(ofVisit(({ keyword }) => keyword ?? null)),
  landingPage: addresses(
    pagePattern,
    fitsPage,
    ofVisit(({ landingPage }) => landingPage),
  ),
  referrer: addresses(
    referrerPattern,
    fitsReferrer,
    ofVisit(({ referrer }) => referrer ?? null),
  ),
  device: anyOfWords(
    z.enum(['desktop', 'mobile', 'tablet']),
    ofVisit(({ device }) => device),
  ),
  confidence: withinNumbers(z.number().min(0).max(1), ({ match }: OfMatch) => match.confidence),
};

/** A number that is in one place, or a visit, says all about where the call came from. */
function isExplained({ method, visit }: Match): boolean {
  return method === 'source' || visit !== null;
}

/** Of a call whose visit nobody knows nobody knows what it was. */
function ofVisit<Value>(of: (visit: MatchedVisit) => Fact<Value>) {
  return ({ match: { visit } }: OfMatch): Fact<Value> => (visit === null ? undefined : of(visit));
}

function addresses(
  pattern: z.ZodString,
  fits: (pattern: string, address: string) => boolean,
  actual: (facts: OfMatch) => Fact<string>,
) {
  return condition({
    settings: oneOrMore(pattern).optional(),
    stored: z.union([z.string(), z.array(z.string())]).optional(),
    actual,
    fits: (wanted, address) => [wanted].flat().some((one) => fits(one, address)),
  });
}
