import * as z from 'zod';
import { badRequest, parseOr400 } from '../../platform/http/problem.ts';

/**
 * No hyphen, as it parts an account from the carrier's own id in the id of a call; and nothing that the id of a contact of Amazon Connect,
 * a UUID, begins with.
 */
export const carrierAccountIdForm = /^(?![0-9a-f]{8}$)[a-z][a-z0-9]{0,31}$/;

/** The id of a carrier account, as its owner chooses it. */
export const carrierAccountId = z
  .string()
  .regex(
    carrierAccountIdForm,
    'must be 1 to 32 lower-case letters and digits that begin with a letter; no hyphen, which parts it from the id of a call, and not 8 hex digits',
  );

/** What settings need to know of a kind of carrier. */
export interface CarrierType {
  readonly type: string;
  readonly settings: z.ZodType;
  readonly secrets: z.ZodType;
}

/** A connection to one carrier as it is told: which secrets are set, never what they are. */
export const carrierAccountAnswer = z.object({
  id: z.string(),
  type: z.string(),
  settings: z.record(z.string(), z.unknown()),
  /** The names of the secrets that are set. */
  secretNames: z.array(z.string()),
});

/** `CARRIERACCOUNTS/<account>`. */
export const storedCarrierAccount = carrierAccountAnswer.extend({
  /** Where its secrets lie: each time that they are given, it is somewhere else. */
  secretsAt: z.string(),
  /** Each change raises it. */
  version: z.number().int(),
});
export type StoredCarrierAccount = Readonly<z.infer<typeof storedCarrierAccount>>;

/** What a list tells of an account that a newer version wrote and this one does not know. */
export const unsupportedCarrierAccount = z.object({
  id: z.string(),
  /** It is left alone until a version comes that knows it. */
  unsupported: z.literal(true),
});

/** A carrier account as its owner describes it. Secrets come all together; without them those that are stored are kept. */
export interface CarrierAccountSettings {
  readonly type: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, string>> | undefined;
}

const envelope = z.strictObject({
  type: z.string(),
  settings: z.unknown().optional(),
  secrets: z.unknown().optional(),
});
const settingsOfAnyType = z.record(z.string(), z.unknown());
const secretsOfAnyType = z.record(z.string(), z.string());

/** Reads the body of `PUT /v1/carrier-accounts/{account}` by the schemas of its type, one of `types`. Throws a 400 that names the fields. */
export function readCarrierAccountSettings(
  types: ReadonlyMap<string, CarrierType>,
  body: unknown,
): CarrierAccountSettings {
  const { type } = parseOr400(envelope, body);
  const carrier = types.get(type);
  if (carrier === undefined) {
    const detail = `must be one of ${[...types.keys()].join(', ')}`;
    throw badRequest('there is no such type of carrier', [{ field: 'type', detail }]);
  }
  const parsed = parseOr400(bodyOf(carrier), body);
  return {
    type,
    settings: settingsOfAnyType.parse(parsed.settings),
    secrets: parsed.secrets === undefined ? undefined : secretsOfAnyType.parse(parsed.secrets),
  };
}

/** What an account of that type looks like in a `PUT`. */
function bodyOf({ type, settings, secrets }: CarrierType) {
  return z.strictObject({ type: z.literal(type), settings: settings.prefault({}), secrets: secrets.optional() });
}

/** What a carrier account looks like in a `PUT`, type by type. */
export function carrierAccountBodies(types: ReadonlyMap<string, CarrierType>) {
  return [...types.values()].map(bodyOf);
}
