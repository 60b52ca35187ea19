import {
  CreateSecretCommand,
  DeleteSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { secretsClient } from './aws-clients.ts';
import { required } from './environment.ts';
import { env } from './names.ts';

/** A destination's secrets by name. */
const secrets = z.record(z.string(), z.string());
export type DestinationSecrets = Readonly<z.infer<typeof secrets>>;

/** So long a container goes on with secrets that were changed meanwhile, ms. */
const usableFor = 60_000;

const known = new Map<string, { readonly read: Promise<DestinationSecrets>; readonly at: number }>();

/** The name of the one secret that holds all secrets of a destination. */
export function destinationSecretName(destination: string): string {
  return `${required(env.destinationSecretPrefix).replace(/\/$/, '')}/${destination}`;
}

/** Keeps the secrets of a destination, instead of those that it had. */
export async function putDestinationSecrets(destination: string, values: DestinationSecrets): Promise<void> {
  known.delete(destination);
  const name = destinationSecretName(destination);
  const text = JSON.stringify(values);
  try {
    await secretsClient().send(new PutSecretValueCommand({ SecretId: name, SecretString: text }));
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
    await secretsClient().send(new CreateSecretCommand({ Name: name, SecretString: text }));
  }
}

/** A destination's secrets, at most a minute old; empty when it has none. A read that failed is tried again at the next call. `now` in ms. */
export function readDestinationSecrets(destination: string, now: number): Promise<DestinationSecrets> {
  const remembered = known.get(destination);
  if (remembered !== undefined && now - remembered.at < usableFor) return remembered.read;
  const read = readNow(destination).catch((error: unknown) => {
    known.delete(destination);
    throw error;
  });
  known.set(destination, { read, at: now });
  return read;
}

async function readNow(destination: string): Promise<DestinationSecrets> {
  try {
    const SecretId = destinationSecretName(destination);
    const { SecretString = '{}' } = await secretsClient().send(new GetSecretValueCommand({ SecretId }));
    return secrets.parse(JSON.parse(SecretString));
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return {};
    throw error;
  }
}

/** Forgets a destination's secrets at once and for good. Having none is no error. */
export async function deleteDestinationSecrets(destination: string): Promise<void> {
  known.delete(destination);
  try {
    const SecretId = destinationSecretName(destination);
    await secretsClient().send(new DeleteSecretCommand({ SecretId, ForceDeleteWithoutRecovery: true }));
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
  }
}
