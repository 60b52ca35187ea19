import * as z from 'zod';
import { addressesOf } from '../../deliveries/destinations/addresses.ts';
import type { Destination } from '../../deliveries/destinations/destination.ts';
import { destinations } from '../../deliveries/destinations/registry.ts';
import { badRequest, parseOr400 } from '../../platform/http/problem.ts';
import { settingsId } from '../settings-id.ts';

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
  /** Addresses among the settings, by field. */
  readonly addresses: Readonly<Record<string, string>>;
  /** It cannot work without secrets. */
  readonly needsSecrets: boolean;
}

const settingsOfAnyType = z.record(z.string(), z.unknown());
const secretsOfAnyType = z.record(z.string(), z.string());

/** Reads the body of `PUT /v1/destinations/{destination}` by the schemas of its type. Throws a 400 that names the fields. */
export function readDestinationSettings(body: unknown): DestinationSettings {
  const { site, type } = parseOr400(envelope, body);
  const destination = destinations.get(type);
  if (destination === undefined) {
    const detail = `must be one of ${[...destinations.keys()].join(', ')}`;
    throw badRequest('there is no such type of destination', [{ field: 'type', detail }]);
  }
  const parsed = parseOr400(settingsSchema(destination), body);
  return {
    site,
    type,
    settings: settingsOfAnyType.parse(parsed.settings),
    secrets: parsed.secrets === undefined ? undefined : secretsOfAnyType.parse(parsed.secrets),
    addresses: addressesOf(destination, parsed.settings),
    needsSecrets: !destination.secrets.safeParse({}).success,
  };
}

/** The addresses among stored settings, by field; of a type that this version does not know there are none. */
export function storedAddresses(type: string, settings: unknown): Readonly<Record<string, string>> {
  const destination = destinations.get(type);
  return destination === undefined ? {} : addressesOf(destination, settings);
}

/** What a destination of that type looks like in a `PUT`. */
function settingsSchema({ type, settings, secrets }: Destination<unknown, unknown>) {
  return z.strictObject({ site: settingsId, type: z.literal(type), settings, secrets: secrets.optional() });
}

/** What a destination looks like in a `PUT`, type by type. */
export const destinationBodies = [...destinations.values()].map(settingsSchema);
