import fc from 'fast-check';

/** As much of JSON Schema as `docs/openapi.json` uses. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | boolean;
  readonly items?: JsonSchema;
  readonly pattern?: string;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
}

export interface ValueSource {
  readonly resolve: (ref: string) => JsonSchema;
  /** Texts that mean something to the API, by the name of the field: ids of what is there, tokens, numbers. */
  readonly words: Readonly<Record<string, readonly string[]>>;
  /** The schemas that this value lies in, by reference: some hold themselves. */
  readonly within?: readonly string[];
}

/** A schema that holds itself does so to this depth; then comes an object without fields. */
const mostWithin = 3;

/** Values that fit the schema. */
export function valuesOf(schema: JsonSchema, source: ValueSource, field = ''): fc.Arbitrary<unknown> {
  if (schema.$ref !== undefined) {
    const { $ref } = schema;
    const within = [...(source.within ?? []), $ref];
    if (within.filter((one) => one === $ref).length > mostWithin) return fc.constant({});
    return valuesOf(source.resolve($ref), { ...source, within }, field);
  }
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const options = schema.anyOf ?? schema.oneOf;
  if (options !== undefined) return fc.oneof(...options.map((option) => valuesOf(option, source, field)));
  if (schema.allOf !== undefined) {
    const parts = schema.allOf.map((part) => valuesOf(part, source, field));
    return fc.tuple(...parts).map((values) => Object.assign({}, ...values) as unknown);
  }
  switch (typeof schema.type === 'string' ? schema.type : schema.type?.[0]) {
    case 'object':
      return objectsOf(schema, source);
    case 'array':
      return fc.array(valuesOf(schema.items ?? {}, source, field), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 4, (schema.minItems ?? 0) + 4),
      });
    case 'string':
      return textsOf(schema, source.words[field]);
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -1000, max: Math.min(schema.maximum ?? 100_000, 2 ** 31 - 1) });
    case 'number': {
      const [min, max] = [
        schema.exclusiveMinimum ?? schema.minimum ?? 0,
        schema.exclusiveMaximum ?? schema.maximum ?? 1000,
      ];
      return fc.double({
        min,
        max,
        noNaN: true,
        minExcluded: 'exclusiveMinimum' in schema,
        maxExcluded: 'exclusiveMaximum' in schema,
      });
    }
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function objectsOf({ properties = {}, required = [], additionalProperties }: JsonSchema, source: ValueSource) {
  const named = Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, valuesOf(schema, source, name)]),
  );
  const whole = fc.record(named, { requiredKeys: [...required] });
  if (typeof additionalProperties !== 'object') return whole;
  const free = fc.dictionary(
    fc.oneof(fc.string({ minLength: 1, maxLength: 40 }), oddName),
    valuesOf(additionalProperties, source),
    {
      maxKeys: 5,
      noNullPrototype: true,
    },
  );
  return fc.tuple(whole, free).map(([own, more]): unknown => ({ ...more, ...own }));
}

/** Names that objects have without being asked. */
export const oddName = fc.constantFrom(
  'constructor',
  '__proto__',
  'toString',
  'valueOf',
  'hasOwnProperty',
  'length',
  'then',
);

function textsOf({ pattern, format, minLength = 0, maxLength = 60 }: JsonSchema, words: readonly string[] = []) {
  const plain = plainTexts(pattern, format, minLength, Math.min(maxLength, minLength + 200));
  return words.length === 0
    ? plain
    : fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...words) }, { weight: 1, arbitrary: plain });
}

function plainTexts(pattern: string | undefined, format: string | undefined, minLength: number, maxLength: number) {
  if (format === 'date')
    return fc.date({ noInvalidDate: true, min: new Date(0) }).map((date) => date.toISOString().slice(0, 10));
  if (format === 'date-time')
    return fc.date({ noInvalidDate: true, min: new Date(0) }).map((date) => date.toISOString());
  if (format === 'uri') return fc.webUrl();
  if (format === 'email') return fc.emailAddress();
  if (format === 'ipv4') return fc.ipV4();
  if (format === 'ipv6') return fc.ipV6();
  if (pattern === undefined) return fc.string({ minLength, maxLength, unit: 'grapheme' });
  // Text without control characters or halves of characters.
  if (/\\p\{C/i.test(pattern))
    return fc.string({ minLength: Math.max(1, minLength), maxLength }).filter((text) => text.trim() !== '');
  return textsMatching(new RegExp(pattern, 'u')).map((text) => text.slice(0, maxLength));
}

/** Of a pattern that fast-check cannot follow, like one that looks ahead, any text: what does not match is refused, as described. */
function textsMatching(pattern: RegExp): fc.Arbitrary<string> {
  try {
    return fc.stringMatching(pattern);
  } catch {
    return fc.string();
  }
}
