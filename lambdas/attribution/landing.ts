import { boundedText } from '../platform/bounded-text.ts';
import { addressParameters, knownValues, type Parameter } from './address-parameters.ts';
import { readClickIds } from './click-ids.ts';
import { type ClassifiedSource, classifyLanding } from './landing-source.ts';
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
  /** Patterns of other pages that are no source. */
  readonly ignoredReferrers?: readonly string[] | undefined;
}

/** A landing, what it was read from, and what named its source. */
export interface ClassifiedLanding {
  readonly landing: Landing;
  readonly judged: ClassifiedSource;
  /** All of the address, known or not, in the order in which they are asked. */
  readonly parameters: readonly Parameter[];
}

/** Reads a page view; undefined when the page address is no http(s) address. Never throws, whatever the addresses hold. */
export function readLanding(view: PageView): Landing | undefined {
  return classifyPageView(view)?.landing;
}

/** The same, with what it takes to explain it. */
export function classifyPageView(view: PageView): ClassifiedLanding | undefined {
  const { origins, ignoredReferrers = [] } = view;
  const page = pageAddress(view.pageUrl);
  if (page === undefined) return undefined;
  const parameters = addressParameters(page);
  const known = knownValues(parameters);
  const clickIds = readClickIds(known);
  const tag = (name: string, length: number) => boundedText(known.get(name), length);
  const campaign = tag('utm_campaign', 200) ?? tag('utm_id', 200) ?? tag('gad_campaignid', 200);
  const [term, content] = [tag('utm_term', 200), tag('utm_content', 200)];
  const linked = referrerAddress(view.referrer);
  const ownHosts = new Set([page, ...origins.map((origin) => new URL(origin))].map(hostOf));
  const judged = classifyLanding({
    parameters: known,
    clickIds,
    source: tag('utm_source', 100),
    medium: tag('utm_medium', 100),
    referrer: referrerSource(view.referrer, { ownHosts, ignoredReferrers }),
  });
  const landing = {
    source: judged.source,
    medium: judged.medium,
    ...(campaign !== undefined && { campaign }),
    ...(term !== undefined && { term }),
    ...(content !== undefined && { content }),
    clickIds,
    landingPage: addressToKeep(page).slice(0, 500),
    ...(linked !== undefined && { referrer: addressToKeep(linked).slice(0, 300) }),
  };
  return { landing, judged, parameters };
}
