import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createDistribution } from '../../../local/edge/distribution.ts';
import { distributionProperties } from '../../../local/edge/distribution-config.ts';
import { compileEdgeFunction } from '../../../local/edge/edge-function.ts';
import { type EdgeRequest, textResponse } from '../../../local/edge/exchange.ts';
import type { HttpApi } from '../../../local/edge/http-api.ts';
import { createHeadersPolicy } from '../../../local/edge/response-headers.ts';
import type { Machine } from '../../../local/machine.ts';

const config = distributionProperties.parse({
  DistributionConfig: {
    Enabled: true,
    DefaultCacheBehavior: {
      TargetOriginId: 'pages',
      ViewerProtocolPolicy: 'redirect-to-https',
      FunctionAssociations: [{ EventType: 'viewer-request', FunctionARN: 'arn:rewrite' }],
      ResponseHeadersPolicyId: 'headers',
    },
    CacheBehaviors: [
      {
        PathPattern: '/v1/*',
        TargetOriginId: 'api',
        ViewerProtocolPolicy: 'https-only',
        AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'],
      },
    ],
    Origins: [
      { Id: 'pages', DomainName: 'shop-pages.s3.us-east-1.amazonaws.com', OriginPath: '/live', S3OriginConfig: {} },
      {
        Id: 'api',
        DomainName: 'abc.execute-api.us-east-1.amazonaws.com',
        CustomOriginConfig: { OriginProtocolPolicy: 'https-only' },
        OriginCustomHeaders: [{ HeaderName: 'x-origin-secret', HeaderValue: 'known' }],
      },
    ],
  },
}).DistributionConfig;

const rewrite = `
function handler(event) {
  var request = event.request;
  if (request.uri === '/old') return { statusCode: 301, headers: { location: { value: '/new/' } } };
  if (request.uri.endsWith('/')) request.uri += 'index.html';
  return request;
}`;

const seen: { url: string; headers: Record<string, unknown> }[] = [];
const files = createServer((incoming, outgoing) => {
  seen.push({ url: incoming.url!, headers: incoming.headers });
  if (!incoming.url!.endsWith('index.html')) outgoing.writeHead(404).end('<Error/>');
  else outgoing.writeHead(200, { 'content-type': 'text/html', etag: '"tag"', 'x-amz-id-2': 'inner' }).end('<p>');
});
beforeAll(() => new Promise<void>((resolve) => void files.listen(0, '127.0.0.1', resolve)));
afterAll(() => new Promise((resolve) => void files.close(resolve)));
beforeEach(() => void seen.splice(0));

function setUp() {
  const calls: EdgeRequest[] = [];
  const api: Partial<HttpApi> = {
    handle: async (request) => {
      calls.push(request);
      return textResponse(200, 'called');
    },
  };
  const machine = {
    region: 'us-east-1',
    clientEnvironment: { AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${(files.address() as AddressInfo).port}` },
  } as unknown as Machine;
  const policy = createHeadersPolicy({
    Name: 'headers',
    SecurityHeadersConfig: {
      ContentTypeOptions: { Override: true },
      FrameOptions: { FrameOption: 'DENY', Override: true },
      StrictTransportSecurity: { AccessControlMaxAgeSec: 1, Override: true },
    },
  });
  const parts = {
    apis: new Map([['abc', api as HttpApi]]),
    functions: new Map([['arn:rewrite', compileEdgeFunction('rewrite', rewrite)]]),
    headersPolicies: new Map([['headers', policy]]),
  };
  return { serve: createDistribution(config, parts, machine), calls };
}

function request(path: string, extra: Partial<EdgeRequest> = {}): EdgeRequest {
  const viewer = { address: '127.0.0.1', port: 4711 };
  return { method: 'GET', path, query: '', headers: new Headers(), body: Buffer.alloc(0), viewer, ...extra };
}

describe('the edge', () => {
  it('answers from the bucket, under the path of the origin, with the headers of the policy', async () => {
    const response = await setUp().serve(request('/dashboard/'));
    expect(seen[0]!.url).toBe('/shop-pages/live/dashboard/index.html');
    expect([response.status, String(response.body)]).toEqual([200, '<p>']);
    expect(Object.fromEntries(response.headers)).toEqual({
      'content-type': 'text/html',
      etag: '"tag"',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
  });

  it('says that a known file is unchanged', async () => {
    const headers = new Headers({ 'if-none-match': '"tag"' });
    expect((await setUp().serve(request('/', { headers }))).status).toBe(304);
  });

  it('says no more about a missing file than a private bucket does', async () => {
    const response = await setUp().serve(request('/missing.js'));
    expect([response.status, String(response.body)]).toEqual([403, expect.stringContaining('AccessDenied')]);
  });

  it('lets a function at the edge answer', async () => {
    const response = await setUp().serve(request('/old'));
    expect([response.status, response.headers.get('location'), seen.length]).toEqual([301, '/new/', 0]);
  });

  it('sends only allowed methods to an origin', async () => {
    expect((await setUp().serve(request('/t.js', { method: 'PUT' }))).status).toBe(403);
  });

  it('calls the API with what is known about the viewer, whatever the viewer says', async () => {
    const { serve, calls } = setUp();
    const headers = new Headers({
      host: 'localhost:8787',
      'cloudfront-viewer-address': '6.6.6.6:6',
      'x-origin-secret': 'guessed',
      'x-forwarded-for': '6.6.6.6',
      authorization: 'Bearer key',
    });
    await serve(request('/v1/pools', { method: 'PUT', headers }));
    expect(Object.fromEntries(calls[0]!.headers)).toEqual({
      authorization: 'Bearer key',
      'cloudfront-viewer-address': '127.0.0.1:4711',
      host: 'abc.execute-api.us-east-1.amazonaws.com',
      'x-forwarded-for': '6.6.6.6, 127.0.0.1',
      'x-forwarded-proto': 'https',
      'x-origin-secret': 'known',
    });
    expect(calls[0]!.path).toBe('/v1/pools');
  });
});
