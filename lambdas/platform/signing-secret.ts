import * as z from 'zod';

/** A key of Standard Webhooks (https://www.standardwebhooks.com): `whsec_` and base64 of 24 to 64 random bytes. */
export const signingSecret = z
  .string()
  .refine((secret) => isSigningSecret(secret), { message: 'must be whsec_ and base64 of 24 to 64 bytes' });

/** Whether a text is such a key. */
export function isSigningSecret(secret: string): boolean {
  const [, base64] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret) ?? [];
  if (base64 === undefined || base64.length % 4 !== 0) return false;
  const { length } = Buffer.from(base64, 'base64');
  return length >= 24 && length <= 64;
}
