import * as z from 'zod';
import { addressFields } from '../../settings/destinations/addresses.ts';
import type { Destination } from './destination.ts';

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

/** A kind of destination: what it is set to, and what it can do. */
export const destinationTypeAnswer = z.object({
  type: z.string(),
  settings: z.array(fieldAnswer),
  secrets: z.array(fieldAnswer).describe('Never told again once they are given.'),
  can: z.object({
    restate: z.boolean().describe('It takes a new value for a conversion that it has.'),
    retract: z.boolean().describe('It takes a conversion back; otherwise the value becomes 0, if it takes new ones.'),
    dedupe: z
      .object({ key: z.string(), windowSeconds: z.int() })
      .optional()
      .describe(
        'By what, and for how long, it knows a request again. Without it what may have been received is parked.',
      ),
    rate: z.object({ requests: z.int(), perSeconds: z.int() }).optional(),
    maxAgeSeconds: z.int().optional().describe('How old a conversion may be.'),
    identifiers: z
      .array(z.string())
      .describe('What names the person or click to it, the best first; none: it needs none.'),
    consentNeeded: z.enum(['ads', 'analytics', 'none']),
    events: z.boolean().describe('It can be told events of calls, too.'),
  }),
  test: z
    .enum(['marked', 'checked'])
    .optional()
    .describe(
      'How it can be tried out: it knows a test as one, or checks it and keeps nothing. Without it there is no way.',
    ),
});
export type DestinationTypeAnswer = z.infer<typeof destinationTypeAnswer>;

/** Tells a kind of destination, all of it from its own schemas and abilities. */
export function describeType(destination: Destination<unknown, unknown>): DestinationTypeAnswer {
  const { type, settings, secrets, can, trial } = destination;
  const { dedupe, identifiers, ...own } = can;
  const { adjusts: _adjusts, takesEmail: _takesEmail, retractsRefunds: _retractsRefunds, ...rest } = own;
  const addresses = new Set(addressFields(destination).map((path) => path.join('.')));
  return {
    type,
    settings: fieldsOf(settings).map((field) => (addresses.has(field.name) ? { ...field, address: true } : field)),
    secrets: fieldsOf(secrets),
    can: {
      ...rest,
      identifiers: [...identifiers],
      ...(dedupe !== 'none' && { dedupe }),
      events: 'buildEvent' in destination,
    },
    ...(trial !== undefined && { test: trial }),
  };
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
