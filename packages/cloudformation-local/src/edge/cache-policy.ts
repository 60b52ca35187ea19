import * as z from 'zod';
import { createOriginRequestPolicy, type OriginRequestPolicy } from './origin-request-policy.ts';

const names = z.array(z.string().min(1)).max(10).optional();

/** `AWS::CloudFront::CachePolicy`. Nothing is cached on one machine; what answers are told apart by goes on to the origin here as well. */
export const cachePolicyProperties = z.strictObject({
  CachePolicyConfig: z.strictObject({
    Name: z.string(),
    Comment: z.string().max(128).optional(),
    MinTTL: z.number().int().min(0),
    DefaultTTL: z.number().int().min(0),
    MaxTTL: z.number().int().min(0),
    ParametersInCacheKeyAndForwardedToOrigin: z.strictObject({
      EnableAcceptEncodingBrotli: z.boolean().optional(),
      EnableAcceptEncodingGzip: z.boolean(),
      CookiesConfig: z.strictObject({
        CookieBehavior: z.enum(['none', 'whitelist', 'all', 'allExcept']),
        Cookies: names,
      }),
      HeadersConfig: z.strictObject({ HeaderBehavior: z.enum(['none', 'whitelist']), Headers: names }),
      QueryStringsConfig: z.strictObject({
        QueryStringBehavior: z.enum(['none', 'whitelist', 'all', 'allExcept']),
        QueryStrings: names,
      }),
    }),
  }),
});

type Config = z.infer<typeof cachePolicyProperties>['CachePolicyConfig'];

/** What a cache policy passes on to the origin. */
export function passedByCachePolicy({
  Name,
  ParametersInCacheKeyAndForwardedToOrigin: key,
}: Config): OriginRequestPolicy {
  const { CookiesConfig, HeadersConfig, QueryStringsConfig } = key;
  return createOriginRequestPolicy({ Name, CookiesConfig, HeadersConfig, QueryStringsConfig });
}
