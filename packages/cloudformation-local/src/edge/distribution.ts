import type { Machine } from '../machine.ts';
import { behaviorFor } from './behaviors.ts';
import { fetchFromBucket } from './bucket-origin.ts';
import type { Behavior, DistributionConfig, Origin } from './distribution-config.ts';
import type { EdgeFunction } from './edge-function.ts';
import { type EdgeRequest, type EdgeResponse, jsonResponse, textResponse } from './exchange.ts';
import type { HttpApi } from './http-api.ts';
import { type OriginRequestPolicy, passedByAny } from './origin-request-policy.ts';
import type { HeadersPolicy } from './response-headers.ts';

/** What a distribution's configuration refers to, each by its id or ARN. */
export interface DistributionParts {
  readonly apis: ReadonlyMap<string, HttpApi>;
  readonly functions: ReadonlyMap<string, EdgeFunction>;
  readonly headersPolicies: ReadonlyMap<string, HeadersPolicy>;
  readonly requestPolicies: ReadonlyMap<string, OriginRequestPolicy>;
  /** What a cache tells answers apart by goes on to the origin, too. */
  readonly cachePolicies: ReadonlyMap<string, OriginRequestPolicy>;
}

/** A CloudFront distribution: which behaviour a path has, what is done at the edge, and who answers. */
export function createDistribution(
  config: DistributionConfig,
  parts: DistributionParts,
  machine: Machine,
): (request: EdgeRequest) => Promise<EdgeResponse> {
  return async (viewerRequest) => {
    const behavior = behaviorFor(config, viewerRequest.path);
    const policy = parts.headersPolicies.get(behavior.ResponseHeadersPolicyId ?? '');
    const response = await answer(behavior, viewerRequest);
    policy?.(response.headers);
    return response;
  };

  async function answer(behavior: Behavior, viewerRequest: EdgeRequest): Promise<EdgeResponse> {
    if (!behavior.AllowedMethods.includes(viewerRequest.method)) {
      return textResponse(403, `The edge does not take ${viewerRequest.method} for this path.`);
    }
    const atEdge = parts.functions.get(behavior.FunctionAssociations[0]?.FunctionARN ?? '');
    const passed = atEdge ? await atEdge(viewerRequest) : viewerRequest;
    if ('answer' in passed) return passed.answer;
    const origin = config.Origins.find(({ Id }) => Id === behavior.TargetOriginId);
    if (!origin) return textResponse(502, 'The edge has no such origin.');
    const request = { ...passed, path: origin.OriginPath + passed.path };
    const bucket = /^(.+)\.s3[.-][a-z0-9.-]*amazonaws\.com$/.exec(origin.DomainName)?.[1];
    if (bucket !== undefined) return fetchFromBucket(bucket, request, machine);
    const api = parts.apis.get(origin.DomainName.split('.')[0] ?? '');
    if (!api) return textResponse(502, `The edge does not reach ${origin.DomainName}.`);
    const policies = [
      parts.cachePolicies.get(behavior.CachePolicyId ?? ''),
      parts.requestPolicies.get(behavior.OriginRequestPolicyId ?? ''),
    ];
    const { headers, query } = passedByAny(
      policies.filter((policy) => policy !== undefined),
      passed,
    );
    if (headers.has('host')) return jsonResponse(403, { message: 'Forbidden' }); // the gateway goes by a name of its own
    return api.handle({ ...request, query, headers: originHeaders(headers, passed, origin) });
  }
}

/** What the policy lets pass, and what every origin gets; what the distribution adds takes the place of what a viewer sent. */
function originHeaders(
  passed: Headers,
  { headers, viewer }: EdgeRequest,
  { OriginCustomHeaders, DomainName }: Origin,
): Headers {
  const sent = new Headers(passed);
  const forwarded = headers.get('x-forwarded-for');
  if (headers.has('user-agent') && !sent.has('user-agent')) sent.set('user-agent', 'Amazon CloudFront');
  sent.set('host', DomainName);
  sent.set('x-forwarded-for', forwarded === null ? viewer.address : `${forwarded}, ${viewer.address}`);
  sent.set('x-forwarded-proto', 'https');
  for (const { HeaderName, HeaderValue } of OriginCustomHeaders) sent.set(HeaderName, HeaderValue);
  return sent;
}
