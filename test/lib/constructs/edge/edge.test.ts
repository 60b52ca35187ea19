import type { Template } from 'aws-cdk-lib/assertions';
import { managementRoutes, pageRoutes, pictureParameters } from '../../../../lambdas/platform/names.ts';
import { contentSecurityPolicy } from '../../../../lib/constructs/edge/content-security-policy.ts';
import { pathFits } from '../../../../packages/cloudformation-local/src/edge/behaviors.ts';
import { expectResource, one, template } from '../../synthesize.ts';

let deployed: Template;
beforeAll(() => {
  deployed = template();
});

const distribution = () => one(deployed, 'AWS::CloudFront::Distribution', /./)[1].Properties.DistributionConfig;
const originOf = ({ TargetOriginId }: Record<string, string>) =>
  distribution().Origins.find(({ Id }: { Id: string }) => Id === TargetOriginId);
const managed = {
  cachingDisabled: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
  cachingOptimized: '658327ea-f89d-4fab-a63d-7e88639e58f6',
  allViewerExceptHostHeader: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
};

const behaviors = (): Record<string, string>[] => distribution().CacheBehaviors;
const paths = (routes: readonly string[]) => [...new Set(routes.map((route) => route.split(' ')[1]!))];

/** The one policy of ours for a cache. */
const pictures = { Ref: expect.stringMatching(/^EdgeCallPictures/) };

