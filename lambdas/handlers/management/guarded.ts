import { refuseBrokenText } from '../../platform/broken-text.ts';
import type { EdgeRoute } from '../../platform/http-edge.ts';
import { managementRoutes } from '../../platform/names.ts';
import { notFound } from '../../platform/problem.ts';
import { findApiKey } from '../../settings/api-key-store.ts';
import { authorizer } from '../../settings/authorize.ts';
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
