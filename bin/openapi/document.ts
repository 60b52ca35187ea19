import * as z from 'zod';
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponseObject,
  type ZodOpenApiResponsesObject,
} from 'zod-openapi';
import type { CallShape } from '../../lambdas/api/endpoint.ts';
import { managementCalls } from '../../lambdas/api/management-endpoints.ts';
import { pageCalls } from '../../lambdas/api/page-endpoints.ts';
import { problemAnswer } from '../../lambdas/api/problem-answer.ts';
import { coming } from '../../lambdas/journal/coming-fields.ts';
import { managementRoutes, pageRoutes } from '../../lambdas/platform/names.ts';
import { apiKeyRole, mayCall } from '../../lambdas/settings/api-keys/api-key.ts';
import { type Examples, examples } from './examples.ts';
import { nameSchemas } from './schema-names.ts';
import { saidOfStatus } from './statuses.ts';
import { type CallWords, managementWords, pageWords } from './words.ts';

/** The text of `docs/openapi.json`: the whole API, page calls and management calls. */
export function openapiText(version: string): string {
  nameSchemas();
  const document = createDocument(
    {
      openapi: '3.1.1',
      info: {
        title: 'Leaseline',
        version,
        description:
          'Phone numbers leased to visitors of websites, calls matched to visits, conversions delivered once. ' +
          'Amounts are decimal strings, times are ISO 8601 in UTC, phone numbers are E.164. Refusals are problem documents (RFC 9457). ' +
          coming.screenPopUrl,
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: 'http://localhost:8787', description: 'npm start' }],
      tags: [
        { name: 'Pages', description: 'Calls that the tracker makes; no key.' },
        { name: 'Settings', description: 'Sites, pools, numbers, rules, destinations.' },
        { name: 'Calls', description: 'The journal, what came of a call, sums.' },
      ],
      components: {
        securitySchemes: { apiKey: { type: 'http', scheme: 'bearer', description: 'An API key.' } },
      },
      paths: paths(),
    },
    { override: formatOrPattern },
  );
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

/**
 * A date is called one; the pattern that checks it says nothing more to a reader. A CIDR block has its pattern: readers of
 * OpenAPI know no format of that name.
 */
function formatOrPattern({ jsonSchema }: { readonly jsonSchema: { format?: string; pattern?: string } }): void {
  if (jsonSchema.format?.startsWith('date')) delete jsonSchema.pattern;
  if (jsonSchema.format?.startsWith('cidr')) delete jsonSchema.format;
}

function paths(): ZodOpenApiPathsObject {
  const all: ZodOpenApiPathsObject = {};
  const add = (route: string, operation: ZodOpenApiOperationObject) => {
    const [method = '', path = ''] = route.split(' ');
    all[path] = { ...all[path], [method.toLowerCase()]: operation };
  };
  for (const route of pageRoutes) {
    add(route, {
      ...operationOf(route, pageCalls[route], pageWords[route], [400, 413]),
      tags: ['Pages'],
      security: [],
    });
  }
  for (const route of managementRoutes) {
    const roles = apiKeyRole.options.filter((role) => mayCall(role, route));
    const keyProblems = roles.length < apiKeyRole.options.length ? [401, 403] : [401];
    const operation = operationOf(route, managementCalls[route], managementWords[route], keyProblems);
    const tag = /\/v1\/(calls|reports)/.test(route) ? 'Calls' : 'Settings';
    const description = [operation.description, `Roles: ${roles.join(', ')}.`].filter(Boolean).join(' ');
    add(route, { ...operation, description, tags: [tag], security: [{ apiKey: [] }] });
  }
  return all;
}

function operationOf(
  route: string,
  shape: CallShape,
  { id, summary, description }: CallWords,
  usualProblems: readonly number[],
): ZodOpenApiOperationObject {
  const path = Object.fromEntries([...route.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => [name, z.string()]));
  const shown = examples[route] ?? {};
  const problems = [...new Set([...usualProblems, ...shape.problems, 500])].sort((a, b) => a - b);
  return {
    operationId: id,
    summary,
    ...(description !== undefined && { description }),
    requestParams: { path: z.object(path), ...(shape.query && { query: shape.query }) },
    ...(shape.body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: shape.body, ...(shown.body && { example: shown.body }) } },
      },
    }),
    responses: responses(shape, shown, problems),
  };
}

function responses(shape: CallShape, shown: Examples, problems: readonly number[]): ZodOpenApiResponsesObject {
  const answers = shape.status.map((status) => [
    status,
    { description: saidOfStatus(status), ...content(shape, shown) },
  ]);
  return Object.fromEntries([...answers, ...problems.map((status) => [status, refusal(status)])]);
}

const refusals = new Map<number, ZodOpenApiResponseObject>();

/** The very same object for a status, so that it is written once and referred to. */
function refusal(status: number): ZodOpenApiResponseObject {
  const known = refusals.get(status);
  if (known !== undefined) return known;
  const content = { 'application/problem+json': { schema: problemAnswer } };
  const made = { id: `Problem${status}`, description: saidOfStatus(status), content };
  refusals.set(status, made);
  return made;
}

function content({ answer, file }: CallShape, shown: Examples) {
  if (file !== undefined) return { content: { [file]: { schema: z.string() } } };
  if (answer === undefined) return {};
  return { content: { 'application/json': { schema: answer, ...(shown.answer && { example: shown.answer }) } } };
}
