import { randomUUID } from 'node:crypto';
import type { Invocation, Machine } from '../machine.ts';
import { type ApiIdentity, apiEvent } from './api-event.ts';
import { apiResponse } from './api-response.ts';
import { type ApiRoute, matchRoute } from './api-routes.ts';
import { type EdgeRequest, type EdgeResponse, jsonResponse } from './exchange.ts';

export interface ApiIntegration {
  readonly functionArn: string;
  readonly timeoutMilliseconds: number;
}

/** An HTTP API; routes and integrations are added while the stack is created. */
export interface HttpApi {
  readonly id: string;
  readonly routes: ApiRoute[];
  readonly integrations: Map<string, ApiIntegration>;
  handle(request: EdgeRequest): Promise<EdgeResponse>;
}

/** Largest body that API Gateway takes. */
export const bodyLimit = 10 * 1024 * 1024;

export function createHttpApi(id: string, machine: Machine): HttpApi {
  const identity: ApiIdentity = {
    accountId: machine.accountId,
    apiId: id,
    domainName: apiDomainName(id, machine.region),
  };
  const routes: ApiRoute[] = [];
  const integrations = new Map<string, ApiIntegration>();

  const answer = async (request: EdgeRequest, requestId: string): Promise<EdgeResponse> => {
    if (request.body.length > bodyLimit) return jsonResponse(413, { message: 'Request Entity Too Large' });
    const match = matchRoute(routes, request.method, request.path);
    const integration = match && integrations.get(match.route.integrationId);
    const target = integration && machine.functions.find(integration.functionArn);
    if (!match || !target) return jsonResponse(404, { message: 'Not Found' });
    // API Gateway keeps nobody waiting whom the function cannot take; it answers so to what is over a stage's limits.
    if (target.isOverloaded) return jsonResponse(429, { message: 'Too Many Requests' });
    machine.demand.note();
    const event = apiEvent(request, match, identity, requestId, new Date());
    const invocation = await within(integration.timeoutMilliseconds, target.invoke(event));
    if (invocation === 'late') return jsonResponse(503, { message: 'Service Unavailable' });
    if (!invocation.ok && invocation.error.errorType === 'TooManyRequestsException') {
      return jsonResponse(503, { message: 'Service Unavailable' });
    }
    if (!invocation.ok && invocation.error.errorType === 'RequestTooLargeException') {
      return jsonResponse(413, { message: 'Request Entity Too Large' });
    }
    const response = apiResponse(invocation);
    if (!('unanswerable' in response)) return response;
    // The function's own errors are said where it runs.
    if (invocation.ok) machine.log.warn(`${match.route.key} was answered with 500: ${response.unanswerable}`);
    return jsonResponse(500, { message: 'Internal Server Error' });
  };

  return {
    id,
    routes,
    integrations,
    handle: async (request) => {
      const requestId = randomUUID();
      const response = await answer(request, requestId);
      response.headers.set('apigw-requestid', requestId);
      return response;
    },
  };
}

export function apiDomainName(id: string, region: string): string {
  return `${id}.execute-api.${region}.amazonaws.com`;
}

async function within(milliseconds: number, invocation: Promise<Invocation>): Promise<Invocation | 'late'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), milliseconds);
  });
  try {
    return await Promise.race([invocation, late]);
  } finally {
    clearTimeout(timer);
  }
}
