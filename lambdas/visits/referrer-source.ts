import { hostOf, referrerAddress } from './page-address.ts';
import { searchEngineOf } from './search-engines.ts';
import { socialNetworkOf } from './social-networks.ts';

/** Where a visit came from, as Google Analytics words it: google/organic, facebook/social, example.org/referral. */
export interface Source {
  readonly source: string;
  readonly medium: string;
}

/**
 * What the referrer alone says. Undefined when there is none, and for the site's own pages: going from page to page is
 * no new source.
 */
export function referrerSource(referrer: string | undefined, ownHosts: ReadonlySet<string>): Source | undefined {
  const url = referrerAddress(referrer);
  if (url === undefined) return undefined;
  const host = hostOf(url);
  if (ownHosts.has(host)) return undefined;
  const engine = searchEngineOf(host);
  if (engine !== undefined) return { source: engine, medium: 'organic' };
  const network = socialNetworkOf(host);
  if (network !== undefined) return { source: network, medium: 'social' };
  return { source: host.slice(0, 100), medium: 'referral' };
}
