import { fitsReferrer } from './address-pattern.ts';
import { assistantOf } from './assistants.ts';
import { isOwnHost } from './hosts.ts';
import { addressToKeep, hostOf, referrerAddress } from './page-address.ts';
import { isPassThrough } from './pass-through-pages.ts';
import { searchEngineOf } from './search-engines.ts';
import { socialNetworkOf } from './social-networks.ts';

/** Where a visit came from, as Google Analytics words it: google/organic, facebook/social, example.org/referral. */
export interface Source {
  readonly source: string;
  readonly medium: string;
}

/** What Google Analytics calls (direct) / (none). */
export const direct: Source = { source: 'direct', medium: 'none' };

/** The site, as far as it says which links are no source. */
export interface LinkedSite {
  /** The site's own hosts, without `www.`. */
  readonly ownHosts: ReadonlySet<string>;
  /** Patterns of what the site's owner does not take for a source. */
  readonly ignoredReferrers: readonly string[];
}

/** What the referrer says; the first four say nothing, so that the source before stays. */
export type ReferrerRule =
  | 'no-referrer'
  | 'own-page'
  | 'ignored-referrer'
  | 'pass-through-page'
  | 'assistant'
  | 'search-engine'
  | 'social-network'
  | 'other-site';

/** What the referrer alone says, by which rule, and of which host. */
export interface ReferrerSource extends Source {
  readonly rule: ReferrerRule;
  readonly by: readonly string[];
}

/** Never throws, whatever the address holds. */
export function referrerSource(referrer: string | undefined, site: LinkedSite): ReferrerSource {
  const url = referrerAddress(referrer);
  if (url === undefined) return { ...direct, rule: 'no-referrer', by: [] };
  const host = hostOf(url);
  const by = [host];
  const address = addressToKeep(url);
  if (isOwnHost(host, site.ownHosts)) return { ...direct, rule: 'own-page', by };
  if (site.ignoredReferrers.some((pattern) => fitsReferrer(pattern, address))) {
    return { ...direct, rule: 'ignored-referrer', by };
  }
  if (isPassThrough(host, address)) return { ...direct, rule: 'pass-through-page', by };
  const assistant = assistantOf(host);
  if (assistant !== undefined) return { source: assistant, medium: 'ai', rule: 'assistant', by };
  const engine = searchEngineOf(host);
  if (engine !== undefined) return { source: engine, medium: 'organic', rule: 'search-engine', by };
  const network = socialNetworkOf(host);
  if (network !== undefined) return { source: network, medium: 'social', rule: 'social-network', by };
  return { source: host.slice(0, 100), medium: 'referral', rule: 'other-site', by };
}
