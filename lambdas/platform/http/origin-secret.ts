import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod/mini';
import { secretsClient } from '../aws/aws-clients.ts';
import { required } from '../environment.ts';
import { env } from '../names.ts';

const originSecret = z.string().check(z.minLength(32));

let loading: Promise<string> | undefined;

/** What the edge shows with each request of a page, read once per container. A read that failed is tried again at the next one. */
export function loadOriginSecret(): Promise<string> {
  loading ??= readOriginSecret().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function readOriginSecret(): Promise<string> {
  const answer = await secretsClient().send(new GetSecretValueCommand({ SecretId: required(env.originSecret) }));
  return originSecret.parse(answer.SecretString);
}
