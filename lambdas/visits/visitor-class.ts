import { createIsbotFromList, isbotPatterns, list } from 'isbot';
import { isLoopback, type Networks, networks } from '../platform/http/networks.ts';
import type { Viewer } from '../platform/http/viewer.ts';
import type { Site } from '../settings/sites/site.ts';

/** Who asks: a person, a robot, or somebody from a country that the site does not serve. */
export type VisitorClass = 'person' | 'robot' | 'elsewhere';

/** What is known of who asks. */
export interface Caller {
  readonly userAgent?: string | undefined;
  readonly viewer?: Viewer | undefined;
}

type CallerRules = Pick<Site, 'robots' | 'addresses' | 'countries'>;

/**
 * Judges by the site's lists of addresses, then by the user agent, then by the country. A caller who does not name their
 * user agent is no robot for that.
 * @param isDeveloper who calls from this machine itself may use tools and browsers without a window; crawlers are robots there too
 */
export function classifyVisitor(
  site: CallerRules,
  { userAgent = '', viewer = {} }: Caller,
  isDeveloper: boolean,
): VisitorClass {
  if (isAllowed(site, viewer)) return 'person';
  if (isListed(site.addresses?.block, viewer)) return 'robot';
  const namesItself = isDeveloper && isOfThisMachine(viewer) ? isCrawler : isRobot;
  if (site.robots === 'refuse' && namesItself(userAgent.slice(0, longestUserAgent))) return 'robot';
  return site.countries === undefined || viewer.country === undefined || site.countries.includes(viewer.country)
    ? 'person'
    : 'elsewhere';
}

/** The site's owner says that this address is no robot and not limited, whatever else is known of it. */
export function isAllowed({ addresses }: Pick<Site, 'addresses'>, viewer: Viewer): boolean {
  return isListed(addresses?.allow, viewer);
}

/** Whether the viewer is at the very machine: only the local run has such. */
export function isOfThisMachine({ address }: Viewer): boolean {
  return address !== undefined && isLoopback(address);
}

/** No browser says more; and matching takes time. */
const longestUserAgent = 1000;

/** What people try things with; a crawler has more than that to say. */
const tools = [
  'node',
  'visitor-1',
  'curl/8.5.0',
  'Wget/1.21.4',
  'python-requests/2.31.0',
  'axios/1.7.0',
  'PostmanRuntime/7.39.0',
  'Java/17.0.2',
  'HeadlessChrome/120.0.0.0',
  'Playwright/1.50',
  'Cypress/13.0',
  'Selenium',
];

type Judge = ReturnType<typeof createIsbotFromList>;

let robots: Judge | undefined;

/** What `isbot` itself does, which holds its list a second time as one long pattern. */
function isRobot(userAgent: string): boolean {
  robots ??= createIsbotFromList(list);
  return robots(userAgent);
}

let crawlers: Judge | undefined;

/** By all that `isbot` knows but what fits tools. */
function isCrawler(userAgent: string): boolean {
  crawlers ??= createIsbotFromList(crawlerPatterns());
  return crawlers(userAgent);
}

function crawlerPatterns(): string[] {
  const ofTools = new Set(tools.flatMap((tool) => isbotPatterns(tool)));
  return list.filter((pattern) => !ofTools.has(pattern));
}

function isListed(entries: readonly string[] = [], { address }: Viewer): boolean {
  return address !== undefined && entries.length > 0 && networksOf(entries)(address);
}

const mostLists = 100;
const lists = new Map<string, Networks>();

/** Settings are read again every second, and reading a long list into networks takes longer than all the rest. */
function networksOf(entries: readonly string[]): Networks {
  const text = entries.join(' ');
  const known = lists.get(text);
  if (known !== undefined) return known;
  if (lists.size === mostLists) lists.clear();
  const made = networks(entries);
  lists.set(text, made);
  return made;
}
