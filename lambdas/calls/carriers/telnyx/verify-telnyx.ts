import { createPublicKey, verify } from 'node:crypto';
import type { RawRequest, Verification } from '../carrier.ts';

/** A request that was signed longer ago, or that much later than now, is not believed, s. */
const window = 300;

/** What makes an Ed25519 key of 32 bytes a key in the form of X.509 (RFC 8410). */
const keyPrefix = Buffer.from('302a300506032b6570032100', 'hex');

/** A public key as Telnyx shows it: base64 of 32 bytes. */
export const publicKeyForm = /^[A-Za-z0-9+/]{43}=$/;

/** Whether a request is signed for one of the public keys: Ed25519 over `<timestamp>|<body>`. `now` in ms. Never throws. */
export function verifyTelnyx(
  { headers, body }: Pick<RawRequest, 'headers' | 'body'>,
  publicKeys: readonly string[],
  now: number,
): Verification {
  const { 'telnyx-timestamp': timestamp = '', 'telnyx-signature-ed25519': signature = '' } = headers;
  if (!/^\d{1,12}$/.test(timestamp) || !/^[A-Za-z0-9+/]{86}==$/.test(signature)) return 'forged';
  const signed = Buffer.concat([Buffer.from(`${timestamp}|`), body]);
  const isSigned = publicKeys.some((key) => isSignedFor(key, signed, Buffer.from(signature, 'base64')));
  if (!isSigned) return 'forged';
  return Math.abs(Math.floor(now / 1000) - Number(timestamp)) > window ? 'replayed' : 'genuine';
}

function isSignedFor(publicKey: string, signed: Uint8Array, signature: Uint8Array): boolean {
  const key = Buffer.concat([keyPrefix, Buffer.from(publicKey, 'base64')]);
  try {
    return verify(null, signed, createPublicKey({ key, format: 'der', type: 'spki' }), signature);
  } catch {
    // Not every 32 bytes are a key.
    return false;
  }
}
