import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { required } from '../environment.ts';
import { secretsClient } from './aws-clients.ts';

/**
 * What the secret of a stack stands for, whose ARN an environment variable has, read once per container. A read that failed is tried again
 * at the next request.
 */
export function stackSecret<Value>(variable: string, valueOf: (text: string) => Value): () => Promise<Value> {
  let loading: Promise<Value> | undefined;
  const read = async () => {
    const { SecretString = '' } = await secretsClient().send(
      new GetSecretValueCommand({ SecretId: required(variable) }),
    );
    return valueOf(SecretString);
  };
  return () => {
    loading ??= read().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
}

/** What a secret's text says as JSON. The error does not repeat the text, as that of `JSON.parse` does: it ends in a log. */
export function secretJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('the secret is not JSON');
  }
}
