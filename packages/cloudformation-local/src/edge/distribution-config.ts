import * as z from 'zod';

const behavior = z.strictObject({
  TargetOriginId: z.string(),
  AllowedMethods: z.array(z.string()).default(['GET', 'HEAD']),
  FunctionAssociations: z
    .array(z.strictObject({ EventType: z.literal('viewer-request'), FunctionARN: z.string() }))
    .max(1)
    .default([]),
  ResponseHeadersPolicyId: z.string().optional(),
  OriginRequestPolicyId: z.string().optional(),
  // Nothing is cached or compressed here, and there is no TLS.
  CachePolicyId: z.string().optional(),
  CachedMethods: z.array(z.string()).optional(),
  Compress: z.boolean().optional(),
  ViewerProtocolPolicy: z.enum(['allow-all', 'https-only', 'redirect-to-https']),
});

const origin = z.strictObject({
  Id: z.string(),
  DomainName: z.string(),
  OriginPath: z.string().default(''),
  OriginCustomHeaders: z.array(z.strictObject({ HeaderName: z.string(), HeaderValue: z.string() })).default([]),
  ConnectionAttempts: z.number().optional(),
  ConnectionTimeout: z.number().optional(),
  CustomOriginConfig: z
    .strictObject({
      HTTPPort: z.number().optional(),
      HTTPSPort: z.number().optional(),
      IpAddressType: z.string().optional(),
      OriginKeepaliveTimeout: z.number().optional(),
      OriginProtocolPolicy: z.enum(['http-only', 'https-only', 'match-viewer']),
      OriginReadTimeout: z.number().optional(),
      OriginSSLProtocols: z.array(z.string()).optional(),
    })
    .optional(),
  OriginAccessControlId: z.string().optional(),
  S3OriginConfig: z.strictObject({ OriginAccessIdentity: z.string().optional() }).optional(),
});

/** What the template says about the edge; what only matters far from this machine is known, and left aside. */
export const distributionProperties = z.strictObject({
  DistributionConfig: z.strictObject({
    Enabled: z.literal(true),
    DefaultCacheBehavior: behavior,
    CacheBehaviors: z.array(behavior.extend({ PathPattern: z.string() })).default([]),
    Origins: z.array(origin),
    DefaultRootObject: z.string().optional(),
    Aliases: z.array(z.string()).optional(),
    Comment: z.string().optional(),
    // Nothing is cached here: an error is told once anyway. Pages of its own in place of errors are not known.
    CustomErrorResponses: z
      .array(z.strictObject({ ErrorCode: z.number(), ErrorCachingMinTTL: z.number().optional() }))
      .optional(),
    HttpVersion: z.enum(['http1.1', 'http2', 'http2and3', 'http3']).optional(),
    IPV6Enabled: z.boolean().optional(),
    PriceClass: z.enum(['PriceClass_100', 'PriceClass_200', 'PriceClass_All']).optional(),
    ViewerCertificate: z
      .strictObject({
        AcmCertificateArn: z.string().optional(),
        CloudFrontDefaultCertificate: z.boolean().optional(),
        MinimumProtocolVersion: z.string().optional(),
        SslSupportMethod: z.string().optional(),
      })
      .optional(),
    WebACLId: z.string().optional(),
  }),
  Tags: z.array(z.strictObject({ Key: z.string(), Value: z.string() })).optional(),
});

export type DistributionConfig = z.infer<typeof distributionProperties>['DistributionConfig'];
export type Behavior = z.infer<typeof behavior>;
export type Origin = z.infer<typeof origin>;
