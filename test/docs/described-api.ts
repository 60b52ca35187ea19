import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

interface Operation {
  readonly operationId: string;
  readonly requestBody?: { readonly content: Readonly<Record<string, unknown>> };
  readonly responses: Readonly<Record<string, Answer>>;
}
interface Answer {
  readonly $ref?: string;
  readonly content?: Readonly<Record<string, unknown>>;
}
interface Api {
  readonly webhooks: Readonly<Record<string, unknown>>;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly responses: Readonly<Record<string, Answer>> };
}

const api: Api = JSON.parse(
  readFileSync(path.join(path.dirname(fileURLToPath(import.meta.url)), '../../docs/openapi.json'), 'utf8'),
);
const id = 'https://leaseline.example/openapi.json';
const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false });
addFormats(ajv);
ajv.addSchema({ ...api, $id: id });

const escaped = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1');

function operation(route: string): Operation {
  const [method = '', address = ''] = route.split(' ');
  const found = api.paths[address]?.[method.toLowerCase()];
  if (found === undefined) throw new Error(`${route} is not described`);
  return found;
}

function pointer(route: string, ...parts: readonly string[]): string {
  const [method = '', address = ''] = route.split(' ');
  return ['', 'paths', address, method.toLowerCase(), ...parts].map(escaped).join('/');
}

/** What of the value does not fit the schema at that place of the document. */
function problems(place: string, value: unknown): string[] {
  const validate = ajv.getSchema(`${id}#${encodeURI(place)}`);
  if (validate === undefined) return [`${place} is not described`];
  if (validate(value) === true) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** What `docs/openapi.json` says, as something that real requests and answers can be held against. */
export const described = {
  webhooks: api.webhooks,
  routes: Object.entries(api.paths).flatMap(([address, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${address}`),
  ),
  operation,
  problemsOfBody: (route: string, body: unknown) =>
    problems(pointer(route, 'requestBody', 'content', 'application/json', 'schema'), body),
  /** Also when status or content type are not described; `body`: undefined where nothing was sent, text where it is no JSON. */
  problemsOfAnswer(route: string, status: number, type: string | undefined, body: unknown): string[] {
    const answer = operation(route).responses[status];
    if (answer === undefined) return [`${status} is not described`];
    const place = answer.$ref?.slice(1) ?? pointer(route, 'responses', String(status));
    const { content } = answer.$ref === undefined ? answer : api.components.responses[answer.$ref.split('/').at(-1)!]!;
    if (content === undefined) return body === undefined ? [] : ['a body is not described'];
    const known = type?.split(';')[0] ?? '';
    if (!(known in content)) return [`${type} is not described`];
    return problems(`${place}/content/${escaped(known)}/schema`, body);
  },
};
