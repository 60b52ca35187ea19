import * as z from 'zod';

/** Adds to what an origin answered. */
export type HeadersPolicy = (headers: Headers) => void;

const override = z.boolean().default(true);

/** The headers that a policy of CloudFront sets: for security, and the owner's own. */
export const headersPolicyProperties = z.strictObject({
  ResponseHeadersPolicyConfig: z.strictObject({
    Name: z.string(),
    Comment: z.string().optional(),
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
  CustomHeadersConfig: custom,
}: Config): HeadersPolicy {
  const { ContentSecurityPolicy, ContentTypeOptions, FrameOptions, ReferrerPolicy } = security ?? {};
  const rules = [
    ['content-security-policy', ContentSecurityPolicy?.ContentSecurityPolicy, ContentSecurityPolicy?.Override],
    ['x-content-type-options', ContentTypeOptions && 'nosniff', ContentTypeOptions?.Override],
    ['x-frame-options', FrameOptions?.FrameOption, FrameOptions?.Override],
    ['referrer-policy', ReferrerPolicy?.ReferrerPolicy, ReferrerPolicy?.Override],
    ...(custom?.Items ?? []).map(({ Header, Value, Override }) => [Header, Value, Override] as const),
  ] as const;
  return (headers) => {
    for (const [name, value, overrides] of rules) {
      if (value !== undefined && (overrides || !headers.has(name))) headers.set(name, value);
    }
  };
}
