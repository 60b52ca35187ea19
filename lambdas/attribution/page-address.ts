import { pathLength } from './address-parameters.ts';

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
export function addressToKeep({ protocol, host, pathname }: URL): string {
  return `${protocol}//${host}${pathname.slice(0, pathLength(pathname))}`;
}

/** Lower case, without a leading `www.`. */
export function hostOf(url: URL): string {
  return url.hostname.toLowerCase().replace(/^www\./, '');
}

function parsedAddress(value: string): URL | undefined {
  return URL.canParse(value) ? new URL(value) : undefined;
}
