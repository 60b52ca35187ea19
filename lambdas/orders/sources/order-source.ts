import * as z from 'zod';
import { countryCode } from '../../platform/country-code.ts';
import { badRequest, parseOr400 } from '../../platform/http/problem.ts';
import { settingsId } from '../../settings/settings-id.ts';
import { amountUnit, fieldChanges, fields, kinds } from './order-mapping.ts';
import { type SignatureScheme, signatureScheme } from './scheme.ts';
import { vendors } from './vendors/registry.ts';

/** What keys look like as text; Node reads whatever it is given, and no signature would ever fit. */
const keyForms: Readonly<Record<SignatureScheme['key'], RegExp>> = {
  text: /^[\x20-\x7e]{4,500}$/,
  base64: /^(whsec_)?(?=.{11,500}$)([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/,
  hex: /^([0-9a-f]{2}){8,250}$/i,
};
const keyNames = {
  text: '4 to 500 printable ASCII characters',
  base64: 'base64 of 8 bytes or more',
  hex: 'hex digits',
};

/** `signing`: what the sender signs with; `previous`: what it signed with before, while not all that is on its way has the new one. */
function secretsOf(key: SignatureScheme['key']) {
  const secret = z.string().regex(keyForms[key], `must be ${keyNames[key]}`);
  return z.strictObject({ signing: secret, previous: secret.optional() });
}
const anySecrets = z.strictObject({ signing: z.string().max(500), previous: z.string().max(500).optional() });

const common = {
  /** The site to which what is sold belongs. */
  site: settingsId,
  /** ISO 3166-1 alpha-2: phone numbers that do not say theirs are of this country. */
  country: countryCode.optional(),
};

/** The very address that was entered at the sender, where it signs that, too. */
const url = z.url({ protocol: /^https?$/, error: 'must be the address that was entered at the sender' }).max(2000);

/** What a source may read otherwise than its type does. */
const changes = { kinds: kinds.optional(), fields: fieldChanges.optional() };

const signsUrl = ({ signed }: Pick<SignatureScheme, 'signed'>) => signed.includes('{url}');

const vendorBodies = [...vendors.values()].map(({ type, scheme }) =>
  z.strictObject({
    type: z.literal(type),
    ...common,
    /** All together; without them those that are stored are kept. */
    secrets: secretsOf(scheme.key ?? 'text').optional(),
    ...changes,
    ...(signsUrl(scheme) && { url }),
  }),
);

const customBody = z
  .strictObject({
    type: z.literal('custom'),
    ...common,
    secrets: anySecrets.optional(),
    url: url.optional(),
    scheme: signatureScheme,
    kinds,
    fields,
    amountUnit: amountUnit.default('major'),
  })
  .refine((source) => source.url !== undefined || !signsUrl(source.scheme), {
    path: ['url'],
    message: 'must be given, as the scheme signs it',
  })
  .superRefine(({ scheme, secrets }, context) => {
    const misfits = secretsOf(scheme.key).optional().safeParse(secrets).error?.issues ?? [];
    for (const { path, message } of misfits) context.addIssue({ code: 'custom', path: ['secrets', ...path], message });
  });

/** `PUT /v1/order-sources/{source}`, type by type. */
export const orderSourceBodies = [...vendorBodies, customBody] as const;

/** What only some types have; each as its owner gave it, read by its type when it is used. */
const own = {
  country: z.string().optional(),
  url: z.string().optional(),
  scheme: z.record(z.string(), z.unknown()).optional(),
  kinds: z.record(z.string(), z.unknown()).optional(),
  fields: z.record(z.string(), z.unknown()).optional(),
  amountUnit: z.string().optional(),
};
const ownSettings = z.object(own);
export type OwnSettings = Readonly<z.infer<typeof ownSettings>>;

/** An order source as it is told: which secrets are set, never what they are. */
export const orderSourceAnswer = z.object({
  id: z.string(),
  site: z.string(),
  type: z.string(),
  ...own,
  /** The names of the secrets that are set. */
  secretNames: z.array(z.string()),
});

/** `SITE#<site>/ORDERSOURCE#<source>`. */
export const storedOrderSource = orderSourceAnswer.extend({
  /** Where its secrets lie: each time that they are given, it is somewhere else. */
  secretsAt: z.string(),
  /** Each change raises it. */
  version: z.number().int(),
});
export type StoredOrderSource = Readonly<z.infer<typeof storedOrderSource>>;

/** A source as its owner describes it. */
export interface OrderSourceSettings {
  readonly site: string;
  readonly type: string;
  readonly own: OwnSettings;
  readonly secrets: Readonly<Record<string, string>> | undefined;
}

const types = [...vendors.keys(), 'custom'];
const envelope = z.looseObject({ type: z.string() });
const secretsOfAnyType = z.record(z.string(), z.string());

/** Reads the body of a `PUT` by its type. Throws a 400 that names the fields. */
export function readOrderSourceSettings(body: unknown): OrderSourceSettings {
  const { type } = parseOr400(envelope, body);
  const schema = type === 'custom' ? customBody : vendorBodies[[...vendors.keys()].indexOf(type)];
  if (schema === undefined) {
    throw badRequest('there is no such type of order source', [
      { field: 'type', detail: `must be one of ${types.join(', ')}` },
    ]);
  }
  const { site, secrets: given, ...rest } = parseOr400(schema, body);
  return {
    site,
    type,
    own: ownSettings.parse(rest),
    secrets: given === undefined ? undefined : secretsOfAnyType.parse(given),
  };
}
