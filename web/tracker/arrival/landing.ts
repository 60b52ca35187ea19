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
 * Any parameter, in query or fragment, also where a program on the way wrote the address anew (`&amp;`, `%3D`). Which ones are known
 * is looked up: a pattern of all their names takes a browser a millisecond to be made.
 */
const parameter = /(?:[?&#;]|%(?:25)*(?:3f|26|3b|23))(\w+)(?:\+|%20)*(?:=|%(?:25)*3d)/gi;

/** A known parameter, as server and tracker know the same, and where in an address its value begins. */
interface Tag {
  readonly name: string;
  readonly value: string;
  readonly at: number;
}

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
  return { pageUrl: withTags(tagged ?? here), referrer: (referrer && referrer.split(/[?#]/)[0]) || undefined };
}

/** Two equal landings are one arrival: its tags, else another site's host, else '' (typed in, or from the site itself). */
export function landingOf({ pageUrl, referrer = '' }: Arrival): string {
  const tagged = plainTags(pageUrl);
  if (tagged.length > 0) return tagged.sort().join('&');
  return (referrer && !isSameSite(referrer, pageUrl) && hostOf(referrer)) || '';
}

/** Click ids without their values: what is left names the advertisement's platform, and nobody's click. */
export function withoutClicks(text: string): string {
  let told = `&${text}`;
  for (const { name, value, at } of tagsOf(told).reverse()) {
    if (!campaignOnly.test(name)) told = `${told.slice(0, at)}denied${told.slice(at + value.length)}`;
  }
  return told.slice(1);
}

/** What may be told, or kept, of an address or a landing. */
export function asAllowed(text: string, consent: { readonly ads: boolean } | undefined): string {
  return consent?.ads === false ? withoutClicks(text) : text;
}

/** A fragment may hold anything about a person; it says something only where it is tagged. */
function withTags(address: string): string {
  const [page = '', ...fragment] = address.split('#');
  const told = fragment.some((part) => isTagged(`#${part}`)) ? address : page;
  return told.length > longestAddress ? `${told.split(/[?#]/)[0]}?${plainTags(told).join('&')}` : told;
}

function isTagged(address: string): boolean {
  return tagsOf(address).length > 0;
}

function plainTags(address: string): string[] {
  return tagsOf(address).map(({ name, value }) => `${name}=${value}`);
}

function tagsOf(address: string): Tag[] {
  const tags: Tag[] = [];
  // Most pages are visited without any parameter, and no pattern has to be made for them.
  if (!address.includes('=') && !address.includes('%')) return tags;
  for (let match: RegExpExecArray | null; (match = parameter.exec(address)); ) {
    const [, name = ''] = match;
    // The value of another one may be an address with tags.
    if (!`|${parameterNames}|`.includes(`|${name.toLowerCase()}|`)) continue;
    const at = parameter.lastIndex;
    const [value = ''] = address.slice(at).split(/[&#;?]/, 1);
    tags.push({ name, value, at });
    parameter.lastIndex += value.length;
  }
  return tags;
}

/** The same host, or one within the other. */
function isSameSite(one: string, other: string): boolean {
  const [a, b] = [one, other].map((address) => hostOf(address)?.replace(/^(www\.)?/, '.'));
  return !!a && !!b && (a.endsWith(b) || b.endsWith(a));
}

/** Of an address as browsers write them. */
function hostOf(address: string): string | undefined {
  return /^[^:/?#]+:\/\/([^/?#]*@)?([^/?#:]+)/.exec(address)?.[2];
}

/** The page was loaded again, or gone back to: its address says nothing new about how the visitor came. */
export function isLoadedAgain(navigation: PerformanceEntry | undefined): boolean {
  const type = field(navigation, 'type');
  return type === 'reload' || type === 'back_forward';
}
