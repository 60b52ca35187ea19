import type { RecipientPool } from '../settings/pools/recipient-pool.ts';
import type { Recipient } from './recipient.ts';

/** The parameter by which a link to the site says whose mail it was in. */
export const recipientParameter = 'leaseline_recipient';

/** Mailchimp keeps no more of a text field. */
export const longestSiteQuery = 255;

/**
 * What is added to the query of links to the site: whose mail it is, and the tags by which the site's pages, and every other tool, tell that the visit came by
 * it. From the first tag that would make it too long for an e-mail tool on they are left out; the recipient says the rest. ASCII.
 */
export function siteQueryOf(
  { token, campaign, creative }: Pick<Recipient, 'token' | 'campaign' | 'creative'>,
  { source, medium }: Pick<RecipientPool, 'source' | 'medium'>,
): string {
  const parameters: readonly (readonly [string, string | undefined])[] = [
    [recipientParameter, token],
    ['utm_source', source],
    ['utm_medium', medium],
    ['utm_campaign', campaign],
    ['utm_content', creative],
  ];
  let query = '';
  for (const [name, value] of parameters) {
    if (value === undefined) continue;
    const longer = `${query}${query && '&'}${new URLSearchParams({ [name]: value }).toString()}`;
    if (longer.length > longestSiteQuery) break;
    query = longer;
  }
  return query;
}
