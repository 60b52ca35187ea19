import { createHmac, timingSafeEqual } from 'node:crypto';
import type { RawRequest, Verification } from '../../calls/carriers/carrier.ts';
import { type HeaderPart, type SignatureScheme, signedPieces } from './scheme.ts';

/** What else may be signed: the address that the sender was told, as it was told. */
export interface SignedRequest extends RawRequest {
  readonly method: string;
  readonly url: string | undefined;
}

/** More signatures in one header than any rotation of secrets needs are not looked at. */
const mostSignatures = 10;

/** Whether a request was signed by the scheme with one of the secrets, `now` (ms) or shortly before. Never throws, whatever came. */
export function verifyWebhook(
  request: SignedRequest,
  scheme: SignatureScheme,
  secrets: readonly string[],
  now: number,
): Verification {
  const { headers } = request;
  const time = scheme.time === undefined ? undefined : valuesOf(headers, scheme.time)[0];
  if (scheme.time !== undefined && !/^\d{1,16}$/.test(time ?? '')) return 'forged';
  const shown = valuesOf(headers, scheme.signature).slice(0, mostSignatures);
  const isSigned = secrets.some((secret) => {
    const expected = signatureOf(request, scheme, secret, time);
    return expected !== undefined && shown.some((signature) => isSame(signature, expected));
  });
  if (!isSigned) return 'forged';
  if (scheme.time === undefined) return 'genuine';
  const signedAt = Number(time) * (scheme.time.unit === 'seconds' ? 1000 : 1);
  // Whole seconds: who signs in seconds cuts what is behind the point.
  const apart = Math.abs(Math.floor(now / 1000) - Math.floor(signedAt / 1000));
  return apart > scheme.time.toleranceSeconds ? 'replayed' : 'genuine';
}

function valuesOf(headers: RawRequest['headers'], { header, separator, prefix = '' }: HeaderPart): string[] {
  const whole = headers[header];
  if (whole === undefined) return [];
  const parts = separator === undefined ? [whole] : whole.split(separator);
  return parts
    .map((part) => part.trim())
    .filter((part) => part.startsWith(prefix))
    .map((part) => part.slice(prefix.length))
    .filter((value) => value !== '');
}

/** Undefined when something of the signed text is missing. */
function signatureOf(
  { headers, method, url, body }: SignedRequest,
  { algorithm, encoding, key, signed }: SignatureScheme,
  secret: string,
  time: string | undefined,
): string | undefined {
  const facts: Readonly<Record<string, string | Uint8Array | undefined>> = { body, time, method, url };
  const hmac = createHmac(algorithm, keyOf(secret, key));
  for (const piece of signedPieces(signed)) {
    const part = 'text' in piece ? piece.text : (facts[piece.name] ?? headers[piece.name.replace(/^header:/, '')]);
    if (part === undefined) return undefined;
    hmac.update(part);
  }
  return hmac.digest(encoding);
}

function keyOf(secret: string, form: SignatureScheme['key']): Buffer {
  return form === 'text' ? Buffer.from(secret, 'utf8') : Buffer.from(secret.replace(/^whsec_/, ''), form);
}

/** How long it takes does not tell how much of a guess was right. */
function isSame(shown: string, expected: string): boolean {
  const [guess, truth] = [Buffer.from(shown), Buffer.from(expected)];
  return guess.length === truth.length && timingSafeEqual(guess, truth);
}
