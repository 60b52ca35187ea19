import { createSecretKey, hkdfSync } from 'node:crypto';
import * as z from 'zod/mini';
import { secretJson, stackSecret } from './aws/secret-string.ts';
import { env } from './names.ts';
import type { SigningKeys } from './tokens.ts';

/** The secret: one master value that never changes, and the ids of the signing keys made from it, the newest first. */
const keyId = z.string().check(z.regex(/^[\w-]+$/));
const masterSecret = z.object({ master: z.string().check(z.minLength(32)), signingKeys: z.array(keyId) });

/** The keys that a secret's text stands for: the first id signs, all of them verify. Throws when the text does not fit. */
export function deriveSigningKeys(secret: string): SigningKeys {
  const { master, signingKeys } = masterSecret.parse(secretJson(secret));
  const [signWith] = signingKeys;
  if (signWith === undefined) throw new Error('signingKeys of the secret name no key');
  const derive = (id: string) =>
    createSecretKey(Buffer.from(hkdfSync('sha256', master, '', `leaseline signing ${id}`, 32)));
  return { signWith, keys: new Map(signingKeys.map((id) => [id, derive(id)])) };
}

export const loadSigningKeys = stackSecret(env.masterSecret, deriveSigningKeys);
