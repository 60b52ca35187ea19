import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { addressFields } from '../../settings/destinations/addresses.ts';
import { type Abilities, type Destination, takesEmail } from './destination.ts';

/** One setting or secret, for forms and for people. */
const fieldAnswer = z.object({
  /** Where it stands: `digest.at`, with `[]` for each of a list and `*` for each of a map. */
  name: z.string(),
  kind: z.string().describe('text, e-mail address, number, yes or no, choice, list, map or group'),
  required: z.boolean().describe('Of one in a group: wherever there is the group.'),
  description: z.string().optional(),
  default: z.unknown().optional(),
  choices: z.array(z.string()).optional().describe('Of a list: of each of its values.'),
  address: z.literal(true).optional().describe('It says where requests go: a new one needs the secrets again.'),
});
export type FieldAnswer = z.infer<typeof fieldAnswer>;

/** What a kind of destination can do. */
const abilities = {
  restate: z.boolean().describe('It takes a new value for a conversion that it has.'),
  adjusts: z
    .boolean()
    .describe('A new value changes what it has, and makes nothing where it never got the conversion.'),
  retract: z.boolean().describe('It takes a conversion back; otherwise the value becomes 0, if it takes new ones.'),
  retractsRefunds: z
    .boolean()
    .describe('It takes back a sale of which all was given back; otherwise its value becomes 0.'),
  retractsForGood: z
    .boolean()
    .describe('What it took back it never counts again: what is sold after that is told under an id of its own.'),
  dedupe: z
    .object({ key: z.string(), windowSeconds: z.int() })
    .optional()
    .describe('By what, and for how long, it knows a request again. Without it what may have been received is parked.'),
  rate: z.object({ requests: z.int(), perSeconds: z.int() }).optional(),
  maxAgeSeconds: z.int().optional().describe('How old a conversion may be.'),
  retractsAnyAge: z.boolean().describe('It takes back whatever its age is.'),
  identifiers: z
    .array(z.string())
    .describe('What names the person or click to it, the best first; none: it needs none.'),
  takesEmail: z.boolean().describe('It is told the e-mail address of who called, where one is known.'),
  consentNeeded: z.enum(['ads', 'analytics', 'none']),
};
const toldAbilities = z.object(abilities);
type ToldAbilities = z.infer<typeof toldAbilities>;
const someAbilities = toldAbilities.partial();
/** Some of them. */
export type SomeAbilities = z.infer<typeof someAbilities>;

/** How a destination can be tried out. */
export const testWays = ['marked', 'checked', 'asked'] as const;
export type TestWay = (typeof testWays)[number];

/** The way of a kind of destination; undefined where there is none. */
export function testWayOf({
  trial,
  probe,
}: Pick<Destination<unknown, unknown>, 'trial' | 'probe'>): TestWay | undefined {
  return trial ?? (probe === undefined ? undefined : 'asked');
}

/** A kind of destination: what it is set to, and what it can do. */
export const destinationTypeAnswer = z.object({
  type: z.string(),
  settings: z.array(fieldAnswer),
  secrets: z.array(fieldAnswer).describe('Never told again once they are given.'),
  can: z.object({
    ...abilities,
    events: z.boolean().describe('It can be told events of calls, too.'),
  }),
  otherwise: z
    .array(z.object({ when: z.record(z.string(), z.string()), can: someAbilities }))
    .describe('What is otherwise with some settings.'),
  test: z
    .enum(testWays)
    .optional()
    .describe(
      'How it can be tried out: it knows a test as one, checks it and keeps nothing, or is asked whether it takes the credentials. Without it there is no way.',
    ),
});
export type DestinationTypeAnswer = z.infer<typeof destinationTypeAnswer>;

/** Tells a kind of destination, all of it from its own schemas and abilities. */
export function describeType(destination: Destination<unknown, unknown>): DestinationTypeAnswer {
  const { type, settings, secrets, can, variants = [] } = destination;
  const addresses = new Set(addressFields(destination).map((path) => path.join('.')));
  const test = testWayOf(destination);
  const usual = describeAbilities(can);
  return {
    type,
    settings: fieldsOf(settings).map((field) => (addresses.has(field.name) ? { ...field, address: true } : field)),
    secrets: fieldsOf(secrets),
    can: { ...usual, events: 'buildEvent' in destination },
    otherwise: variants.map((when) => ({
      when,
      can: differing(usual, describeAbilities({ ...can, ...destination.canBy?.(when, false) })),
    })),
    ...(test !== undefined && { test }),
  };
}

