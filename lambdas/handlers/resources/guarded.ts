import { managementEndpoints } from '../../api/management-endpoints.ts';
import type { EdgeRequest } from '../../platform/http/edge-request.ts';
import type { EdgeResponse, EdgeRoute } from '../../platform/http/http-edge.ts';
import { notFound } from '../../platform/http/problem.ts';
import { rejectUnknownParameters } from '../../platform/http/reject-unknown-parameters.ts';
import { rejectUnstorable } from '../../platform/http/reject-unstorable.ts';
import { type ManagementRoute, managementRoutes } from '../../platform/names.ts';
import type { ApiKeyRole } from '../../settings/api-keys/api-key.ts';
import { findApiKey } from '../../settings/api-keys/api-key-store.ts';
import { type ApiClient, authorizer } from '../../settings/api-keys/authorize.ts';
import { settingsTable } from './tables.ts';

/** Answers a request to the management API, once it is known whose key it shows; `now` in ms. */
export type ManagementHandler = (request: EdgeRequest, client: ApiClient, now: number) => Promise<EdgeResponse>;

/** The endpoints of one resource. Plain data, so that a bundle has only those that its function serves. */
export type ManagementRoutes = Readonly<Partial<Record<ManagementRoute, ManagementHandler>>>;

const authorize = authorizer((hash) => findApiKey(settingsTable(), hash));

/** Who asks, if the key is of one of the roles. Throws 401 or 403. */
export function authorized(roles: readonly ApiKeyRole[], { headers }: EdgeRequest): Promise<ApiClient> {
  return authorize(roles, headers.authorization, Date.now());
}

/** Answers only who shows a key of a role that includes the endpoint, and asks by parameters that it has. An empty body is one without fields: what is missing is named. */
export function guarded(handle: ManagementHandler): EdgeRoute {
  return async (request) => {
    const route = managementRoutes.find((known) => known === request.routeKey);
    if (route === undefined) throw notFound('there is no such route');
    const now = Date.now();
    const endpoint = managementEndpoints[route];
    const client = await authorize(endpoint.roles, request.headers.authorization, now);
    rejectUnknownParameters(request.query, Object.keys(endpoint.query?.shape ?? {}));
    const { body = {} } = request;
    rejectUnstorable(body);
    return handle({ ...request, body }, client, now);
  };
}

/** The same for all endpoints of a function. */
export function guardedRoutes<Route extends ManagementRoute>(
  handlers: Readonly<Record<Route, ManagementHandler>>,
): Readonly<Record<string, EdgeRoute>> {
  return Object.fromEntries(
    Object.entries<ManagementHandler>(handlers).map(([route, handle]) => [route, guarded(handle)]),
  );
}
