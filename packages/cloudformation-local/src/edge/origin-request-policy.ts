import * as z from 'zod';
import type { EdgeRequest } from './exchange.ts';
import { viewerHeaders } from './viewer-headers.ts';

/** What of a viewer's request goes on to an origin. */
export type OriginRequestPolicy = (request: EdgeRequest) => Pick<EdgeRequest, 'headers' | 'query'>;

/** CloudFront's quota for each of the three lists, if nobody asks for more. */
const names = z.array(z.string().min(1)).max(10).optional();

const headerNames = z
  .array(z.string().regex(/^[\w-]+$/))
  .max(10)
  .refine((list) => !list.some((name) => /^(authorization|accept-encoding)$/i.test(name)), {
    message: 'CloudFront takes Authorization and Accept-Encoding in no list',
  })
  .optional();

/** `AWS::CloudFront::OriginRequestPolicy`. */
export const originRequestPolicyProperties = z.strictObject({
  OriginRequestPolicyConfig: z.strictObject({
    Name: z.string(),
    Comment: z.string().max(128).optional(),
    CookiesConfig: z.strictObject({
      CookieBehavior: z.enum(['none', 'whitelist', 'all', 'allExcept']),
      Cookies: names,
    }),
    HeadersConfig: z.strictObject({
      HeaderBehavior: z.enum(['none', 'whitelist', 'allViewer', 'allViewerAndWhitelistCloudFront', 'allExcept']),
      Headers: headerNames,
    }),
    QueryStringsConfig: z.strictObject({
      QueryStringBehavior: z.enum(['none', 'whitelist', 'all', 'allExcept']),
      QueryStrings: names,
    }),
  }),
});

type Config = z.infer<typeof originRequestPolicyProperties>['OriginRequestPolicyConfig'];
type Choice = 'none' | 'whitelist' | 'all' | 'allExcept';

export function createOriginRequestPolicy({
  HeadersConfig,
  CookiesConfig,
  QueryStringsConfig,
}: Config): OriginRequestPolicy {
  const isCookie = chooser(CookiesConfig.CookieBehavior, CookiesConfig.Cookies);
  const isParameter = chooser(QueryStringsConfig.QueryStringBehavior, QueryStringsConfig.QueryStrings);
  const { HeaderBehavior: behavior, Headers: listed = [] } = HeadersConfig;
  const isListed = chooser(
    'whitelist',
    listed.map((name) => name.toLowerCase()),
  );
  return (request) => {
    const { own, ofEdge } = viewerHeaders(request);
    const cookies = own.filter(([name]) => name === 'cookie').flatMap(([, value]) => value.split(/; */));
    const plain = own.filter(([name]) => name !== 'cookie');
    const headers = new Headers();
    const pass = (from: readonly (readonly [string, string])[], passes: (name: string) => boolean) => {
      for (const [name, value] of from) if (passes(name)) headers.set(name, value);
    };
    switch (behavior) {
      case 'none':
        break;
      case 'whitelist':
        pass([...plain, ...ofEdge], isListed);
        break;
      case 'allViewer':
        pass(plain, () => true);
        break;
      case 'allViewerAndWhitelistCloudFront':
        pass(plain, () => true);
        pass(ofEdge, isListed);
        break;
      case 'allExcept':
        pass(plain, (name) => !isListed(name));
        break;
    }
    const kept = cookies.filter((cookie) => isCookie(cookie.split('=')[0] ?? ''));
    if (kept.length > 0) headers.set('cookie', kept.join('; '));
    const query = request.query.split('&').filter((part) => part !== '' && isParameter(part.split('=')[0] ?? ''));
    return { headers, query: query.join('&') };
  };
}

function chooser(choice: Choice, list: readonly string[] = []): (name: string) => boolean {
  switch (choice) {
    case 'none':
      return () => false;
    case 'all':
      return () => true;
    case 'whitelist':
      return (name) => list.includes(name);
    case 'allExcept':
      return (name) => !list.includes(name);
  }
}

/** Those of CloudFront's own policies that are known here, by their ids. */
export const managedOriginRequestPolicies: Readonly<Record<string, OriginRequestPolicy>> = {
  // AllViewer
  '216adef6-5c7f-47e4-b989-5492eafa07d3': managed({ HeaderBehavior: 'allViewer' }),
  // AllViewerExceptHostHeader
  'b689b0a8-53d0-40ab-baf2-68738e2966ac': managed({ HeaderBehavior: 'allExcept', Headers: ['host'] }),
};

function managed(HeadersConfig: Config['HeadersConfig']): OriginRequestPolicy {
  return createOriginRequestPolicy({
    Name: 'Managed',
    HeadersConfig,
    CookiesConfig: { CookieBehavior: 'all' },
    QueryStringsConfig: { QueryStringBehavior: 'all' },
  });
}

/** What one policy or another lets pass: without any, nothing of the viewer. */
export function passedByAny(
  policies: readonly OriginRequestPolicy[],
  request: EdgeRequest,
): Pick<EdgeRequest, 'headers' | 'query'> {
  const passed = policies.map((policy) => policy(request));
  const headers = new Headers();
  for (const [name, value] of passed.flatMap((one) => [...one.headers])) headers.set(name, value);
  const parts = new Set(passed.flatMap(({ query }) => query.split('&')).filter((part) => part !== ''));
  return { headers, query: [...parts].join('&') };
}
