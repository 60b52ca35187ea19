import { answersOf } from '../api/endpoint.ts';
import { managementCalls } from '../api/management-endpoints.ts';
import { httpEdge } from '../platform/http/http-edge.ts';
import { type ManagementRoute, managementRoutes } from '../platform/names.ts';
import * as calls from './management/calls.ts';
import * as destinations from './management/destinations.ts';
import { guarded } from './management/guarded.ts';
import * as numbers from './management/numbers.ts';
import * as oneCall from './management/one-call.ts';
import * as pools from './management/pools.ts';
import * as rules from './management/rules.ts';
import * as sites from './management/sites.ts';

/** Calls of operators, agents and tools: settings, numbers, what is leased now, calls and what came of them. */
export const handler = httpEdge<ManagementRoute>({
  maxBodyBytes: 1024 * 1024,
  withBody: new Set(managementRoutes.filter((route) => managementCalls[route].body !== undefined)),
  answers: answersOf(managementCalls),
  routes: {
    'GET /v1/sites': guarded(sites.listSites),
    'PUT /v1/sites/{site}': guarded(sites.putOneSite),
    'GET /v1/sites/{site}': guarded(sites.getSite),
    'DELETE /v1/sites/{site}': guarded(sites.deleteOneSite),
    'GET /v1/pools': guarded(pools.listPools),
    'PUT /v1/pools/{pool}': guarded(pools.putOnePool),
    'GET /v1/pools/{pool}': guarded(pools.getPool),
    'DELETE /v1/pools/{pool}': guarded(pools.deleteOnePool),
    'GET /v1/pools/{pool}/numbers': guarded(numbers.listPoolNumbers),
    'POST /v1/pools/{pool}/numbers': guarded(numbers.addPoolNumbers),
    'DELETE /v1/pools/{pool}/numbers/{number}': guarded(numbers.removePoolNumber),
    'GET /v1/pools/{pool}/status': guarded(pools.getPoolStatus),
    'GET /v1/pools/{pool}/leases': guarded(pools.getPoolLeases),
    'GET /v1/removed-numbers': guarded(numbers.listRemovedNumbers),
    'GET /v1/channels': guarded(pools.listChannels),
    'GET /v1/rules': guarded(rules.listRules),
    'PUT /v1/rules/{rule}': guarded(rules.putOneRule),
    'GET /v1/rules/{rule}': guarded(rules.getRule),
    'DELETE /v1/rules/{rule}': guarded(rules.deleteOneRule),
    'GET /v1/destinations': guarded(destinations.listDestinations),
    'PUT /v1/destinations/{destination}': guarded(destinations.putOneDestination),
    'GET /v1/destinations/{destination}': guarded(destinations.getDestination),
    'DELETE /v1/destinations/{destination}': guarded(destinations.deleteOneDestination),
    'GET /v1/calls': guarded(calls.listLoggedCalls),
    'GET /v1/calls.csv': guarded(calls.fileOfCalls),
    'GET /v1/calls/{call}': guarded(oneCall.getCall),
    'POST /v1/calls/{call}/outcome': guarded(oneCall.postOutcome),
    'POST /v1/calls/{call}/deliveries/{delivery}/redrive': guarded(oneCall.postRedrive),
    'GET /v1/reports/sources': guarded(calls.getSourceReport),
  },
});
