import * as z from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { callLinkEndpoints, callPictureEndpoints } from '../../lambdas/api/call-links.ts';
import { carrierEndpoints } from '../../lambdas/api/carriers.ts';
import type { Endpoint } from '../../lambdas/api/endpoint.ts';
import { managementEndpoints, managementSchemas } from '../../lambdas/api/management-endpoints.ts';
import { orderWebhookEndpoints } from '../../lambdas/api/orders/order-webhooks.ts';
import { outcomePageEndpoints } from '../../lambdas/api/outcome-pages.ts';
import { pageEndpoints } from '../../lambdas/api/page.ts';
import { problemAnswer } from '../../lambdas/api/problem-answer.ts';
import { sampleBody } from '../../lambdas/deliveries/trial/sample-inputs.ts';
import { eventMessages, messageSchemas } from '../../lambdas/events/event-message.ts';
import { eventType } from '../../lambdas/events/event-type.ts';
import { coming } from '../../lambdas/journal/call-answer.ts';
import {
  callLinkRoutes,
  callPictureRoutes,
  carrierRoutes,
  managementRoutes,
  orderWebhookRoutes,
  outcomeRoutes,
  pageRoutes,
} from '../../lambdas/platform/names.ts';
import { apiKeyRole } from '../../lambdas/settings/api-keys/api-key.ts';
import { responses } from './responses.ts';

/** The text of `docs/openapi.json`: the whole API, for pages and for management. */
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
          'Endpoints with a key refuse query parameters that they do not have; those of pages and carriers do not look at them. ' +
          coming.screenPopUrl,
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: 'http://localhost:8787', description: 'npm start' }],
      tags: [
        { name: 'Pages', description: 'What the tracker asks; no key.' },
        { name: 'Carriers', description: 'What carriers with an account tell and ask; signed, no key.' },
        { name: 'Order webhooks', description: 'What shops and CRMs send by themselves; signed, no key.' },
        { name: 'Links', description: 'Pages for people behind links in mails, and pictures in these; no key.' },
        {
          name: 'Settings',
          description: 'Sites, pools, numbers, rules, destinations, carrier accounts, order sources.',
        },
        { name: 'Calls', description: 'The journal, what came of a call, sums.' },
      ],
      components: {
        securitySchemes: { apiKey: { type: 'http', scheme: 'bearer', description: 'An API key.' } },
      },
      paths: paths(),
      webhooks: webhooks(),
    },
    { override: formatOrPattern },
  );
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

/** What webhooks are sent, with the sample of each type. */
function webhooks(): ZodOpenApiPathsObject {
  return Object.fromEntries(
    eventType.options.map((type) => {
      const content = { schema: eventMessages[type], example: JSON.parse(sampleBody(type)) };
      const operation: ZodOpenApiOperationObject = {
        operationId: `on${type.replaceAll(/(?:^|\.)(\w)/g, (_, letter: string) => letter.toUpperCase())}`,
        summary: type,
        description: 'Signed by Standard Webhooks 1.0.0; docs/events.md says when it is sent.',
        requestBody: { required: true, content: { 'application/json': content } },
        responses: {
          '2XX': { description: 'Taken. With anything else it is sent again.' },
        },
        security: [],
      };
      return [type, { post: operation }];
    }),
  );
}

/** Gives the schemas that people talk about their names in the document. */
function nameSchemas(): void {
  for (const [id, schema] of Object.entries({ Problem: problemAnswer, ...managementSchemas, ...messageSchemas })) {
    if (!z.globalRegistry.has(schema)) z.globalRegistry.add(schema, { id });
  }
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
      ...operationOf(route, pageEndpoints[route], [400, 413]),
      tags: ['Pages'],
      security: [],
    });
  }
  for (const route of outcomeRoutes) {
    const operation = operationOf(route, outcomePageEndpoints[route], []);
    add(route, { ...operation, tags: ['Links'], security: [] });
  }
  for (const route of callLinkRoutes) {
    add(route, { ...operationOf(route, callLinkEndpoints[route], []), tags: ['Links'], security: [] });
  }
  for (const route of callPictureRoutes) {
    add(route, { ...operationOf(route, callPictureEndpoints[route], []), tags: ['Links'], security: [] });
  }
  for (const route of carrierRoutes) {
    const operation = operationOf(route, carrierEndpoints[route], [400, 401, 413]);
    add(route, { ...operation, tags: ['Carriers'], security: [] });
  }
  for (const route of orderWebhookRoutes) {
    const operation = operationOf(route, orderWebhookEndpoints[route], [400, 401, 413]);
    add(route, { ...operation, tags: ['Order webhooks'], security: [] });
  }
  for (const route of managementRoutes) {
    const endpoint = managementEndpoints[route];
    const roles = apiKeyRole.options.filter((role) => endpoint.roles.includes(role));
    const usualProblems = roles.length < apiKeyRole.options.length ? [400, 401, 403] : [400, 401];
    const operation = operationOf(route, endpoint, usualProblems);
    const tag = /\/v1\/(calls|reports)/.test(route) ? 'Calls' : 'Settings';
    const description = [operation.description, `Roles: ${roles.join(', ')}.`].filter(Boolean).join(' ');
    add(route, { ...operation, description, tags: [tag], security: [{ apiKey: [] }] });
  }
  return all;
}

function operationOf(route: string, endpoint: Endpoint, usualProblems: readonly number[]): ZodOpenApiOperationObject {
  const { id, summary, description, query, body, bodyType = 'application/json', status, example } = endpoint;
  const path = Object.fromEntries([...route.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => [name, z.string()]));
  const problems = [...new Set([...usualProblems, ...endpoint.problems, 500])]
    .filter((problem) => !status.includes(problem))
    .sort((a, b) => a - b);
  return {
    operationId: id,
    summary,
    ...(description !== undefined && { description }),
    requestParams: { path: z.object(path), ...(query && { query }) },
    ...(body && {
      requestBody: {
        required: true,
        content: { [bodyType]: { schema: body, ...(example?.body && { example: example.body }) } },
      },
    }),
    responses: responses(endpoint, problems),
  };
}
