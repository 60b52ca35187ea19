import { Webhook } from 'standardwebhooks';
import * as z from 'zod';
import { isSigningSecret } from '../../../platform/signing-secret.ts';

const mostSecrets = 5;

/**
 * What signs: one secret, or several while one takes the place of another. They are kept as one text with spaces between them, as the
 * header of the signatures has it.
 */
export const signingSecrets = z
  .union([z.string(), z.array(z.string())])
  .transform((given) => [given].flat().join(' '))
  .refine((text) => text.split(' ').length <= mostSecrets && text.split(' ').every(isSigningSecret), {
    message: `must be whsec_ and base64 of 24 to 64 bytes, or a list of up to ${mostSecrets} such`,
  });

/** The headers by which a receiver verifies a message, once for each secret: https://www.standardwebhooks.com. `now` in ms. */
export function signatureHeaders(
  secrets: string,
  { id, body, now }: { readonly id: string; readonly body: string; readonly now: number },
): Record<string, string> {
  const signatures = secrets.split(' ').map((secret) => new Webhook(secret).sign(id, new Date(now), body));
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now / 1000)),
    'webhook-signature': signatures.join(' '),
  };
}
