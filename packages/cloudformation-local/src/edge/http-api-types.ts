import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { ResourceType } from '../resource-type.ts';
import { StartProblem } from '../start-problem.ts';
import { apiDomainName, createHttpApi, type HttpApi } from './http-api.ts';

const tags = z.record(z.string(), z.string()).optional();

const apiProperties = z.strictObject({
  Name: z.string(),
  ProtocolType: z.literal('HTTP'),
  Description: z.string().optional(),
  Tags: tags,
});

const integrationProperties = z.strictObject({
  ApiId: z.string(),
  IntegrationType: z.literal('AWS_PROXY'),
  IntegrationUri: z.string(),
  IntegrationMethod: z.string().optional(),
  PayloadFormatVersion: z.literal('2.0'),
  TimeoutInMillis: z.number().int().min(50).max(30_000).default(30_000),
  Description: z.string().optional(),
});

const routeProperties = z.strictObject({
  ApiId: z.string(),
  RouteKey: z.string().regex(/^(\$default|(ANY|DELETE|GET|HEAD|OPTIONS|PATCH|POST|PUT) \/\S*)$/),
  Target: z.string().regex(/^integrations\//),
  AuthorizationType: z.literal('NONE').optional(),
  OperationName: z.string().optional(),
});

/** Limits and logs of requests are for many users, and are left aside on one machine. */
const routeSettings = z.strictObject({
  DetailedMetricsEnabled: z.boolean().optional(),
  ThrottlingBurstLimit: z.number().optional(),
  ThrottlingRateLimit: z.number().optional(),
});

const stageProperties = z.strictObject({
  ApiId: z.string(),
  StageName: z.literal('$default'),
  AutoDeploy: z.literal(true),
  AccessLogSettings: z.strictObject({ DestinationArn: z.string(), Format: z.string() }).optional(),
  DefaultRouteSettings: routeSettings.optional(),
  RouteSettings: z.record(z.string(), routeSettings).optional(),
  Description: z.string().optional(),
  Tags: tags,
});

/** The types that an HTTP API is made of; `apis` gets each by its id. */
export function httpApiTypes(apis: Map<string, HttpApi>): readonly ResourceType<unknown>[] {
  const api: ResourceType<z.infer<typeof apiProperties>> = {
    type: 'AWS::ApiGatewayV2::Api',
    properties: apiProperties,
    create: async ({ physicalName }, machine) => {
      const id = shortId(physicalName);
      apis.set(id, createHttpApi(id, machine));
      return { ref: id, attributes: { ApiId: id, ApiEndpoint: `https://${apiDomainName(id, machine.region)}` } };
    },
  };
  const integration: ResourceType<z.infer<typeof integrationProperties>> = {
    type: 'AWS::ApiGatewayV2::Integration',
    properties: integrationProperties,
    create: async ({ physicalName, logicalId, properties }, machine) => {
      const id = shortId(physicalName);
      const { IntegrationUri: functionArn, TimeoutInMillis: timeoutMilliseconds } = properties;
      if (!machine.functions.find(functionArn)) {
        throw new StartProblem([
          `Resource ${logicalId} (AWS::ApiGatewayV2::Integration): property "IntegrationUri" is "${functionArn}", which is no function of this stack.`,
        ]);
      }
      apis.get(properties.ApiId)?.integrations.set(id, { functionArn, timeoutMilliseconds });
      return { ref: id, attributes: { IntegrationId: id } };
    },
  };
  const route: ResourceType<z.infer<typeof routeProperties>> = {
    type: 'AWS::ApiGatewayV2::Route',
    properties: routeProperties,
    create: async ({ physicalName, properties }) => {
      const id = shortId(physicalName);
      const integrationId = properties.Target.replace('integrations/', '');
      apis.get(properties.ApiId)?.routes.push({ key: properties.RouteKey, integrationId });
      return { ref: id, attributes: { RouteId: id } };
    },
  };
  const stage: ResourceType<z.infer<typeof stageProperties>> = {
    type: 'AWS::ApiGatewayV2::Stage',
    properties: stageProperties,
    create: async ({ properties }) => ({ ref: properties.StageName, attributes: {} }),
  };
  return [api, integration, route, stage];
}

/** Like those of API Gateway, but the same at every start. */
function shortId(physicalName: string): string {
  return createHash('sha256').update(physicalName).digest('hex').slice(0, 10);
}
