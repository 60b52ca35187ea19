import { createHash, timingSafeEqual } from 'node:crypto';
import type { RawRequest, Verification } from './carrier.ts';

/**
 * Whether a request shows one of these passwords by HTTP Basic authentication (RFC 7617). It says who sends, and nothing about the body or the
 * time: for carriers that have no signature, over HTTPS only.
 */
export function verifyBasicCredentials(
  { headers }: Pick<RawRequest, 'headers'>,
  user: string,
  passwords: readonly string[],
): Verification {
  const [, shown] = /^basic +(\S+) *$/i.exec(headers.authorization ?? '') ?? [];
  if (shown === undefined) return 'forged';
  // All are compared, so how long it takes tells neither which one it was nor how much of a guess was right.
  const fits = passwords.map((password) => isSame(shown, Buffer.from(`${user}:${password}`).toString('base64')));
  return fits.includes(true) ? 'genuine' : 'forged';
}

/** By digests: they have one length, so not even that of the secret is told. */
function isSame(shown: string, expected: string): boolean {
  return timingSafeEqual(digest(shown), digest(expected));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
