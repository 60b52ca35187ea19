import { createHash } from 'node:crypto';
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  GetSecretValueCommand,
  InvalidRequestException,
  PutSecretValueCommand,
  ResourceExistsException,
  ResourceNotFoundException,
} from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { required } from '../environment.ts';
import { env } from '../names.ts';
import { secretsClient } from './aws-clients.ts';
import { secretJson } from './secret-string.ts';

/** Secrets that were given together, by name. */
const secrets = z.record(z.string(), z.string());
export type GivenSecrets = Readonly<z.infer<typeof secrets>>;

/** Whose secrets they are, by the environment variable that says what their names at Secrets Manager begin with. */
const prefixes = {
  destination: env.destinationSecretPrefix,
  carrier: env.carrierSecretPrefix,
  orderSource: env.orderSourceSecretPrefix,
} as const;
export type SecretOwner = keyof typeof prefixes;

/** What one container remembers; more places than these are read anew. */
const mostKnown = 500;

/** By name. */
const known = new Map<string, Promise<GivenSecrets | undefined>>();

/** A place is a path below the prefix of the owner's kind. */
function nameOf(owner: SecretOwner, place: string): string {
  return `${required(prefixes[owner]).replace(/\/$/, '')}/${place}`;
}

/**
 * Keeps secrets at a place of their own, where nothing lay before: what lies there never changes, but for what its receiver renews, and the name of
 * what is deleted, which stays taken for a while, is never wanted again.
 */
export async function createSecrets(owner: SecretOwner, place: string, values: GivenSecrets): Promise<void> {
  const [Name, SecretString] = [nameOf(owner, place), JSON.stringify(values)];
  await secretsClient().send(new CreateSecretCommand({ Name, SecretString }));
}

/** The secrets at a place; undefined when they are not there: not yet, as a new secret takes a moment to be seen, or no more. */
export function readSecrets(owner: SecretOwner, place: string): Promise<GivenSecrets | undefined> {
  const name = nameOf(owner, place);
  const remembered = known.get(name);
  if (remembered !== undefined) return remembered;
  if (known.size >= mostKnown) known.clear();
  const read = readNow(name);
  known.set(name, read);
  const forget = () => known.delete(name);
  read.then((found) => found ?? forget(), forget);
  return read;
}

/** A secret that its receiver renewed: another value instead of the one that was used. */
export interface RenewedSecret {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** Not oftener than this, ms: Secrets Manager keeps each version for a while, and has a limit of them. */
const leastBetweenRenewals = 24 * 3600_000;

/**
 * Keeps what a receiver renewed beside the other secrets of a place, unless another one was kept meanwhile, or within the last day. The version that
 * is written is named for the one that it follows: of several writers one wins, and one whose answer was lost finds its own. `now` in ms.
 */
export async function renewSecret(
  owner: SecretOwner,
  place: string,
  { name, from, to }: RenewedSecret,
  now: number,
): Promise<'kept' | 'left'> {
  const SecretId = nameOf(owner, place);
  try {
    const found = await secretsClient().send(new GetSecretValueCommand({ SecretId }));
    const { SecretString = '{}', VersionId = '', CreatedDate } = found;
    const values = secrets.parse(secretJson(SecretString));
    const isFresh = CreatedDate !== undefined && now - CreatedDate.getTime() < leastBetweenRenewals;
    if (values[name] !== from) known.delete(SecretId);
    if (values[name] !== from || isFresh) return 'left';
    const next = { SecretId, SecretString: JSON.stringify({ ...values, [name]: to }) };
    const ClientRequestToken = createHash('sha256').update(`${VersionId} renewed`).digest('hex');
    await secretsClient().send(new PutSecretValueCommand({ ...next, ClientRequestToken }));
    known.delete(SecretId);
    return 'kept';
  } catch (error) {
    if (error instanceof ResourceExistsException || isGone(error)) return 'left';
    throw error;
  }
}

/** Forgets the secrets at a place for good. Having none is no error. */
export async function deleteSecrets(owner: SecretOwner, place: string): Promise<void> {
  const SecretId = nameOf(owner, place);
  known.delete(SecretId);
  try {
    await secretsClient().send(new DeleteSecretCommand({ SecretId, ForceDeleteWithoutRecovery: true }));
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

async function readNow(SecretId: string): Promise<GivenSecrets | undefined> {
  try {
    const { SecretString = '{}' } = await secretsClient().send(new GetSecretValueCommand({ SecretId }));
    return secrets.parse(secretJson(SecretString));
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

/** Of a secret that is being deleted, Secrets Manager says for a while that the request is invalid. */
function isGone(error: unknown): boolean {
  return error instanceof ResourceNotFoundException || error instanceof InvalidRequestException;
}
