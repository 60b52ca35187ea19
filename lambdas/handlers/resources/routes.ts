import * as z from 'zod';
import { explainImagined } from '../../calls/routing/explain-imagined.ts';
import { type ImaginedCall, imaginedCall, realCall } from '../../calls/routing/explain-request.ts';
import { explainRoute } from '../../calls/routing/explain-route.ts';
import type { ExplainedRoute } from '../../calls/routing/explained-route-answer.ts';
import { gatherRouteFacts } from '../../calls/routing/gather-route-facts.ts';
import type { EdgeRequest } from '../../platform/http/edge-request.ts';
import { notFound, parseOr400 } from '../../platform/http/problem.ts';
import { loadIdentityKey } from '../../platform/identity-key.ts';
import { type ApiClient, maySee } from '../../settings/api-keys/authorize.ts';
import { noSuchSite } from '../../settings/sites/no-such-site.ts';
import { readSite } from '../../settings/sites/stored-site-store.ts';
import { callOf } from './calls/find-call.ts';
import type { ManagementHandler, ManagementRoutes } from './guarded.ts';
import { callsTable, leasesTable, settingsTable, visitsTable } from './tables.ts';

const postExplain: ManagementHandler = async (request, client, now) => {
  // One of two, by what it names: so that what is wrong is said of that one.
  const isReal = isObject.safeParse(request.body).data?.call !== undefined;
  const body = isReal
    ? await ofCall({ ...request, path: parseOr400(realCall, request.body) }, client, now)
    : await ofImagined(parseOr400(imaginedCall, request.body), client, now);
  return { status: 200, body };
};

const isObject = z.record(z.string(), z.unknown());

/** Of a call that was the match stays what it came to be; what its caller bought is as it is now. */
async function ofCall(request: EdgeRequest, client: ApiClient, now: number): Promise<ExplainedRoute> {
  const { stored } = await callOf(request, client);
  const { facts, site } = await gatherRouteFacts(stored, { ...sources(), site: stored.site }, now);
  if (site === undefined) throw notFound(`call ${stored.id} is of no site`);
  return explainRoute({ ...facts, match: stored.match }, site, stored.route);
}

async function ofImagined(asked: ImaginedCall, client: ApiClient, now: number): Promise<ExplainedRoute> {
  const site = maySee(client, asked.site) ? await readSite(settingsTable(), asked.site) : undefined;
  if (site === undefined) throw noSuchSite(asked.site);
  return explainImagined(asked, site, sources(), now);
}

function sources() {
  return {
    settings: settingsTable(),
    leases: leasesTable(),
    visits: visitsTable(),
    calls: callsTable(),
    identityKey: loadIdentityKey,
  };
}

export const routeRoutes = { 'POST /v1/routes/explain': postExplain } satisfies ManagementRoutes;
