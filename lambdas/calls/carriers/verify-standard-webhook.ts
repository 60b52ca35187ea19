import { isUtf8 } from 'node:buffer';
import { timingSafeEqual } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import type { RawRequest, Verification } from './carrier.ts';

/** A request that was signed longer ago, or that much later than now, is not believed, s. */
const window = 300;

/**
 * Whether a request is signed with one of the keys, by Standard Webhooks 1.0.0: HMAC-SHA-256 over `<id>.<timestamp>.<body>`. The library
 * signs; the time is compared here, as its `verify` takes the clock by itself. `now` in ms.
 */
export function verifyStandardWebhook(
  { headers, body }: RawRequest,
  keys: readonly string[],
  now: number,
): Verification {
  const { 'webhook-id': id = '', 'webhook-timestamp': timestamp = '', 'webhook-signature': signatures = '' } = headers;
  // Other bytes than text would not be those that were signed.
  if (id === '' || !/^\d{1,12}$/.test(timestamp) || !isUtf8(body)) return 'forged';
  const signedAt = new Date(Number(timestamp) * 1000);
  const text = Buffer.from(body).toString('utf8');
  const shown = signatures.split(' ');
  const isSigned = keys.some((key) => {
    const expected = new Webhook(key).sign(id, signedAt, text);
    return shown.some((signature) => isSame(signature, expected));
  });
  if (!isSigned) return 'forged';
  return Math.abs(Math.floor(now / 1000) - Number(timestamp)) > window ? 'replayed' : 'genuine';
}

/** How long it takes does not tell how much of a guess was right. */
function isSame(shown: string, expected: string): boolean {
  const [guess, truth] = [Buffer.from(shown), Buffer.from(expected)];
  return guess.length === truth.length && timingSafeEqual(guess, truth);
}
