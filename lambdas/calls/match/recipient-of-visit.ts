import { poolOfToken } from '../../recipients/recipient-token.ts';
import type { Visit } from '../../visits/visit.ts';
import type { MatchedRecipient, MatchedVisit } from './match.ts';
import type { MatchFacts } from './match-facts.ts';

/**
 * Whom a visit is of, if they were sent a mail: its number, the link in it, or a link to the site that told who they are. `kept`: what was sent, as the
 * recipient's own item says; a visit may have had no room for all of it.
 */
export function recipientOfVisit(
  { recipient, campaign, content, pool }: Visit,
  kept?: Pick<MatchedRecipient, 'campaign' | 'creative'>,
): MatchedRecipient | undefined {
  if (recipient === undefined) return undefined;
  const { id, token } = recipient;
  // A link to the site may have tags of its own: there the visit notes what was sent.
  const noted = recipient.campaign === undefined ? { campaign: campaign ?? '', creative: content } : recipient;
  const sent = kept ?? noted;
  return {
    id,
    campaign: sent.campaign ?? '',
    ...(sent.creative !== undefined && { creative: sent.creative }),
    pool: poolOfToken(token) ?? pool,
  };
}

/** The visit that a match is made of, as it is kept now; undefined where only a memory is left of it. */
export function visitBehind({ id }: MatchedVisit, { visits, remembered }: MatchFacts): Visit | undefined {
  const known = remembered === undefined || remembered === 'withdrawn' ? visits : [...visits, remembered];
  return known.find(({ visit }) => visit === id);
}
