import fc from 'fast-check';
import { hostileBody, hostileText, nearly } from './hostile-values.ts';
import { type JsonSchema, type ValueSource, valuesOf } from './schema-values.ts';

/** One HTTP request, as it goes over the wire. */
export interface FuzzRequest {
  readonly method: string;
  /** With query, escaped. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

interface Parameter {
  readonly in: string;
  readonly name: string;
  readonly required?: boolean;
  readonly schema?: JsonSchema;
}

/** What `docs/openapi.json` says of one call. */
export interface DescribedCall {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>> };
}

const weighted = <T>(...choices: readonly (readonly [number, fc.Arbitrary<T>])[]) =>
  fc.oneof(...choices.map(([weight, arbitrary]) => ({ weight, arbitrary })));

/** Requests of one route: such as are described, such as are nearly so, and such as mean no good. */
export function requestsOf(
  route: string,
  call: DescribedCall,
  source: ValueSource,
  key: string,
): fc.Arbitrary<FuzzRequest> {
  const [method = '', template = ''] = route.split(' ');
  const isPage = method === 'POST' && /^\/v1\/(numbers|heartbeats|clicks|consents)$/.test(template);
  return fc
    .record({
      path: pathsOf(template, source),
      query: queriesOf(call.parameters ?? [], source),
      headers: isPage ? pageHeaders : keyHeaders(key),
      body: bodiesOf(call, source),
    })
    .map(({ path, query, headers, body }) => ({
      method,
      path: query === '' ? path : `${path}?${query}`,
      headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body }),
    }));
}

function pathsOf(template: string, { words }: ValueSource): fc.Arbitrary<string> {
  const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const odd = weighted(
    [
      3,
      hostileText
        .filter((text) => text !== '' && text.length <= 2000)
        .map((text) => encodeURIComponent(text.toWellFormed())),
    ],
    [1, fc.constantFrom('%ED%A0%80', '%zz', '%', '%00', '%2e%2e', '%2F', '%252F', 'a%20b', '+12025550100')],
  );
  const value = (name: string) => {
    const known = words[name] ?? ['none'];
    return weighted([5, fc.constantFrom(...known).map((text) => encodeURIComponent(text))], [2, odd]);
  };
  return fc.tuple(...names.map(value)).map((values) => {
    let index = 0;
    return template.replaceAll(/\{\w+\}/g, () => values[index++] ?? '');
  });
}

/** A name may come twice, or not at all; and there are some that nobody asked for. */
function queriesOf(parameters: readonly Parameter[], source: ValueSource): fc.Arbitrary<string> {
  const described = parameters.filter((parameter) => parameter.in === 'query');
  const pair = ({ name, schema = {} }: Parameter): fc.Arbitrary<string | undefined> => {
    const fitting = valuesOf(schema, source, name).map((value) => String(value));
    const value = weighted([4, fitting], [1, hostileText.filter((text) => text.length <= 2000)]);
    const once = value.map((text) => `${name}=${encodeURIComponent(text.toWellFormed())}`);
    const raw = fc.constantFrom(`${name}`, `${name}=`, `${name}=%ED%A0%80`, `${name}=%zz`, `${name}=a&${name}=b`);
    return weighted<string | undefined>([4, fc.constant(undefined)], [4, once], [1, raw]);
  };
  const needed = described.filter(({ required }) => required === true);
  const must = fc.tuple(
    ...needed.map(({ name, schema = {} }) =>
      valuesOf(schema, source, name).map((value) => `${name}=${encodeURIComponent(String(value))}`),
    ),
  );
  const extra = fc.constantFrom(
    undefined,
    undefined,
    undefined,
    '__proto__=x',
    'constructor=x',
    'x=%F0%9F%93%9E',
    '&&==',
  );
  return fc
    .tuple(weighted([3, must], [1, fc.constant<string[]>([])]), fc.tuple(...described.map(pair)), extra)
    .map(([first, more, last]) => [...first, ...more, last].filter((part) => part !== undefined).join('&'));
}

function bodiesOf(call: DescribedCall, source: ValueSource): fc.Arbitrary<string | undefined> {
  const schema = call.requestBody?.content['application/json']?.schema;
  if (schema === undefined) return weighted<string | undefined>([9, fc.constant(undefined)], [1, hostileBody]);
  const fitting = valuesOf(schema, source);
  const sent = (value: unknown) => JSON.stringify(value);
  return weighted<string | undefined>([4, fitting.map(sent)], [4, nearly(fitting).map(sent)], [2, hostileBody]);
}

const chrome = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/152.0.0.0 Safari/537.36';

const pageHeaders: fc.Arbitrary<Record<string, string>> = fc.record(
  {
    origin: weighted(
      [9, fc.constant('https://fuzz.example')],
      [1, fc.constantFrom('https://evil.example', 'null', 'x'.repeat(3000))],
    ),
    'user-agent': weighted(
      [9, fc.constant(chrome)],
      [1, fc.constantFrom('', 'curl/8', 'x'.repeat(4000), 'constructor')],
    ),
  },
  { requiredKeys: ['user-agent'] },
);

const keyHeaders = (key: string): fc.Arbitrary<Record<string, string>> =>
  fc.record({
    authorization: weighted(
      [19, fc.constant(`Bearer ${key}`)],
      [1, fc.constantFrom('', 'Bearer', 'Bearer x', 'Basic x', `Bearer ${'x'.repeat(3000)}`)],
    ),
  });
