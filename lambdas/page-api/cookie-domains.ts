import { pageAddress } from '../attribution/page-address.ts';

/**
 * The domains under which a page's host lies together with another host of its site, the widest first. Browsers refuse cookies of
 * those that are public (`co.uk`), and know which these are; what has one label only is no domain of anybody's.
 */
export function cookieDomains(origins: readonly string[], pageUrl: string): string[] {
  const here = pageAddress(pageUrl)?.hostname ?? '';
  const domains = origins.map((origin) => commonDomain(here, new URL(origin).hostname));
  return [...new Set(domains)].filter((domain) => domain !== '').toSorted((one, other) => one.length - other.length);
}

/** '' where there is none: also of addresses of machines, and of a host with itself, which keeps what it knows by itself. */
function commonDomain(one: string, other: string): string {
  if (one === other || isAddress(one) || isAddress(other)) return '';
  const [labels, others] = [one.split('.').toReversed(), other.split('.').toReversed()];
  const apart = labels.findIndex((label, index) => label !== others[index]);
  const common = apart === -1 ? labels : labels.slice(0, apart);
  return common.length < 2 ? '' : common.toReversed().join('.');
}

function isAddress(host: string): boolean {
  return host.startsWith('[') || /\.\d+$/.test(host);
}
