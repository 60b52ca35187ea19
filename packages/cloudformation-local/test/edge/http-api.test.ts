import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { EdgeRequest } from '../../src/edge/exchange.ts';
import { createHttpApi } from '../../src/edge/http-api.ts';
import { demand } from '../../src/lambda/demand.ts';
import type { Invocation, LocalFunction, Machine } from '../../src/machine.ts';

function setUp(answer: (event: APIGatewayProxyEventV2) => Invocation | Promise<Invocation>, isOverloaded = false) {
  const events: APIGatewayProxyEventV2[] = [];
  const warnings: string[] = [];
  const target: Partial<LocalFunction> = {
    isOverloaded,
    invoke: async (event) => {
      events.push(event as APIGatewayProxyEventV2);
      return answer(event as APIGatewayProxyEventV2);
    },
  };
  const machine = {
    region: 'us-east-1',
    accountId: '000000000000',
    functions: { find: (arn: string) => (arn === 'arn:numbers' ? target : undefined), list: () => [] },
    log: { info: () => {}, warn: (text: string) => warnings.push(text) },
    demand: demand(),
  } as unknown as Machine;
  const api = createHttpApi('abc', machine);
  api.integrations.set('i', { functionArn: 'arn:numbers', timeoutMilliseconds: 200 });
  api.routes.push({ key: 'POST /v1/numbers/{number}', integrationId: 'i' });
  return { api, events, warnings };
}

function request(extra: Partial<EdgeRequest> = {}): EdgeRequest {
  return {
    method: 'POST',
    path: '/v1/numbers/%2B1',
    query: '',
    headers: new Headers({ host: 'localhost:1' }),
    body: Buffer.alloc(0),
    viewer: { address: '127.0.0.1', port: 5 },
    ...extra,
  };
}

const ok = (payload: unknown) => (): Invocation => ({ ok: true, payload });

describe('an HTTP API', () => {
  it('hands the request over in payload format 2.0', async () => {
    const { api, events } = setUp(ok({ statusCode: 204 }));
    const headers = new Headers({
      'content-type': 'text/plain',
      cookie: 'a=1; b=2',
      'X-Tag': 'one',
      'user-agent': 'tester',
    });
    headers.append('x-tag', 'two');
    await api.handle(request({ query: 'a=1&b=x%20y&a=2', headers, body: Buffer.from('{"ü":1}') }));
    expect(events[0]).toMatchObject({
      version: '2.0',
      routeKey: 'POST /v1/numbers/{number}',
      rawPath: '/v1/numbers/+1',
      rawQueryString: 'a=1&b=x%20y&a=2',
      queryStringParameters: { a: '1,2', b: 'x y' },
      pathParameters: { number: '+1' },
      cookies: ['a=1', 'b=2'],
      headers: { 'x-tag': 'one, two', host: 'abc.execute-api.us-east-1.amazonaws.com', 'content-length': '8' },
      requestContext: {
        apiId: 'abc',
        domainPrefix: 'abc',
        http: { method: 'POST', path: '/v1/numbers/+1', sourceIp: '127.0.0.1', userAgent: 'tester' },
        stage: '$default',
        time: expect.stringMatching(/^\d\d\/\w{3}\/\d{4}:\d\d:\d\d:\d\d \+0000$/) as string,
      },
      body: '{"ü":1}',
      isBase64Encoded: false,
    });
    expect(events[0]!.headers).not.toHaveProperty('cookie');
  });

  it('leaves out what the request does not have', async () => {
    const { api, events } = setUp(ok({ statusCode: 204 }));
    await api.handle(request());
    expect(events[0]).not.toHaveProperty('body');
    expect(events[0]).not.toHaveProperty('cookies');
    expect(events[0]).not.toHaveProperty('queryStringParameters');
  });

  it.each([
    ['application/json; charset=utf-8', false],
    ['application/problem+json', false],
    ['text/csv', false],
    ['application/octet-stream', true],
    ['image/svg', true],
  ])('encodes a body of type %s: %s', async (type, isBase64Encoded) => {
    const { api, events } = setUp(ok({ statusCode: 204 }));
    await api.handle(request({ headers: new Headers({ 'content-type': type }), body: Buffer.from('abc') }));
    expect(events[0]).toMatchObject({ isBase64Encoded, body: isBase64Encoded ? 'YWJj' : 'abc' });
  });

  it('sends status, headers, cookies and body of the result', async () => {
    const result = {
      statusCode: 201,
      headers: { 'X-Count': 3 },
      cookies: ['a=1', 'b=2'],
      body: 'aGk=',
      isBase64Encoded: true,
    };
    const response = await setUp(ok(result)).api.handle(request());
    expect([response.status, String(response.body)]).toEqual([201, 'hi']);
    expect(response.headers.get('x-count')).toBe('3');
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(response.headers.has('apigw-requestid')).toBe(true);
  });

  it('takes a result without a status for the body of a 200', async () => {
    const response = await setUp(ok({ hello: 'world' })).api.handle(request());
    expect([response.status, response.headers.get('content-type'), response.body]).toEqual([
      200,
      'application/json',
      '{"hello":"world"}',
    ]);
  });

  it.each<[string, Invocation]>([
    ['a function error', { ok: false, error: { errorType: 'TypeError', errorMessage: 'secret detail' } }],
    ['a status that is none', { ok: true, payload: { statusCode: 'fine' } }],
    ['a body that is no text', { ok: true, payload: { statusCode: 200, body: { a: 1 } } }],
    ['a header that cannot be sent', { ok: true, payload: { statusCode: 200, headers: { 'x-a': 'b\nc' } } }],
  ])('answers 500 to %s, and says why on the console at most', async (_, invocation) => {
    const { api, warnings } = setUp(() => invocation);
    const response = await api.handle(request());
    expect([response.status, response.body]).toEqual([500, '{"message":"Internal Server Error"}']);
    // What a function throws is said where it runs.
    expect(warnings).toHaveLength(invocation.ok ? 1 : 0);
  });

  it('answers 503 when the function takes too long', async () => {
    const response = await setUp(() => new Promise<Invocation>(() => {})).api.handle(request());
    expect([response.status, response.body]).toEqual([503, '{"message":"Service Unavailable"}']);
  });

  it('answers 429 at once, and does not invoke, when the function has more to do than it can in time', async () => {
    const { api, events } = setUp(ok(1), true);
    const response = await api.handle(request());
    expect([response.status, response.body, events]).toEqual([429, '{"message":"Too Many Requests"}', []]);
  });

  it('answers 404 to what no route takes', async () => {
    const response = await setUp(ok(1)).api.handle(request({ path: '/v2' }));
    expect([response.status, response.body]).toEqual([404, '{"message":"Not Found"}']);
  });

  it('answers 413 to more than 10 MB', async () => {
    const { api, events } = setUp(ok(1));
    const response = await api.handle(request({ body: Buffer.alloc(10 * 1024 * 1024 + 1) }));
    expect([response.status, events.length]).toEqual([413, 0]);
  });
});
