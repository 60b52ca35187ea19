/** Longer addresses are cut: what matters stands in front, and nobody shall make us keep more. */
const longestAddress = 2000;

/** The address of a web page as `document.location.href` gives it; undefined when it is no http(s) address. Never throws. */
export function pageAddress(value: string): URL | undefined {
  const url = parsedAddress(value);
  return url !== undefined && /^https?:$/.test(url.protocol) ? url : undefined;
}

/** The page or app that linked here, as `document.referrer` gives it: http(s), or `android-app://<package>`. Never throws. */
export function referrerAddress(value: string | undefined): URL | undefined {
  const url = value === undefined ? undefined : parsedAddress(value);
  return url !== undefined && url.hostname !== '' && /^(https?|android-app):$/.test(url.protocol) ? url : undefined;
}

/** The address without query, fragment and credentials, which may hold anything about a person. */
export function addressToKeep(url: URL): string {
  return `${url.protocol}//${url.host}${url.pathname}`;
}

/** Lower case, without a leading `www.`. */
export function hostOf(url: URL): string {
  return url.hostname.toLowerCase().replace(/^www\./, '');
}

function parsedAddress(value: string): URL | undefined {
  const address = value.length <= longestAddress ? value : withoutCutParameter(value.slice(0, longestAddress));
  return URL.canParse(address) ? new URL(address) : undefined;
}

/** The parameter that the cut went through is dropped: half a click id is none. */
function withoutCutParameter(address: string): string {
  const query = address.indexOf('?');
  if (query === -1) return address;
  return address.slice(0, Math.max(query, address.lastIndexOf('&')));
}
