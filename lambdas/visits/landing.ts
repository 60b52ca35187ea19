import { boundedText } from './bounded-text.ts';
import { clickIdOf, readClickIds } from './click-ids.ts';
import { addressToKeep, hostOf, pageAddress, referrerAddress } from './page-address.ts';
import { referrerSource, type Source } from './referrer-source.ts';

/** What a page address and its referrer say about how the visitor got here. Only known parameters are read. */
export interface Landing extends Source {
  readonly campaign?: string;
  readonly term?: string;
  readonly content?: string;
  readonly clickIds: Readonly<Record<string, string>>;
  /** Origin and path; the query may hold anything about a person. */
  readonly landingPage: string;
  readonly referrer?: string;
}

/** The address of a page, and where its visitor came from. */
export interface PageView {
  readonly pageUrl: string;
  readonly referrer?: string | undefined;
  /** The site's origins: links between them are no source. */
  readonly origins: readonly string[];
}

/** What Google Analytics calls (direct) / (none). */
export const direct: Source = { source: 'direct', medium: 'none' };

/** What Google Analytics calls (not set): the address is tagged, but not with this. */
const notSet = 'not set';
const untold: Source = { source: notSet, medium: notSet };

/** Reads a page view; undefined when the page address is no http(s) address. Never throws, whatever the addresses hold. */
export function readLanding({ pageUrl, referrer, origins }: PageView): Landing | undefined {
  const page = pageAddress(pageUrl);
  if (page === undefined) return undefined;
  const parameters = knownCase(page.searchParams);
  const clickIds = readClickIds(parameters);
  const tag = (name: string, length: number) => boundedText(parameters.get(`utm_${name}`), length);
  const [campaign, term, content] = [tag('campaign', 200), tag('term', 200), tag('content', 200)];
  const fromReferrer = referrerSource(referrer, new Set([page.origin, ...origins].map((own) => hostOf(new URL(own)))));
  const linked = referrerAddress(referrer);
  return {
    ...(adSource(clickIds, 'auto-tag') ??
      taggedSource(tag('source', 100), tag('medium', 100), fromReferrer) ??
      adSource(clickIds, 'ad') ??
      sharedSource(clickIds, fromReferrer) ??
      fromReferrer ??
      ((campaign ?? term ?? content) ? untold : direct)),
    ...(campaign !== undefined && { campaign }),
    ...(term !== undefined && { term }),
    ...(content !== undefined && { content }),
    clickIds,
    landingPage: addressToKeep(page).slice(0, 500),
    ...(linked !== undefined && { referrer: addressToKeep(linked).slice(0, 300) }),
  };
}

/** Servers and mail programs change the case of names; the first value that says something counts. */
function knownCase(search: URLSearchParams): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  for (const [name, value] of search) {
    const known = name.toLowerCase();
    if (value.trim() !== '' && !parameters.has(known)) parameters.set(known, value);
  }
  return parameters;
}

function adSource(clickIds: Landing['clickIds'], carriedBy: 'auto-tag' | 'ad'): Source | undefined {
  const clickId = clickIdOf(clickIds, carriedBy);
  return clickId && { source: clickId.source, medium: 'cpc' };
}

/**
 * utm tags beat click ids that are no auto-tag, and the referrer. A source without a medium stays without one; a campaign
 * alone names no source, so what else there is decides.
 */
function taggedSource(
  source: string | undefined,
  medium: string | undefined,
  fromReferrer: Source | undefined,
): Source | undefined {
  if (source !== undefined) return { source, medium: medium ?? notSet };
  if (medium !== undefined) return { source: fromReferrer?.source ?? notSet, medium };
  return undefined;
}

/** fbclid also comes from Instagram and from Messenger: the referrer, if it is a network, knows better. */
function sharedSource(clickIds: Landing['clickIds'], fromReferrer: Source | undefined): Source | undefined {
  const clickId = clickIdOf(clickIds, 'share');
  if (clickId === undefined) return undefined;
  return fromReferrer?.medium === 'social' ? fromReferrer : { source: clickId.source, medium: 'social' };
}
