import { httpEdge } from '../platform/http-edge.ts';
import type { ManagementRoute } from '../platform/names.ts';
import { managementAnswers } from './management/answers.ts';
import { guarded } from './management/guarded.ts';
import * as numbers from './management/numbers.ts';
import * as pools from './management/pools.ts';
import * as sites from './management/sites.ts';

/** Calls of operators and tools: settings, numbers, what is leased now. */
export const handler = httpEdge<ManagementRoute>({
  maxBodyBytes: 1024 * 1024,
  answers: managementAnswers,
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
  },
});
