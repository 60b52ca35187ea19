import * as z from 'zod';

/** Adds to what an origin answered. */
export type HeadersPolicy = (headers: Headers) => void;

const override = z.boolean().default(true);

/** The headers that a policy of CloudFront sets: for security, for pages of other origins, and the owner's own. */
export const headersPolicyProperties = z.strictObject({
  ResponseHeadersPolicyConfig: z.strictObject({
    Name: z.string(),
    Comment: z.string().optional(),
    /** For files that everybody may read; no other answer to an `Origin` is known here. */
    CorsConfig: z
      .strictObject({
        AccessControlAllowCredentials: z.literal(false),
        AccessControlAllowHeaders: z.strictObject({ Items: z.array(z.string()) }),
        AccessControlAllowMethods: z.strictObject({ Items: z.array(z.string()) }),
        AccessControlAllowOrigins: z.strictObject({ Items: z.tuple([z.literal('*')]) }),
        OriginOverride: z.boolean(),
      })
      .optional(),
    CustomHeadersConfig: z
      .strictObject({
        Items: z.array(z.strictObject({ Header: z.string(), Value: z.string(), Override: override })),
      })
      .optional(),
    SecurityHeadersConfig: z
      .strictObject({
        ContentSecurityPolicy: z.strictObject({ ContentSecurityPolicy: z.string(), Override: override }).optional(),
        ContentTypeOptions: z.strictObject({ Override: override }).optional(),
        FrameOptions: z.strictObject({ FrameOption: z.string(), Override: override }).optional(),
        ReferrerPolicy: z.strictObject({ ReferrerPolicy: z.string(), Override: override }).optional(),
        /** Without TLS this header says nothing, so it is left out here. */
        StrictTransportSecurity: z
          .strictObject({
            AccessControlMaxAgeSec: z.number(),
            IncludeSubdomains: z.boolean().optional(),
            Preload: z.boolean().optional(),
            Override: override,
          })
          .optional(),
      })
      .optional(),
  }),
});

type Config = z.infer<typeof headersPolicyProperties>['ResponseHeadersPolicyConfig'];

export function createHeadersPolicy({
  SecurityHeadersConfig: security,
  CorsConfig: cors,
  CustomHeadersConfig: custom,
}: Config): HeadersPolicy {
  const { ContentSecurityPolicy, ContentTypeOptions, FrameOptions, ReferrerPolicy } = security ?? {};
  const rules = [
    ['content-security-policy', ContentSecurityPolicy?.ContentSecurityPolicy, ContentSecurityPolicy?.Override],
    ['x-content-type-options', ContentTypeOptions && 'nosniff', ContentTypeOptions?.Override],
    ['x-frame-options', FrameOptions?.FrameOption, FrameOptions?.Override],
    ['referrer-policy', ReferrerPolicy?.ReferrerPolicy, ReferrerPolicy?.Override],
    ['access-control-allow-origin', cors && '*', cors?.OriginOverride],
    ...(custom?.Items ?? []).map(({ Header, Value, Override }) => [Header, Value, Override] as const),
  ] as const;
  return (headers) => {
    for (const [name, value, overrides] of rules) {
      if (value !== undefined && (overrides || !headers.has(name))) headers.set(name, value);
    }
  };
}