test('calls reach the API uncached, by any method, and never in clear', () => {
  expect(behaviors().map(({ PathPattern }) => PathPattern)).toEqual([
    ...paths(pageRoutes),
    '/c/*.png',
    '/c/*',
    '/c',
    '/v1/outcome/*',
    '/mcp',
    '/v1/*',
  ]);
  for (const behavior of behaviors()) {
    const policy = behavior.PathPattern === '/c/*.png' ? pictures : managed.cachingDisabled;
    expect(behavior).toMatchObject({
      CachePolicyId: policy,
      AllowedMethods: expect.arrayContaining(['OPTIONS', 'POST', 'PUT', 'DELETE']),
      ViewerProtocolPolicy: 'https-only',
    });
    expect(JSON.stringify(originOf(behavior).DomainName)).toMatch(/HttpApi\w+"},"\.execute-api\."/);
    expect(originOf(behavior).CustomOriginConfig.OriginProtocolPolicy).toBe('https-only');
  }
});

test('calls of pages tell who the viewer is, and nothing that names him to us', () => {
  const [id, { Properties }] = one(deployed, 'AWS::CloudFront::OriginRequestPolicy', /./);
  const { CookiesConfig, HeadersConfig, QueryStringsConfig } = Properties.OriginRequestPolicyConfig;
  expect([CookiesConfig.CookieBehavior, QueryStringsConfig.QueryStringBehavior]).toEqual(['none', 'none']);
  expect(HeadersConfig.HeaderBehavior).toBe('whitelist');
  expect(HeadersConfig.Headers).toEqual(
    expect.arrayContaining(['Origin', 'User-Agent', 'CloudFront-Viewer-Address', 'CloudFront-Viewer-City']),
  );
  expect(HeadersConfig.Headers.length).toBeLessThanOrEqual(10); // a quota of CloudFront
  const ofPages = behaviors()
    .slice(0, -3)
    .filter(({ PathPattern }) => PathPattern !== '/c/*.png');
  expect(ofPages.map(({ OriginRequestPolicyId }) => OriginRequestPolicyId)).toEqual(ofPages.map(() => ({ Ref: id })));
});

test('management calls go there whole, with their keys, and none of them by the way of pages', () => {
  expect(behaviors().at(-1)).toMatchObject({
    PathPattern: '/v1/*',
    OriginRequestPolicyId: managed.allViewerExceptHostHeader,
  });
  const patterns = behaviors().slice(0, -1);
  const management = paths(managementRoutes);
  expect(management.filter((path) => patterns.some(({ PathPattern }) => pathFits(PathPattern!, path)))).toEqual([]);
});

test('with calls of pages the API is shown the secret by the edge, and the template does not tell it', () => {
  const ofPages = behaviors().slice(0, -3);
  const origins = new Set(ofPages.map((behavior) => JSON.stringify(originOf(behavior).OriginCustomHeaders)));
  const reference = [
    '{{resolve:secretsmanager:',
    { Ref: expect.stringMatching(/^SecretsOrigin/) },
    ':SecretString:::}}',
  ];
  expect([...origins].map((text) => JSON.parse(text))).toEqual([
    [{ HeaderName: 'x-leaseline-origin', HeaderValue: { 'Fn::Join': ['', reference] } }],
  ]);
});

test('management calls, whose function does not need the secret, go to an origin without it', () => {
  expect(originOf(behaviors().at(-1)!)).not.toHaveProperty('OriginCustomHeaders');
});

test('no error is answered again to whoever asks next', () => {
  const kept: { ErrorCode: number }[] = distribution().CustomErrorResponses;
  expect(kept.map(({ ErrorCode }) => ErrorCode)).toEqual(
    expect.arrayContaining([400, 403, 404, 405, 500, 502, 503, 504]),
  );
  for (const response of kept) {
    expect(response).toEqual({ ErrorCode: response.ErrorCode, ErrorCachingMinTTL: 0 });
  }
});

test('without a name of its own the stack has that of CloudFront', () => {
  expect(distribution()).not.toHaveProperty('Aliases');
  expect(distribution()).not.toHaveProperty('ViewerCertificate');
  expect(deployed.findResources('AWS::Route53::RecordSet')).toEqual({});
});

test('everything else comes from the bucket, by its index pages', () => {
  const { DefaultCacheBehavior: behavior, Origins } = distribution();
  expect(behavior).toMatchObject({
    CachePolicyId: managed.cachingOptimized,
    ViewerProtocolPolicy: 'redirect-to-https',
    FunctionAssociations: [{ EventType: 'viewer-request' }],
  });
  const origin = Origins.find(({ Id }: { Id: string }) => Id === behavior.TargetOriginId);
  expect(origin.OriginAccessControlId['Fn::GetAtt'][0]).toBe(
    one(deployed, 'AWS::CloudFront::OriginAccessControl', /./)[0],
  );
});

test('only the distribution reads the bucket', () => {
  const [id, { Properties: bucket }] = one(deployed, 'AWS::S3::Bucket', /Pages/);
  expect(Object.values(bucket.PublicAccessBlockConfiguration)).toEqual([true, true, true, true]);
  const [, { Properties: policy }] = one(deployed, 'AWS::S3::BucketPolicy', /Pages/);
  expect(policy.Bucket.Ref).toBe(id);
  const allowed = policy.PolicyDocument.Statement.filter(({ Effect }: { Effect: string }) => Effect === 'Allow');
  expect(allowed).toEqual([
    expect.objectContaining({ Action: 's3:GetObject', Principal: { Service: 'cloudfront.amazonaws.com' } }),
  ]);
  expect(JSON.stringify(allowed[0].Condition)).toContain(one(deployed, 'AWS::CloudFront::Distribution', /./)[0]);
});

const headersPolicy = (id: RegExp) => {
  const [logicalId, { Properties }] = one(deployed, 'AWS::CloudFront::ResponseHeadersPolicy', id);
  return { id: logicalId, config: Properties.ResponseHeadersPolicyConfig };
};

test('the pages may load and call their own origin only', () => {
  const { id, config } = headersPolicy(/^EdgeFileHeaders/);
  const { ContentSecurityPolicy: policy } = config.SecurityHeadersConfig.ContentSecurityPolicy;
  expect(policy).toBe(contentSecurityPolicy);
  expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
  expect(policy).not.toContain('unsafe');
  expect(distribution().DefaultCacheBehavior.ResponseHeadersPolicyId).toEqual({ Ref: id });
});

test('pages behind links in mails say themselves what they load and where their form goes', () => {
  const ofLinks = behaviors().find(({ PathPattern }) => PathPattern === '/v1/outcome/*')!;
  const { id, config } = headersPolicy(/^EdgeOutcomeHeaders/);
  const headers = config.SecurityHeadersConfig;
  expect(Object.keys(headers)).not.toContain('ContentSecurityPolicy');
  expect(headers).toMatchObject({
    FrameOptions: { FrameOption: 'DENY' },
    ReferrerPolicy: { ReferrerPolicy: 'same-origin' },
  });
  expect(ofLinks.ResponseHeadersPolicyId).toEqual({ Ref: id });
  expect(originOf(ofLinks)).not.toHaveProperty('OriginCustomHeaders');
});

test('pictures in mails are kept for as long as they say, each by what it shall look like; links are not', () => {
  const [, { Properties }] = one(deployed, 'AWS::CloudFront::CachePolicy', /^EdgeCallPictures/);
  const { ParametersInCacheKeyAndForwardedToOrigin: key, ...times } = Properties.CachePolicyConfig;
  expect(times).toMatchObject({ MinTTL: 0, DefaultTTL: 0, MaxTTL: 365 * 24 * 3600 });
  expect(key.QueryStringsConfig).toEqual({ QueryStringBehavior: 'whitelist', QueryStrings: [...pictureParameters] });
  expect([key.HeadersConfig.HeaderBehavior, key.CookiesConfig.CookieBehavior]).toEqual(['none', 'none']);
  const picture = behaviors().find(({ PathPattern }) => PathPattern === '/c/*.png')!;
  expect(picture).not.toHaveProperty('OriginRequestPolicyId');
  expect(picture).not.toHaveProperty('CachedMethods');
  const { id } = headersPolicy(/^EdgeOutcomeHeaders/);
  expect(behaviors().find(({ PathPattern }) => PathPattern === '/c/*')!.ResponseHeadersPolicyId).toEqual({ Ref: id });
});

test('pages of any origin may import files, and the API alone says who may call it', () => {
  const [files, api] = [headersPolicy(/^EdgeFileHeaders/), headersPolicy(/^EdgeHeaders/)];
  expect(files.config.CorsConfig).toMatchObject({
    AccessControlAllowCredentials: false,
    AccessControlAllowOrigins: { Items: ['*'] },
  });
  expect(files.config.CustomHeadersConfig).toEqual({
    Items: [{ Header: 'cross-origin-resource-policy', Value: 'cross-origin', Override: true }],
  });
  expect(api.config).toEqual({
    Name: expect.anything(),
    SecurityHeadersConfig: files.config.SecurityHeadersConfig,
  });
  for (const { ResponseHeadersPolicyId } of behaviors()) expect(ResponseHeadersPolicyId).not.toEqual({ Ref: files.id });
});

test('names at CloudFront tell stack and region, as they count in the whole account', () => {
  const expected = { 'Fn::Join': ['', ['Leaseline-', { Ref: 'AWS::Region' }]] };
  expect(headersPolicy(/^EdgeHeaders/).config.Name).toEqual(expected);
  expect(headersPolicy(/^EdgeFileHeaders/).config.Name).toEqual({
    'Fn::Join': ['', ['Leaseline-', { Ref: 'AWS::Region' }, '-files']],
  });
  expect(
    one(deployed, 'AWS::CloudFront::OriginAccessControl', /./)[1].Properties.OriginAccessControlConfig.Name,
  ).toEqual(expected);
  expect(
    one(deployed, 'AWS::CloudFront::OriginRequestPolicy', /./)[1].Properties.OriginRequestPolicyConfig.Name,
  ).toEqual({ 'Fn::Join': ['', ['Leaseline-', { Ref: 'AWS::Region' }, '-page-calls']] });
});

test('browsers ask again for a page after five minutes', () => {
  expectResource(deployed, 'Custom::CDKBucketDeployment', {
    SystemMetadata: { 'cache-control': 'public, max-age=300' },
    Prune: false,
    RetainOnDelete: false,
  });
});
