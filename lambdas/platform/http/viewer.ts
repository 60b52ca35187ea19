import { timingSafeEqual } from 'node:crypto';
import { isIP } from 'node:net';
import * as z from 'zod/mini';
import { stackSecret } from '../aws/secret-string.ts';
import { env, originHeader } from '../names.ts';

/** Who made a request, as the edge tells it; nothing of it is known where the edge cannot be believed. */
export interface Viewer {
  /** IPv4 or IPv6, without a port. */
  readonly address?: string;
  /** ISO 3166-1 alpha-2, like `DE`. */
  readonly country?: string;
  /** ISO 3166-2, like `DE-BY`. */
  readonly region?: string;
  /** As CloudFront words it, in English: `Munich`. */
  readonly city?: string;
}

const originSecret = z.string().check(z.minLength(32));

/** What the edge shows with each request of a page. */
export const loadOriginSecret = stackSecret(env.originSecret, (text) => originSecret.parse(text));

/**
 * What CloudFront's headers say of the viewer, if the request came through the edge: only the edge knows the secret. Whoever
 * asks the gateway itself could write these headers themselves, and stays unknown. Never throws; what does not fit is left out.
 * @param headers names in lower case
 * @param originSecret what the edge sends with each request
 */
export function viewerOf(headers: Readonly<Record<string, string>>, originSecret: string): Viewer {
  if (!isSame(headers[originHeader] ?? '', originSecret)) return {};
  const address = addressIn(headers['cloudfront-viewer-address'] ?? '');
  const country = fitting(/^[A-Z]{2}$/, headers['cloudfront-viewer-country']);
  const subdivision = fitting(/^[A-Z0-9]{1,3}$/, headers['cloudfront-viewer-country-region']);
  const city = cityIn(headers['cloudfront-viewer-city'] ?? '');
  return {
    ...(address !== undefined && { address }),
    ...(country !== undefined && { country }),
    ...(country !== undefined && subdivision !== undefined && { region: `${country}-${subdivision}` }),
    ...(city !== undefined && { city }),
  };
}

/** An empty secret is nobody's. How long it takes does not tell how much of a guess was right. */
function isSame(shown: string, secret: string): boolean {
  const [guess, truth] = [Buffer.from(shown), Buffer.from(secret)];
  return truth.length > 0 && guess.length === truth.length && timingSafeEqual(guess, truth);
}

/** `203.0.113.7:46532` or `2001:db8::7:46532`: what follows the last colon is the port, also without brackets. */
function addressIn(value: string): string | undefined {
  const address = value
    .slice(0, Math.max(0, value.lastIndexOf(':')))
    .trim()
    .replace(/^\[(.*)\]$/, '$1');
  return isIP(address) !== 0 && !address.includes('%') ? address.toLowerCase() : undefined;
}

function fitting(form: RegExp, value = ''): string | undefined {
  const code = value.trim().toUpperCase();
  return form.test(code) ? code : undefined;
}

/** Headers hold no more than Latin letters, so the name of `São Paulo` may come as its UTF-8 bytes, plain or percent-encoded. */
function cityIn(value: string): string | undefined {
  const name = asUtf8(percentDecoded(value)).trim();
  return name !== '' && name.length <= 100 && !/\p{Cc}/u.test(name) ? name : undefined;
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Bytes that were taken for Latin letters one by one, put together again; text that no such bytes make stays as it is. */
function asUtf8(text: string): string {
  const bytes = Buffer.from(text, 'latin1');
  if (bytes.toString('latin1') !== text) return text;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return text;
  }
}
