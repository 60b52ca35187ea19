import {
  CreateSecretCommand,
  DeleteSecretCommand,
  GetSecretValueCommand,
  InvalidRequestException,
  ResourceNotFoundException,
} from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { required } from '../environment.ts';
import { env } from '../names.ts';
import { secretsClient } from './aws-clients.ts';
import { secretJson } from './secret-string.ts';

/** A destination's secrets by name. */
const secrets = z.record(z.string(), z.string());
export type DestinationSecrets = Readonly<z.infer<typeof secrets>>;

/** What one container remembers; more destinations than these are read anew. */
const mostKnown = 500;

const known = new Map<string, Promise<DestinationSecrets | undefined>>();

/** The name at Secrets Manager of what lies at this place: a path below the prefix of the stack. */
export function destinationSecretName(place: string): string {
  return `${required(env.destinationSecretPrefix).replace(/\/$/, '')}/${place}`;
}

/**
 * Keeps secrets at a place of their own, where nothing lay before: what lies there never changes, and the name of what is deleted, which
 * stays taken for a while, is never wanted again.
 */
export async function createDestinationSecrets(place: string, values: DestinationSecrets): Promise<void> {
  const [Name, SecretString] = [destinationSecretName(place), JSON.stringify(values)];
  await secretsClient().send(new CreateSecretCommand({ Name, SecretString }));
}

/** The secrets at a place; undefined when they are not there: not yet, as a new secret takes a moment to be seen, or no more. */
export function readDestinationSecrets(place: string): Promise<DestinationSecrets | undefined> {
  const remembered = known.get(place);
  if (remembered !== undefined) return remembered;
  if (known.size >= mostKnown) known.clear();
  const read = readNow(place);
  known.set(place, read);
  const forget = () => known.delete(place);
  read.then((found) => found ?? forget(), forget);
  return read;
}

async function readNow(place: string): Promise<DestinationSecrets | undefined> {
  try {
    const SecretId = destinationSecretName(place);
    const { SecretString = '{}' } = await secretsClient().send(new GetSecretValueCommand({ SecretId }));
    return secrets.parse(secretJson(SecretString));
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

/** Forgets the secrets at a place for good. Having none is no error. */
export async function deleteDestinationSecrets(place: string): Promise<void> {
  known.delete(place);
  try {
    const SecretId = destinationSecretName(place);
    await secretsClient().send(new DeleteSecretCommand({ SecretId, ForceDeleteWithoutRecovery: true }));
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

/** Of a secret that is being deleted, Secrets Manager says for a while that the request is invalid. */
function isGone(error: unknown): boolean {
  return error instanceof ResourceNotFoundException || error instanceof InvalidRequestException;
}
