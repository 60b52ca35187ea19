import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import * as z from 'zod';
import { secretJson, stackSecret } from './aws/secret-string.ts';
import { env } from './names.ts';

const masterSecret = z.object({ master: z.string().min(32) });

/** The key that the master secret's text stands for. Throws when the text does not fit. */
export function deriveIdentityKey(secret: string): KeyObject {
  const { master } = masterSecret.parse(secretJson(secret));
  return createSecretKey(Buffer.from(hkdfSync('sha256', master, '', 'leaseline identity', 32)));
}

/** The key of caller hashes. It never rotates. */
export const loadIdentityKey = stackSecret(env.masterSecret, deriveIdentityKey);
