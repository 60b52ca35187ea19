import type { EdgeRoute } from '../../platform/http/http-edge.ts';
import { notFound } from '../../platform/http/problem.ts';
import { refuseBrokenText } from '../../platform/http/reject-lone-surrogates.ts';
import { managementRoutes } from '../../platform/names.ts';
import { findApiKey } from '../../settings/api-keys/api-key-store.ts';
import { authorizer } from '../../settings/api-keys/authorize.ts';
import { type ManagementCall, settingsTable } from './call.ts';

const authorize = authorizer((hash) => findApiKey(settingsTable(), hash));

/** Lets a call happen only when its API key may make it. An empty body is one without fields: what is missing is named. */
export function guarded(call: ManagementCall): EdgeRoute {
  return async (request) => {
    const route = managementRoutes.find((known) => known === request.routeKey);
    if (route === undefined) throw notFound('there is no such route');
    const now = Date.now();
    const caller = await authorize(route, request.headers.authorization, now);
    const { body = {} } = request;
    refuseBrokenText(body);
    return call({ ...request, body }, caller, now);
  };
}
