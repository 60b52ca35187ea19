import type { Call } from '../../calls/call.ts';
import type { Match, MatchedVisit } from '../../calls/match/match.ts';
import type { Conversion } from '../../conversions/conversion.ts';
import { dependsOnRevenue } from '../../conversions/goal-value.ts';
import { type PhoneForm, phoneHash } from '../../identifiers/hashes.ts';
import type { Built } from './destination.ts';

/*
 * What ad platforms ask of a call in the same way.
 */

/** Why it is not for a destination. */
export type Skip = Extract<Built, { readonly kind: 'skip' }>;

/** The call's visit, where its visitor allowed ads; else why an ad platform is told nothing. */
export function visitForAds({ visit }: Pick<Match, 'visit'>): { readonly visit: MatchedVisit } | Skip {
  if (visit === null)
    return { kind: 'skip', because: 'no-consent', reason: 'the call belongs to no visit, so nobody allowed ads' };
  if (visit.consent?.ads !== true)
    return { kind: 'skip', because: 'no-consent', reason: 'the visitor did not allow ads' };
  return { visit };
}

/** The hash of the caller's number; undefined of a withheld one. */
export function callerHash({ caller }: Pick<Call, 'caller'>, form: PhoneForm): string | undefined {
  return caller?.kind === 'number' ? phoneHash(caller.number, form) : undefined;
}

/** What a conversion is to a platform that has a name for either: worth what was sold, or the hope of it. */
export function purposeOf({ rule }: Pick<Conversion, 'rule'>): 'sale' | 'lead' {
  return dependsOnRevenue(rule.conversion.value) ? 'sale' : 'lead';
}
