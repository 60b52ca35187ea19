import { readFileSync } from 'node:fs';
import path from 'node:path';
import { openapiText } from '../../bin/openapi/document.ts';
import { callLinkEndpoints, callPictureEndpoints } from '../../lambdas/api/call-links.ts';
import { carrierEndpoints } from '../../lambdas/api/carriers.ts';
import type { Endpoint } from '../../lambdas/api/endpoint.ts';
import { managementEndpoints } from '../../lambdas/api/management-endpoints.ts';
import { outcomePageEndpoints } from '../../lambdas/api/outcome-pages.ts';
import { pageEndpoints } from '../../lambdas/api/page.ts';
import {
  callLinkRoutes,
  callPictureRoutes,
  carrierRoutes,
  managementRoutes,
  orderWebhookRoutes,
  outcomeRoutes,
  pageRoutes,
} from '../../lambdas/platform/names.ts';
import { described } from './described-api.ts';

const root = path.join(__dirname, '../..');
const written = readFileSync(path.join(root, 'docs/openapi.json'), 'utf8');

test('docs/openapi.json is what npm run openapi writes', () => {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  expect(written).toBe(openapiText(version));
});

test('every endpoint is described, and nothing else', () => {
  const routes = [
    ...pageRoutes,
    ...outcomeRoutes,
    ...callLinkRoutes,
    ...callPictureRoutes,
    ...carrierRoutes,
    ...orderWebhookRoutes,
    ...managementRoutes,
  ];
  expect([...described.routes].sort()).toEqual([...routes].sort());
});

test('every name of an operation is its own', () => {
  const ids = described.routes.map((route) => described.operation(route).operationId);
  expect(new Set(ids).size).toBe(ids.length);
});

const endpoints: Readonly<Record<string, Endpoint>> = {
  ...pageEndpoints,
  ...outcomePageEndpoints,
  ...callLinkEndpoints,
  ...callPictureEndpoints,
  ...carrierEndpoints,
  ...managementEndpoints,
};
const withExamples = Object.entries(endpoints).flatMap(([route, { example }]) =>
  example === undefined ? [] : [{ route, ...example }],
);

test('there are examples', () => {
  expect(withExamples.length).toBeGreaterThan(5);
});

test.each(withExamples)('the examples of $route fit', ({ route, body, answer }) => {
  const success = Object.keys(described.operation(route).responses).find((status) => status.startsWith('2'));
  const problems = [
    ...(body === undefined ? [] : described.problemsOfBody(route, body)),
    ...(answer === undefined ? [] : described.problemsOfAnswer(route, Number(success), 'application/json', answer)),
  ];
  expect(problems).toEqual([]);
});

test('a change of the schemas is noticed', () => {
  expect(described.problemsOfAnswer('GET /v1/sites', 200, 'application/json', { items: [{}] })).not.toEqual([]);
  expect(described.problemsOfAnswer('GET /v1/sites', 418, 'application/json', {})).toEqual(['418 is not described']);
});
