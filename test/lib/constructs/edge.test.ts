import type { Template } from 'aws-cdk-lib/assertions';
import { expectResource, one, template } from '../synthesize.ts';

let deployed: Template;
beforeAll(() => {
  deployed = template();
});

const distribution = () => one(deployed, 'AWS::CloudFront::Distribution', /./)[1].Properties.DistributionConfig;
const managed = {
  cachingDisabled: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
  cachingOptimized: '658327ea-f89d-4fab-a63d-7e88639e58f6',
  allViewerExceptHostHeader: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
};

test('calls reach the API uncached, whole, by any method, and never in clear', () => {
  const [behavior, ...others] = distribution().CacheBehaviors;
  expect(others).toEqual([]);
  expect(behavior).toMatchObject({
    PathPattern: '/v1/*',
    CachePolicyId: managed.cachingDisabled,
    OriginRequestPolicyId: managed.allViewerExceptHostHeader,
    AllowedMethods: expect.arrayContaining(['OPTIONS', 'POST', 'PUT', 'DELETE']),
    ViewerProtocolPolicy: 'https-only',
  });
  const origin = distribution().Origins.find(({ Id }: { Id: string }) => Id === behavior.TargetOriginId);
  expect(JSON.stringify(origin.DomainName)).toMatch(/HttpApi\w+"},"\.execute-api\."/);
  expect(origin.CustomOriginConfig.OriginProtocolPolicy).toBe('https-only');
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

test('the pages may load and call their own origin only', () => {
  const [id, { Properties }] = one(deployed, 'AWS::CloudFront::ResponseHeadersPolicy', /./);
  const { ContentSecurityPolicy: policy } =
    Properties.ResponseHeadersPolicyConfig.SecurityHeadersConfig.ContentSecurityPolicy;
  expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
  expect(policy).not.toContain('unsafe');
  expect(distribution().DefaultCacheBehavior.ResponseHeadersPolicyId).toEqual({ Ref: id });
});

test('names at CloudFront tell stack and region, as they count in the whole account', () => {
  const expected = { 'Fn::Join': ['', ['Leaseline-', { Ref: 'AWS::Region' }]] };
  expect(
    one(deployed, 'AWS::CloudFront::ResponseHeadersPolicy', /./)[1].Properties.ResponseHeadersPolicyConfig.Name,
  ).toEqual(expected);
  expect(
    one(deployed, 'AWS::CloudFront::OriginAccessControl', /./)[1].Properties.OriginAccessControlConfig.Name,
  ).toEqual(expected);
});

test('browsers ask again for a page after five minutes', () => {
  expectResource(deployed, 'Custom::CDKBucketDeployment', {
    SystemMetadata: { 'cache-control': 'public, max-age=300' },
    Prune: true,
    RetainOnDelete: false,
  });
});
