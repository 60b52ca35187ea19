import * as z from 'zod';
import type { ResourceType } from '../resource-type.ts';
import { StartProblem } from '../start-problem.ts';
import { cachePolicyProperties, passedByCachePolicy } from './cache-policy.ts';
import { createDistribution } from './distribution.ts';
import { distributionProperties } from './distribution-config.ts';
import { compileEdgeFunction, type EdgeFunction } from './edge-function.ts';
import { type EdgeRequest, type EdgeResponse, textResponse } from './exchange.ts';
import type { HttpApi } from './http-api.ts';
import { httpApiTypes } from './http-api-types.ts';
import {
  createOriginRequestPolicy,
  managedOriginRequestPolicies,
  type OriginRequestPolicy,
  originRequestPolicyProperties,
} from './origin-request-policy.ts';
import { createHeadersPolicy, type HeadersPolicy, headersPolicyProperties } from './response-headers.ts';

const functionProperties = z.strictObject({
  Name: z.string(),
  FunctionCode: z.string(),
  AutoPublish: z.boolean().optional(),
  FunctionConfig: z.strictObject({
    Comment: z.string().optional(),
    Runtime: z.enum(['cloudfront-js-1.0', 'cloudfront-js-2.0']),
  }),
});

/** The stack's one public address. */
export interface StackEdge {
  readonly resourceTypes: readonly ResourceType<unknown>[];
  /** The user's own names of it in the cloud; known once the distribution is created. */
  names(): readonly string[];
  handle(request: EdgeRequest): Promise<EdgeResponse>;
}

/** @param host name and port at which this machine serves what the distribution serves in the cloud */
export function createStackEdge(host: string): StackEdge {
  const apis = new Map<string, HttpApi>();
  const functions = new Map<string, EdgeFunction>();
  const headersPolicies = new Map<string, HeadersPolicy>();
  const requestPolicies = new Map(Object.entries(managedOriginRequestPolicies));
  const cachePolicies = new Map<string, OriginRequestPolicy>();
  let distribution: ((request: EdgeRequest) => Promise<EdgeResponse>) | undefined;
  let names: readonly string[] = [];

  const distributionType: ResourceType<z.infer<typeof distributionProperties>> = {
    type: 'AWS::CloudFront::Distribution',
    properties: distributionProperties,
    create: async ({ logicalId, properties }, machine) => {
      if (distribution) {
        throw new StartProblem([
          `Resource ${logicalId} (AWS::CloudFront::Distribution) is the second one; the local run serves one distribution.`,
        ]);
      }
      const { DefaultCacheBehavior, CacheBehaviors } = properties.DistributionConfig;
      for (const { OriginRequestPolicyId: id } of [DefaultCacheBehavior, ...CacheBehaviors]) {
        if (id === undefined || requestPolicies.has(id)) continue;
        throw new StartProblem([
          `Resource ${logicalId} (AWS::CloudFront::Distribution): the local run does not know the OriginRequestPolicyId "${id}".`,
        ]);
      }
      const parts = { apis, functions, headersPolicies, requestPolicies, cachePolicies };
      names = properties.DistributionConfig.Aliases ?? [];
      distribution = createDistribution(properties.DistributionConfig, parts, machine);
      return { ref: 'LOCAL', attributes: { DomainName: host, Id: 'LOCAL' } };
    },
  };
  return {
    resourceTypes: [
      ...httpApiTypes(apis),
      distributionType,
      edgeFunctionType(functions),
      headersPolicyType(headersPolicies),
      originRequestPolicyType(requestPolicies),
      cachePolicyType(cachePolicies),
    ],
    names: () => names,
    handle: async (request) => distribution?.(request) ?? textResponse(404, 'The stack has no distribution.'),
  };
}

function edgeFunctionType(functions: Map<string, EdgeFunction>): ResourceType<z.infer<typeof functionProperties>> {
  return {
    type: 'AWS::CloudFront::Function',
    properties: functionProperties,
    create: async ({ logicalId, properties }, { accountId }) => {
      const arn = `arn:aws:cloudfront::${accountId}:function/${properties.Name}`;
      functions.set(arn, compile(logicalId, properties.FunctionCode));
      return { ref: arn, attributes: { FunctionARN: arn, 'FunctionMetadata.FunctionARN': arn, Stage: 'LIVE' } };
    },
    update: async ({ logicalId, properties }, { accountId }) => {
      const arn = `arn:aws:cloudfront::${accountId}:function/${properties.Name}`;
      functions.set(arn, compile(logicalId, properties.FunctionCode));
    },
  };
}

function headersPolicyType(
  policies: Map<string, HeadersPolicy>,
): ResourceType<z.infer<typeof headersPolicyProperties>> {
  return {
    type: 'AWS::CloudFront::ResponseHeadersPolicy',
    properties: headersPolicyProperties,
    create: async ({ physicalName, properties }) => {
      policies.set(physicalName, createHeadersPolicy(properties.ResponseHeadersPolicyConfig));
      return { ref: physicalName, attributes: { Id: physicalName } };
    },
    update: async ({ physicalName, properties }) => {
      policies.set(physicalName, createHeadersPolicy(properties.ResponseHeadersPolicyConfig));
    },
  };
}

function originRequestPolicyType(
  policies: Map<string, OriginRequestPolicy>,
): ResourceType<z.infer<typeof originRequestPolicyProperties>> {
  return {
    type: 'AWS::CloudFront::OriginRequestPolicy',
    properties: originRequestPolicyProperties,
    create: async ({ physicalName, properties }) => {
      policies.set(physicalName, createOriginRequestPolicy(properties.OriginRequestPolicyConfig));
      return { ref: physicalName, attributes: { Id: physicalName } };
    },
    update: async ({ physicalName, properties }) => {
      policies.set(physicalName, createOriginRequestPolicy(properties.OriginRequestPolicyConfig));
    },
  };
}

function cachePolicyType(
  policies: Map<string, OriginRequestPolicy>,
): ResourceType<z.infer<typeof cachePolicyProperties>> {
  return {
    type: 'AWS::CloudFront::CachePolicy',
    properties: cachePolicyProperties,
    create: async ({ physicalName, properties }) => {
      policies.set(physicalName, passedByCachePolicy(properties.CachePolicyConfig));
      return { ref: physicalName, attributes: { Id: physicalName } };
    },
    update: async ({ physicalName, properties }) => {
      policies.set(physicalName, passedByCachePolicy(properties.CachePolicyConfig));
    },
  };
}

function compile(logicalId: string, code: string): EdgeFunction {
  try {
    return compileEdgeFunction(logicalId, code);
  } catch (error) {
    throw new StartProblem([`Resource ${logicalId} (AWS::CloudFront::Function) does not compile: ${String(error)}.`]);
  }
}
