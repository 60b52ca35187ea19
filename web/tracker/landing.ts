import { parameterNames } from './parameter-names.ts';

const tags = new RegExp(`^(${parameterNames})$`, 'i');

/**
 * How the visitor came to this page: the address's campaign tags, else another site's host, else '' (typed in, or from
 * the site itself). Two equal landings are one arrival.
 */
export function landingOf(pageUrl: string, referrer: string): string {
  const page = urlOf(pageUrl);
  if (page === undefined) return '';
  const tagged = [...page.searchParams].filter(([name]) => tags.test(name)).map(([name, value]) => `${name}=${value}`);
  if (tagged.length > 0) return tagged.sort().join('&');
  const from = urlOf(referrer)?.hostname;
  return from === undefined || sameSite(from, page.hostname) ? '' : from;
}

function sameSite(one: string, other: string): boolean {
  const [a, b] = [bare(one), bare(other)];
  return a === b || a.endsWith(`.${b}`) || b.endsWith(`.${a}`);
}

function bare(host: string): string {
  return host.replace(/^www\./, '');
}

function urlOf(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
