import { field } from '../../fields.ts';
import { parameterNames } from './parameter-names.ts';

/** How a visitor came to the site, as far as this page can tell. */
export interface Arrival {
  /** The address that the visitor followed, with its tags. */
  readonly pageUrl: string;
  /** The page that linked there, without its query. */
  readonly referrer?: string | undefined;
}

/**
 * A known parameter and its value, in query or fragment, also where a program on the way wrote the address anew (`&amp;`, `%3D`).
 * Server and tracker know the same names.
 */
const tags = new RegExp(
  `([?&#;]|%(?:25)*(?:3f|26|3b|23))(${parameterNames})(?:\\+|%20)*(=|%(?:25)*3d)([^&#;?]*)`,
  'gi',
);

/** Of a longer address only the beginning and the tags are told: the API takes no more than 16 KB. */
const longestAddress = 8000;

/** Names of what names a campaign; all others name a click. */
const campaignOnly = /^(utm|gad)_/i;

/**
 * The first of `addresses` that is tagged tells: pages clean their address, sometimes before this script runs. Else the tags of the
 * site's own page before, which may have left no trace: it sent its visitor on, or had nobody's consent. Else the last address.
 */
export function arrivalOf(addresses: readonly string[], referrer: string): Arrival {
  const here = addresses[addresses.length - 1] ?? '';
  const tagged = addresses.find(isTagged);
  if (!tagged && isTagged(referrer) && isSameSite(referrer, here)) return { pageUrl: withTags(referrer) };
  return { pageUrl: withTags(tagged ?? here), referrer: referrer.replace(/[?#].*/, '') || undefined };
}

/** Two equal landings are one arrival: its tags, else another site's host, else '' (typed in, or from the site itself). */
export function landingOf({ pageUrl, referrer = '' }: Arrival): string {
  const tagged = [...pageUrl.matchAll(tags)].map(([, , name, , value]) => `${name}=${value}`);
  if (tagged.length > 0) return tagged.sort().join('&');
  return isSameSite(referrer, pageUrl) ? '' : (hostOf(referrer) ?? '');
}

/** Click ids without their values: what is left names the advertisement's platform, and nobody's click. */
export function withoutClicks(text: string): string {
  return `&${text}`
    .replace(tags, (tag, before, name, is) => (campaignOnly.test(name) ? tag : `${before}${name}${is}denied`))
    .slice(1);
}

/** What may be told, or kept, of an address or a landing. */
export function asAllowed(text: string, consent: { readonly ads: boolean } | undefined): string {
  return consent?.ads === false ? withoutClicks(text) : text;
}

/** A fragment may hold anything about a person; it says something only where it is tagged. */
function withTags(address: string): string {
  const [page = '', ...fragment] = address.split('#');
  const told = fragment.some((part) => isTagged(`#${part}`)) ? address : page;
  return told.length > longestAddress ? `${told.replace(/[?#].*/, '')}?${(told.match(tags) ?? []).join('')}` : told;
}

function isTagged(address: string): boolean {
  return address.search(tags) >= 0;
}

/** The same host, or one within the other. */
function isSameSite(one: string, other: string): boolean {
  const [a, b] = [one, other].map((address) => hostOf(address)?.replace(/^(www\.)?/, '.'));
  return a !== undefined && b !== undefined && (a.endsWith(b) || b.endsWith(a));
}

/** Of an address as browsers write them. */
function hostOf(address: string): string | undefined {
  return /^[^:/?#]+:\/\/([^/?#]*@)?([^/?#:]+)/.exec(address)?.[2];
}

/** The page was loaded again, or gone back to: its address says nothing new about how the visitor came. */
export function isLoadedAgain(navigation: PerformanceEntry | undefined): boolean {
  return /^(reload|back_forward)$/.test(String(field(navigation, 'type')));
}
