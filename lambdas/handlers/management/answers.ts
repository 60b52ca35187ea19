import * as z from 'zod';
import { poolNumber } from '../../leases/list-numbers.ts';
import { liveVisit } from '../../numbers/live-visits.ts';
import { listOf } from '../../platform/list-page.ts';
import type { ManagementRoute } from '../../platform/names.ts';
import { poolAnswer } from '../../settings/pool.ts';
import { site } from '../../settings/site.ts';

const addedNumbers = z.object({
  results: z.array(
    z.object({
      number: z.string(),
      result: z.enum(['added', 'already-there', 'refused']),
      display: z.string().optional(),
      detail: z.string().optional(),
    }),
  ),
});

const count = z.number().int().min(0);
const status = z.object({
  pool: z.string(),
  site: z.string(),
  kind: z.enum(['session', 'source', 'page']),
  size: count,
  held: count,
  free: count,
  unconfirmed: count,
  resting: count,
});

/** What each call tells: fields that are not named here stay inside. */
export const managementAnswers: Partial<Record<ManagementRoute, z.ZodType>> = {
  'GET /v1/sites': listOf(site),
  'PUT /v1/sites/{site}': site,
  'GET /v1/sites/{site}': site,
  'GET /v1/pools': listOf(poolAnswer),
  'PUT /v1/pools/{pool}': poolAnswer,
  'GET /v1/pools/{pool}': poolAnswer,
  'GET /v1/pools/{pool}/numbers': listOf(poolNumber),
  'POST /v1/pools/{pool}/numbers': addedNumbers,
  'GET /v1/pools/{pool}/status': status,
  'GET /v1/pools/{pool}/leases': listOf(liveVisit),
};
