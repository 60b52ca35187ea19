import { createHash } from 'node:crypto';
import * as z from 'zod';
import { badRequest, parseOr400 } from '../../platform/http/problem.ts';
import { settingsId } from '../settings-id.ts';
import { addressesAt, addressFields } from './addresses.ts';
import type { DestinationType } from './destination-type.ts';

const common = { site: settingsId, type: z.string() };
const envelope = z.strictObject({
  ...common,
  settings: z.unknown(),
  secrets: z.unknown().optional(),
});

/** A destination as its owner describes it. Secrets come all together; without them those that are stored are kept. */
export interface DestinationSettings {
  readonly site: string;
  readonly type: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, string>> | undefined;
  /** Where among settings of this type addresses stand, as paths. */
  readonly addressFields: readonly (readonly string[])[];
  /** Addresses among the settings, by field. */
  readonly addresses: Readonly<Record<string, string>>;
  /** Names of further settings that secrets follow. */
  readonly secretsFollow: readonly string[];
  /** Of the secrets: a digest of what names the account at the receiver. */
  readonly account: string | undefined;
  /** Types of events of the site that it subscribes to. */
  readonly subscriptions: readonly string[];
  /** It wants a digest of the site's days. */
  readonly hasDigest: boolean;
  /** It cannot work without secrets. */
  readonly needsSecrets: boolean;
}

const settingsOfAnyType = z.record(z.string(), z.unknown());
const secretsOfAnyType = z.record(z.string(), z.string());

/** Reads the body of `PUT /v1/destinations/{destination}` by the schemas of its type, one of `types`. Throws a 400 that names the fields. */
export function readDestinationSettings(
  types: ReadonlyMap<string, DestinationType>,
  body: unknown,
): DestinationSettings {
  const { site, type } = parseOr400(envelope, body);
  const destination = types.get(type);
  if (destination === undefined) {
    const detail = `must be one of ${[...types.keys()].join(', ')}`;
    throw badRequest('there is no such type of destination', [{ field: 'type', detail }]);
  }
  const parsed = parseOr400(settingsSchema(destination), body);
  const fields = addressFields(destination);
  const secrets = parsed.secrets === undefined ? undefined : secretsOfAnyType.parse(parsed.secrets);
  refuseMissing(destination, parsed.settings, secrets);
  return {
    site,
    type,
    settings: settingsOfAnyType.parse(parsed.settings),
    secrets,
    addressFields: fields,
    addresses: addressesAt(fields, parsed.settings),
    secretsFollow: destination.secretsFollow ?? [],
    account: secrets && accountOf(destination, secrets),
    subscriptions: destination.subscriptions?.(parsed.settings) ?? [],
    hasDigest: destination.hasDigest?.(parsed.settings) ?? false,
    needsSecrets:
      !destination.secrets.safeParse({}).success ||
      (destination.missingSecrets?.(parsed.settings, {}) ?? []).length > 0,
  };
}

/** 64 bits: enough to tell accounts apart, and nothing that leads back to a secret. */
function accountOf({ account }: DestinationType, secrets: Readonly<Record<string, string>>): string | undefined {
  if (account === undefined) return undefined;
  const names = account.secrets.map((name) => secrets[name] ?? '');
  return createHash('sha256')
    .update(JSON.stringify([account.receiver, ...names]))
    .digest('hex')
    .slice(0, 16);
}

function refuseMissing(
  destination: DestinationType,
  settings: unknown,
  secrets: Readonly<Record<string, string>> | undefined,
): void {
  if (secrets === undefined) return;
  const missing = destination.missingSecrets?.(settings, secrets) ?? [];
  if (missing.length === 0) return;
  throw badRequest(
    'the destination needs more secrets',
    missing.map((name) => ({ field: `secrets.${name}`, detail: 'must be given' })),
  );
}

/** What a destination of that type looks like in a `PUT`. */
function settingsSchema({ type, settings, secrets }: DestinationType) {
  return z.strictObject({ site: settingsId, type: z.literal(type), settings, secrets: secrets.optional() });
}

/** What a destination looks like in a `PUT`, type by type. */
export function destinationBodies(types: ReadonlyMap<string, DestinationType>) {
  return [...types.values()].map(settingsSchema);
}
