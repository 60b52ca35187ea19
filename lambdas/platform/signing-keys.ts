import { createSecretKey, hkdfSync } from 'node:crypto';
import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod/mini';
import { secretsClient } from './aws/aws-clients.ts';
import { secretJson } from './aws/secret-string.ts';
import { required } from './environment.ts';
import { env } from './names.ts';
import type { SigningKeys } from './tokens.ts';

/** The secret: one master value that never changes, and the ids of the signing keys made from it, the newest first. */
const keyId = z.string().check(z.regex(/^[\w-]+$/));
const masterSecret = z.object({ master: z.string().check(z.minLength(32)), signingKeys: z.array(keyId) });

let loading: Promise<SigningKeys> | undefined;

/** The signing keys, read once per container. A read that failed is tried again at the next request. */
export function loadSigningKeys(): Promise<SigningKeys> {
  loading ??= readSigningKeys().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function readSigningKeys(): Promise<SigningKeys> {
  const answer = await secretsClient().send(new GetSecretValueCommand({ SecretId: required(env.masterSecret) }));
  return deriveSigningKeys(answer.SecretString ?? '');
}

/** The keys that a secret's text stands for: the first id signs, all of them verify. Throws when the text does not fit. */
export function deriveSigningKeys(secret: string): SigningKeys {
  const { master, signingKeys } = masterSecret.parse(secretJson(secret));
  const [signWith] = signingKeys;
  if (signWith === undefined) throw new Error('signingKeys of the secret name no key');
  const derive = (id: string) =>
    createSecretKey(Buffer.from(hkdfSync('sha256', master, '', `leaseline signing ${id}`, 32)));
  return { signWith, keys: new Map(signingKeys.map((id) => [id, derive(id)])) };
}
