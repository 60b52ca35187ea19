import { isUtf8 } from 'node:buffer';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import type { RawRequest, Verification } from './carrier.ts';

/** A request that was signed longer ago, or that much later than now, is not believed, s. */
const window = 300;

/**
 * Whether a request is signed with one of the keys, by Standard Webhooks 1.0.0: HMAC-SHA-256 over `<id>.<timestamp>.<body>`. The library
 * signs; the time is compared here, as its `verify` takes the clock by itself. `now` in ms. What is signed is the bytes, whether they are a
 * text is for others to say.
 */
export function verifyStandardWebhook(
  { headers, body }: RawRequest,
  keys: readonly string[],
  now: number,
): Verification {
  const { 'webhook-id': id = '', 'webhook-timestamp': timestamp = '', 'webhook-signature': signatures = '' } = headers;
  if (id === '' || !/^\d{1,12}$/.test(timestamp)) return 'forged';
  const shown = signatures.split(' ');
  const isSigned = keys.some((key) => {
    const expected = signatureOf(body, key, id, Number(timestamp));
    return shown.some((signature) => isSame(signature, expected));
  });
  if (!isSigned) return 'forged';
  return Math.abs(Math.floor(now / 1000) - Number(timestamp)) > window ? 'replayed' : 'genuine';
}

/** The library signs texts only, and would take bytes that are none for the text that they resemble. */
function signatureOf(body: Uint8Array, key: string, id: string, signedAt: number): string {
  if (isUtf8(body)) return new Webhook(key).sign(id, new Date(signedAt * 1000), Buffer.from(body).toString('utf8'));
  const secret = Buffer.from(key.replace(/^whsec_/, ''), 'base64');
  return `v1,${createHmac('sha256', secret).update(`${id}.${signedAt}.`).update(body).digest('base64')}`;
}

/** How long it takes does not tell how much of a guess was right. */
function isSame(shown: string, expected: string): boolean {
  const [guess, truth] = [Buffer.from(shown), Buffer.from(expected)];
  return guess.length === truth.length && timingSafeEqual(guess, truth);
}
