/**
 * Whether a host is the site's own: one of its hosts, a subdomain of one, or the domain that one is a subdomain of. Two subdomains of
 * a domain that is none of the site's hosts are strangers to each other: they may be two customers of `github.io`. All in lower case,
 * without `www.`.
 */
export function isOwnHost(host: string, ownHosts: Iterable<string>): boolean {
  for (const own of ownHosts) {
    if (host === own || host.endsWith(`.${own}`) || own.endsWith(`.${host}`)) return true;
  }
  return false;
}

/** What a table says of a host, or of the closest domain above it. The host is in lower case. */
export function ofDomain<Entry>(table: ReadonlyMap<string, Entry>, host: string): Entry | undefined {
  const labels = host.split('.');
  for (let first = 0; first < labels.length; first++) {
    const entry = table.get(labels.slice(first).join('.'));
    if (entry !== undefined) return entry;
  }
  return undefined;
}