/** What a destination can do, as it is told. */
export function describeAbilities({ dedupe, identifiers, rate, maxAgeSeconds, ...can }: Abilities): ToldAbilities {
  const { restate, retract, consentNeeded } = can;
  return {
    restate,
    adjusts: can.adjusts === true,
    retract,
    retractsRefunds: can.retractsRefunds === true,
    retractsForGood: can.retractsForGood === true,
    ...(dedupe !== 'none' && { dedupe }),
    ...(rate && { rate }),
    ...(maxAgeSeconds !== undefined && { maxAgeSeconds }),
    retractsAnyAge: can.retractsAnyAge === true,
    identifiers: [...identifiers],
    takesEmail: takesEmail({ ...can, identifiers }),
    consentNeeded,
  };
}

/** Only what is another one than usual. */
function differing(usual: ToldAbilities, other: ToldAbilities): SomeAbilities {
  const before: Readonly<Record<string, unknown>> = usual;
  return someAbilities.parse(
    Object.fromEntries(Object.entries(other).filter(([name, value]) => !isDeepStrictEqual(value, before[name]))),
  );
}

/** Part of the JSON schema of settings or secrets. */
interface SchemaPart {
  readonly type?: string | undefined;
  readonly format?: string | undefined;
  readonly description?: string | undefined;
  readonly default?: unknown;
  readonly enum?: readonly unknown[] | undefined;
  readonly const?: unknown;
  readonly required?: readonly string[] | undefined;
  readonly properties?: Readonly<Record<string, SchemaPart>> | undefined;
  readonly additionalProperties?: SchemaPart | boolean | undefined;
  readonly items?: SchemaPart | undefined;
  readonly anyOf?: readonly SchemaPart[] | undefined;
  readonly oneOf?: readonly SchemaPart[] | undefined;
}

const schemaPart: z.ZodType<SchemaPart> = z.object({
  type: z.string().optional(),
  format: z.string().optional(),
  description: z.string().optional(),
  default: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  const: z.unknown().optional(),
  required: z.array(z.string()).optional(),
  get properties() {
    return z.record(z.string(), schemaPart).optional();
  },
  get additionalProperties() {
    return z.union([z.boolean(), schemaPart]).optional();
  },
  get items() {
    return schemaPart.optional();
  },
  get anyOf() {
    return z.array(schemaPart).optional();
  },
  get oneOf() {
    return z.array(schemaPart).optional();
  },
});

function fieldsOf(schema: z.ZodType): FieldAnswer[] {
  return fieldsIn(schemaPart.parse(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })), '');
}

/** The fields below a part, group by group. Of alternatives those of each, a name once. */
function fieldsIn(part: SchemaPart, path: string): FieldAnswer[] {
  const { required = [], properties = {}, items, additionalProperties } = part;
  const own = Object.entries(properties).flatMap(([name, inner]) => {
    const at = path === '' ? name : `${path}.${name}`;
    return [fieldAt(at, inner, required.includes(name)), ...fieldsIn(inner, at)];
  });
  const each = typeof additionalProperties === 'object' ? fieldsIn(additionalProperties, `${path}.*`) : [];
  const below = [...own, ...(items ? fieldsIn(items, `${path}[]`) : []), ...each];
  const all = [...below, ...alternatives(part).flatMap((one) => fieldsIn(one, path))];
  return all.filter(({ name }, index) => all.findIndex((other) => other.name === name) === index);
}

function fieldAt(name: string, part: SchemaPart, required: boolean): FieldAnswer {
  const { description, default: usual } = part;
  const choices = choicesOf(part);
  return {
    name,
    kind: kindOf(part),
    required,
    ...(description !== undefined && { description }),
    ...(usual !== undefined && { default: usual }),
    ...(choices.length > 0 && { choices }),
  };
}

function kindOf(part: SchemaPart): string {
  const [first] = alternatives(part);
  if (part.enum !== undefined || part.const !== undefined) return 'choice';
  if (first !== undefined) return kindOf(first);
  switch (part.type) {
    case 'string':
      return part.format === 'email' ? 'e-mail address' : 'text';
    case 'number':
    case 'integer':
      return 'number';
    case 'boolean':
      return 'yes or no';
    case 'array':
      return 'list';
    case 'object':
      return part.properties === undefined ? 'map' : 'group';
    default:
      return 'text';
  }
}

function choicesOf(part: SchemaPart): string[] {
  const own = part.enum ?? (part.const === undefined ? [] : [part.const]);
  return [...own.map(String), ...(part.items ? choicesOf(part.items) : []), ...alternatives(part).flatMap(choicesOf)];
}

function alternatives({ anyOf = [], oneOf = [] }: SchemaPart): readonly SchemaPart[] {
  return [...anyOf, ...oneOf];
}
