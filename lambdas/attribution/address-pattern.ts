/**
 * Patterns of page addresses: a path like `/roofing/*`, a host like `partner.example`, or both. `*` stands for any
 * characters, or none. Hosts are equal in any case, and with `www.` or without; paths are equal in the same case only. Both
 * fit however their letters are encoded.
 */
interface AddressPattern {
  readonly host?: string;
  readonly path?: string;
}

const hostForm = /^[\p{L}\p{N}_*.-]+(:\d{1,5})?$/u;
const pathForm = /^\/[^\s?#\\]*$/;

/** Whether the text is such a pattern: no scheme, no query, no fragment. */
export function isAddressPattern(text: string): boolean {
  if (!text.isWellFormed()) return false;
  const { host, path } = parts(text);
  return (host === undefined || isHostPattern(host)) && (path === undefined || pathForm.test(path));
}

/** Of a label like `bücher` browsers tell another text, so a piece of it is no piece of that. */
function isHostPattern(host: string): boolean {
  return hostForm.test(host) && host.split('.').every((label) => isAscii(label) || !label.includes('*'));
}

/** Whether a page's address (origin and path) fits. The host must be this very one, if the pattern names one. */
export function fitsPage(pattern: string, address: string): boolean {
  const page = split(withoutScheme(address));
  const { host, path } = split(pattern);
  return (host === undefined || fitsText(host, page.host)) && (path === undefined || fitsText(path, page.path ?? '/'));
}

/** Whether a link came from there: from that host or a subdomain of it, if the pattern names one. */
export function fitsReferrer(pattern: string, address: string): boolean {
  const { host } = split(pattern);
  return fitsPage(pattern, address) || (host !== undefined && fitsPage(subdomainsOf(pattern), address));
}

/** Whether every page that fits the second pattern fits the first, as far as their letters tell. */
export function coversPages(wide: string, narrow: string): boolean {
  const [outer, inner] = [split(wide), split(narrow)];
  // A star of the inner pattern can only be taken in by one of the outer, like the text that it stands for.
  return fitsText(outer.host ?? '*', inner.host ?? '*') && fitsText(outer.path ?? '/*', inner.path ?? '/*');
}

/** Whether every referrer that fits the narrow pattern fits the wide one; hosts mean their subdomains too. */
export function coversReferrers(wide: string, narrow: string): boolean {
  return coversPages(wide, narrow) || coversPages(subdomainsOf(wide), narrow);
}

/** Whether no page can fit both patterns, as far as their letters tell. */
export function pagesAreApart(left: string, right: string): boolean {
  const [one, other] = [split(left), split(right)];
  return areApart(one.host ?? '*', other.host ?? '*') || areApart(one.path ?? '/*', other.path ?? '/*');
}

/** Whether no referrer can fit both. */
export function referrersAreApart(left: string, right: string): boolean {
  const withSubdomains = (pattern: string) => [pattern, subdomainsOf(pattern)];
  return withSubdomains(left).every((one) => withSubdomains(right).every((other) => pagesAreApart(one, other)));
}

/**
 * Whether a text fits a pattern in which `*` stands for any characters. Pieces are looked for from the left, each once:
 * no text makes this slow.
 */
export function fitsText(pattern: string, text = ''): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return text === pattern;
  if (!text.startsWith(first)) return false;
  let from = first.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, from);
    if (found === -1) return false;
    from = found + piece.length;
  }
  return text.length - last.length >= from && text.endsWith(last);
}

/** Whether no text can fit both, as far as their beginnings and ends tell. */
export function areApart(left: string, right: string): boolean {
  const [leftStart = '', rightStart = ''] = [left.split('*')[0], right.split('*')[0]];
  const [leftEnd = '', rightEnd = ''] = [left.split('*').at(-1), right.split('*').at(-1)];
  if (!left.includes('*')) return !fitsText(right, left);
  if (!right.includes('*')) return !fitsText(left, right);
  const startsFit = leftStart.startsWith(rightStart) || rightStart.startsWith(leftStart);
  return !startsFit || !(leftEnd.endsWith(rightEnd) || rightEnd.endsWith(leftEnd));
}

/** Host and path as they are compared: as browsers write them, the host without `www.`. */
export function split(text: string): AddressPattern {
  const { host, path } = parts(text);
  return {
    ...(host !== undefined && { host: asBrowsersWriteHosts(withoutWww(host)) }),
    ...(path !== undefined && { path: asBrowsersWritePaths(path) }),
  };
}

function parts(text: string): AddressPattern {
  const slash = text.indexOf('/');
  const host = slash === -1 ? text : text.slice(0, slash);
  return { ...(host !== '' && { host }), ...(slash !== -1 && { path: text.slice(slash) }) };
}

/** In lower case, and `bücher` as `xn--bcher-kva`. */
function asBrowsersWriteHosts(host: string): string {
  if (isAscii(host)) return host.toLowerCase();
  return host.replace(/[^.:]+/g, (label) => {
    const address = `http://${label}`;
    return !isAscii(label) && URL.canParse(address) ? new URL(address).hostname : label.toLowerCase();
  });
}

/** Percent-encoded, in capital letters. */
function asBrowsersWritePaths(path: string): string {
  return path
    .replace(/%[\da-f]{2}/gi, (code) => code.toUpperCase())
    .replace(/(?:\P{ASCII}|["<>^`{}])+/gu, (text) => encodeURIComponent(text));
}

function isAscii(text: string): boolean {
  return !/\P{ASCII}/u.test(text);
}

function withoutWww(text: string): string {
  return text.replace(/^www\./i, '');
}

/** A host with `www.` stands for itself without: its subdomains are the same. */
function subdomainsOf(pattern: string): string {
  return `*.${withoutWww(pattern)}`;
}

function withoutScheme(address: string): string {
  return address.replace(/^[a-z-]+:\/\//i, '');
}
