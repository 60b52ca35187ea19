import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import * as z from 'zod';
import { type HttpEdge, httpEdge } from '../../../../lambdas/platform/http/http-edge.ts';
import { forbidden, parseOr400 } from '../../../../lambdas/platform/http/problem.ts';
import { answerSerializer } from '../../../../lambdas/platform/http/serialize-answer.ts';
import { logger } from '../../../../lambdas/platform/log.ts';

const shape = z.strictObject({ name: z.string(), pools: z.array(z.strictObject({ x: z.number() })).default([]) });
type Route = 'POST /v1/things' | 'GET /v1/things/{thing}';

const edge: HttpEdge<Route> = {
  maxBodyBytes: 100,
  routes: {
    'POST /v1/things': async ({ body }) => ({ status: 200, body: { ...parseOr400(shape, body), secret: 'x' } }),
    'GET /v1/things/{thing}': async ({ path, query }) => {
      if (path.thing === 'boom') throw new Error('table is gone at +12025550100', { cause: new Error('why') });
      if (path.thing === 'foreign') throw forbidden('not yours');
      return { status: 200, body: { path, query } };
    },
  },
  serialize: answerSerializer({ 'POST /v1/things': z.object({ name: z.string() }) }),
  cors: true,
};

async function call(event: Partial<APIGatewayProxyEventV2> & { method?: string }, options: Partial<typeof edge> = {}) {
  const { method = 'POST', ...rest } = event;
  const whole = {
    routeKey: 'POST /v1/things',
    headers: { origin: 'https://shop.example' },
    isBase64Encoded: false,
    requestContext: { http: { method } },
    ...rest,
  } as unknown as APIGatewayProxyEventV2;
  const answer = await httpEdge({ ...edge, ...options })(whole, {} as Context);
  return { ...answer, json: answer.body === undefined ? undefined : (JSON.parse(answer.body) as unknown) };
}

const thing = (value: string) => ({
  routeKey: 'GET /v1/things/{thing}',
  method: 'GET',
  pathParameters: { thing: value },
});

test('answers what the schema of the answer names, and no more', async () => {
  const answer = await call({ body: '{"name":"a"}' });
  expect(answer.json).toEqual({ name: 'a' });
  expect(answer).toMatchObject({
    statusCode: 200,
    headers: {
      'content-type': 'application/json',
      'access-control-allow-origin': 'https://shop.example',
      vary: 'origin',
    },
  });
});

test.each(['text/plain;charset=UTF-8', 'application/json', undefined])('reads JSON sent as %s', async (type) => {
  const body = Buffer.from('{"name":"ü"}').toString('base64');
  const answer = await call({ body, isBase64Encoded: true, ...(type && { headers: { 'content-type': type } }) });
  expect(answer.json).toEqual({ name: 'ü' });
});

test.each([
  ['malformed', '{"name":'],
  ['an array', '[]'],
  ['a string', '"x"'],
  ['null', 'null'],
])('refuses a body that is %s', async (_, body) => {
  const answer = await call({ body });
  expect(answer).toMatchObject({ statusCode: 400, headers: { 'content-type': 'application/problem+json' } });
  expect(answer.json).toMatchObject({
    type: 'about:blank',
    title: 'Bad Request',
    status: 400,
    errors: [{ field: '' }],
  });
});

test('refuses bytes that are no UTF-8', async () => {
  const body = Buffer.from([0x7b, 0xff, 0x7d]).toString('base64');
  expect(await call({ body, isBase64Encoded: true })).toMatchObject({ statusCode: 400 });
});

test('takes a body of exactly the limit, counted in bytes, and refuses one byte more', async () => {
  const sized = (bytes: number) => JSON.stringify({ name: `ü${'a'.repeat(bytes - 13)}` });
  expect(Buffer.byteLength(sized(100))).toBe(100);
  expect(await call({ body: sized(100) })).toMatchObject({ statusCode: 200 });
  expect(await call({ body: sized(101) })).toMatchObject({ statusCode: 413 });
});

test('names every field that does not fit', async () => {
  const answer = await call({ body: '{"pools":[{"x":"1","y":2}],"extra":1}' });
  const fields = (answer.json as { errors: { field: string }[] }).errors.map(({ field }) => field);
  expect(fields.sort()).toEqual(['extra', 'name', 'pools[0].x', 'pools[0].y']);
});

test('a missing body is a 400', async () => {
  expect(await call({})).toMatchObject({ statusCode: 400 });
});

test('an unknown route is a 404 problem', async () => {
  const answer = await call({ routeKey: '$default', method: 'GET' });
  expect(answer.statusCode).toBe(404);
  expect(answer.json).toMatchObject({ title: 'Not Found' });
});

test.each(['/v1/things/%zz', '/v1/things/%E0%A4%A', '/%ED%A0%80'])(
  'the path %s, which fits no route, is a 400 problem',
  async (rawPath) => {
    const answer = await call({ routeKey: '$default', method: 'GET', rawPath });
    expect(answer.json).toMatchObject({ status: 400, detail: 'the path is not percent-encoded UTF-8' });
  },
);

test('decodes path parameters', async () => {
  expect((await call(thing('%2B12025550100'))).json).toMatchObject({ path: { thing: '+12025550100' } });
  expect((await call(thing('+12025550100'))).json).toMatchObject({ path: { thing: '+12025550100' } });
  expect((await call(thing('100%'))).json).toMatchObject({ path: { thing: '100%' } });
});

test('a failure is logged with its cause and told without it', async () => {
  const logged = jest.spyOn(logger, 'error').mockImplementation();
  const answer = await call(thing('boom'));
  expect(answer.statusCode).toBe(500);
  expect(answer.body).not.toMatch(/table|gone|why|2025550100/);
  const entry = JSON.stringify(logged.mock.calls);
  expect(entry).toMatch(/table is gone.*why/);
  expect(entry).not.toContain('2025550100');
});

test('an answer that does not fit its schema is a failure', async () => {
  jest.spyOn(logger, 'error').mockImplementation();
  const routes = { ...edge.routes, 'POST /v1/things': async () => ({ status: 200, body: { name: 1 } }) };
  expect(await call({ body: '{}' }, { routes })).toMatchObject({ statusCode: 500 });
});

test('OPTIONS is answered for pages only', async () => {
  const preflight = { routeKey: 'OPTIONS /v1/things', method: 'OPTIONS' };
  const answer = await call(preflight);
  expect(answer).toMatchObject({
    statusCode: 204,
    headers: { 'access-control-allow-origin': 'https://shop.example', 'access-control-allow-headers': 'content-type' },
  });
  expect(await call({ ...preflight, routeKey: '$default' }, { cors: false })).toMatchObject({ statusCode: 404 });
});

test('a page may read every answer but a 403', async () => {
  expect((await call({ body: 'x' })).headers).toHaveProperty('access-control-allow-origin', 'https://shop.example');
  const foreign = await call({ ...thing('foreign'), headers: { origin: 'https://evil.example' } });
  expect(foreign.statusCode).toBe(403);
  expect(foreign.headers).not.toHaveProperty('access-control-allow-origin');
  expect(foreign.headers).toHaveProperty('vary', 'origin');
});

test('without CORS no answer names an origin', async () => {
  const answer = await call({ body: '{"name":"a"}' }, { cors: false });
  expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
});

test('what is sent with a call that says nothing by its body is not looked at', async () => {
  const sent = { ...thing('a'), body: '{"name":' };
  expect((await call(sent)).statusCode).toBe(400);
  expect((await call(sent, { withBody: new Set(['POST /v1/things']) })).statusCode).toBe(200);
});
