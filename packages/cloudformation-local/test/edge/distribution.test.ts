import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { passedByCachePolicy } from '../../src/edge/cache-policy.ts';
import { createDistribution } from '../../src/edge/distribution.ts';
import { distributionProperties } from '../../src/edge/distribution-config.ts';
import { compileEdgeFunction } from '../../src/edge/edge-function.ts';
import { type EdgeRequest, textResponse } from '../../src/edge/exchange.ts';
import type { HttpApi } from '../../src/edge/http-api.ts';
import { createOriginRequestPolicy, managedOriginRequestPolicies } from '../../src/edge/origin-request-policy.ts';
import { createHeadersPolicy } from '../../src/edge/response-headers.ts';
import type { Machine } from '../../src/machine.ts';

const toApi = { TargetOriginId: 'api', ViewerProtocolPolicy: 'https-only', AllowedMethods: ['GET'] };
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
        OriginRequestPolicyId: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
      },
      { PathPattern: '/listed/*', OriginRequestPolicyId: 'listed', ...toApi },
      { PathPattern: '/with-host/*', OriginRequestPolicyId: '216adef6-5c7f-47e4-b989-5492eafa07d3', ...toApi },
      { PathPattern: '/bare/*', ...toApi },
      { PathPattern: '/pictures/*', CachePolicyId: 'pictures', ...toApi },
      { PathPattern: '/both/*', CachePolicyId: 'pictures', OriginRequestPolicyId: 'listed', ...toApi },
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

const listed = {
  Name: 'listed',
  HeadersConfig: {
    HeaderBehavior: 'whitelist' as const,
    Headers: ['Origin', 'CloudFront-Viewer-Address', 'CloudFront-Viewer-Country'],
  },
  CookiesConfig: { CookieBehavior: 'none' as const },
  QueryStringsConfig: { QueryStringBehavior: 'none' as const },
};

const pictures = {
  Name: 'pictures',
  MinTTL: 0,
  DefaultTTL: 0,
  MaxTTL: 60,
  ParametersInCacheKeyAndForwardedToOrigin: {
    EnableAcceptEncodingGzip: false,
    HeadersConfig: { HeaderBehavior: 'whitelist' as const, Headers: ['Accept-Language'] },
    CookiesConfig: { CookieBehavior: 'none' as const },
    QueryStringsConfig: { QueryStringBehavior: 'whitelist' as const, QueryStrings: ['height', 'color'] },
  },
};

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
    CorsConfig: {
      AccessControlAllowCredentials: false,
      AccessControlAllowHeaders: { Items: ['*'] },
      AccessControlAllowMethods: { Items: ['GET'] },
      AccessControlAllowOrigins: { Items: ['*'] },
      OriginOverride: true,
    },
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
    requestPolicies: new Map([
      ...Object.entries(managedOriginRequestPolicies),
      ['listed', createOriginRequestPolicy(listed)] as const,
    ]),
    cachePolicies: new Map([['pictures', passedByCachePolicy(pictures)]]),
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
      'access-control-allow-origin': '*',
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

  it('calls the API with what the edge adds, whatever the viewer says', async () => {
    const { serve, calls } = setUp();
    const headers = new Headers({
      host: 'localhost:8787',
      connection: 'keep-alive',
      'cloudfront-viewer-address': '6.6.6.6:6',
      'x-origin-secret': 'guessed',
      'x-forwarded-for': '6.6.6.6',
      'user-agent': 'tester',
      authorization: 'Bearer key',
    });
    await serve(request('/v1/pools', { method: 'PUT', headers, query: 'limit=1' }));
    expect(Object.fromEntries(calls[0]!.headers)).toEqual({
      authorization: 'Bearer key',
      host: 'abc.execute-api.us-east-1.amazonaws.com',
      'user-agent': 'tester',
      'x-forwarded-for': '6.6.6.6, 127.0.0.1',
      'x-forwarded-proto': 'https',
      'x-origin-secret': 'known',
    });
    expect([calls[0]!.path, calls[0]!.query]).toEqual(['/v1/pools', 'limit=1']);
  });

  it('tells the API who the viewer is where the policy says so, and leaves out what it does not name', async () => {
    const { serve, calls } = setUp();
    const headers = new Headers({
      host: 'localhost:8787',
      origin: 'https://shop.example',
      cookie: 'a=1',
      'user-agent': 'tester',
      'cloudfront-viewer-address': '6.6.6.6:6',
      'cloudfront-viewer-country': 'DE',
      'cloudfront-viewer-city': 'Munich',
      authorization: 'Bearer key',
    });
    await serve(request('/listed/one', { headers, query: 'a=1' }));
    expect(Object.fromEntries(calls[0]!.headers)).toEqual({
      'cloudfront-viewer-address': '127.0.0.1:4711',
      'cloudfront-viewer-country': 'DE',
      host: 'abc.execute-api.us-east-1.amazonaws.com',
      origin: 'https://shop.example',
      'user-agent': 'Amazon CloudFront',
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-proto': 'https',
      'x-origin-secret': 'known',
    });
    expect(calls[0]!.query).toBe('');
  });

  it('tells the API nothing of a viewer where no policy says what', async () => {
    const { serve, calls } = setUp();
    await serve(request('/bare/one', { headers: new Headers({ authorization: 'Bearer key' }), query: 'a=1' }));
    expect([calls[0]!.headers.get('authorization'), calls[0]!.query]).toEqual([null, '']);
  });

  it('tells the API what answers are kept apart by, besides what the other policy says', async () => {
    const { serve, calls } = setUp();
    const headers = new Headers({
      origin: 'https://shop.example',
      'accept-language': 'de',
      authorization: 'Bearer key',
    });
    await serve(request('/pictures/one', { headers, query: 'height=20&utm_source=mail&color=112233' }));
    await serve(request('/both/one', { headers, query: 'height=20&utm_source=mail' }));
    const told = calls.map((call) =>
      ['origin', 'accept-language', 'authorization'].map((name) => call.headers.get(name)),
    );
    expect(told).toEqual([
      [null, 'de', null],
      ['https://shop.example', 'de', null],
    ]);
    expect(calls.map(({ query }) => query)).toEqual(['height=20&color=112233', 'height=20']);
  });

  it('is turned away by a gateway that it calls by the name that the viewer used', async () => {
    const { serve, calls } = setUp();
    const response = await serve(request('/with-host/one', { headers: new Headers({ host: 'localhost:8787' }) }));
    expect([response.status, calls.length]).toEqual([403, 0]);
  });
});
