import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { secretsClient } from './aws/aws-clients.ts';
import { secretJson } from './aws/secret-string.ts';
import { required } from './environment.ts';
import { env } from './names.ts';

const masterSecret = z.object({ master: z.string().min(32) });

let loading: Promise<KeyObject> | undefined;

/** The key of caller hashes, read once per container. It never rotates. A read that failed is tried again at the next request. */
export function loadIdentityKey(): Promise<KeyObject> {
  loading ??= readIdentityKey().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function readIdentityKey(): Promise<KeyObject> {
  const answer = await secretsClient().send(new GetSecretValueCommand({ SecretId: required(env.masterSecret) }));
  return deriveIdentityKey(answer.SecretString ?? '');
}

/** The key that the master secret's text stands for. Throws when the text does not fit. */
export function deriveIdentityKey(secret: string): KeyObject {
  const { master } = masterSecret.parse(secretJson(secret));
  return createSecretKey(Buffer.from(hkdfSync('sha256', master, '', 'leaseline identity', 32)));
}
