import * as z from 'zod';
import { channel } from '../conditions/channel.ts';
import { ruleSettings } from '../conversions/rules/rule.ts';
import { ruleAnswer } from '../conversions/rules/rule-answer.ts';
import { destinations } from '../deliveries/destinations/registry.ts';
import { poolNumber } from '../leases/inventory/list-numbers.ts';
import { removalAnswer, removalQuery } from '../leases/inventory/removal-answer.ts';
import { liveVisit } from '../page-api/live-visits.ts';
import { listOf, pageQuery } from '../platform/http/list-page.ts';
import type { ManagementRoute } from '../platform/names.ts';
import { destinationBodies } from '../settings/destinations/destination-settings.ts';
import { destinationAnswer } from '../settings/destinations/stored-destination.ts';
import { poolAnswer } from '../settings/pools/pool-answer.ts';
import { poolSettings } from '../settings/pools/pool-settings.ts';
import { settingsId } from '../settings/settings-id.ts';
import { siteAnswer, siteSettings } from '../settings/sites/site-settings.ts';
import { unsupportedAnswer } from '../settings/unsupported.ts';
import type { CallShape } from './endpoint.ts';
import { poolStatusAnswer, poolStatusQuery } from './pool-status-endpoint.ts';

/** Form and validity are judged number by number, so one bad line does not refuse the others. */
export const numbersToAdd = z.strictObject({
  numbers: z.array(z.string().max(200)).min(1).max(500),
  from: settingsId.optional().describe('The pool that has them: they are moved. It must be of the same site.'),
});

const addedNumbers = z.object({
  results: z.array(
    z.object({
      number: z.string(),
      result: z.enum(['added', 'already-there', 'refused']),
      display: z.string().optional(),
      restsUntil: z.iso.datetime().optional(),
      detail: z.string().optional(),
    }),
  ),
});

/** A list of one site, or of all that the key may see. */
export const ofSite = z.object({ ...pageQuery.shape, site: settingsId.optional() });

/** The five calls of one kind of settings. */
const list = (item: z.core.$ZodType, query: z.ZodObject = ofSite): CallShape => ({
  query,
  status: [200],
  answer: listOf(item),
  problems: [400],
});
const put = (body: z.core.$ZodType, answer: z.core.$ZodType): CallShape => ({
  body,
  status: [200, 201],
  answer,
  problems: [400, 409, 413],
});
const get = (answer: z.core.$ZodType): CallShape => ({ status: [200], answer, problems: [404, 409] });
const remove: CallShape = { status: [204], problems: [404, 409] };
const removeUnused: CallShape = { status: [204], problems: [404, 409] };

/** The calls of sites, pools, numbers, rules and destinations. */
export const settingsCalls = {
  'GET /v1/sites': list(z.union([siteAnswer, unsupportedAnswer]), pageQuery),
  'PUT /v1/sites/{site}': put(siteSettings, siteAnswer),
  'GET /v1/sites/{site}': get(siteAnswer),
  'DELETE /v1/sites/{site}': removeUnused,
  'GET /v1/pools': list(z.union([poolAnswer, unsupportedAnswer])),
  'PUT /v1/pools/{pool}': put(poolSettings, poolAnswer),
  'GET /v1/pools/{pool}': get(poolAnswer),
  'DELETE /v1/pools/{pool}': removeUnused,
  'GET /v1/pools/{pool}/numbers': { query: pageQuery, status: [200], answer: listOf(poolNumber), problems: [400, 404] },
  'POST /v1/pools/{pool}/numbers': {
    body: numbersToAdd,
    status: [200],
    answer: addedNumbers,
    problems: [400, 404, 409, 413],
  },
  'DELETE /v1/pools/{pool}/numbers/{number}': {
    query: removalQuery,
    status: [200],
    answer: removalAnswer,
    problems: [400, 404],
  },
  'GET /v1/pools/{pool}/status': { ...get(poolStatusAnswer), query: poolStatusQuery, problems: [400, 404] },
  'GET /v1/pools/{pool}/leases': { query: pageQuery, status: [200], answer: listOf(liveVisit), problems: [400, 404] },
  'GET /v1/channels': { status: [200], answer: z.object({ items: z.array(channel) }), problems: [] },
  'GET /v1/rules': list(z.union([ruleAnswer, unsupportedAnswer])),
  'PUT /v1/rules/{rule}': put(ruleSettings, ruleAnswer),
  'GET /v1/rules/{rule}': get(ruleAnswer),
  'DELETE /v1/rules/{rule}': remove,
  'GET /v1/destinations': list(z.union([destinationAnswer, unsupportedAnswer])),
  'PUT /v1/destinations/{destination}': put(z.union(destinationBodies(destinations)), destinationAnswer),
  'GET /v1/destinations/{destination}': get(destinationAnswer),
  'DELETE /v1/destinations/{destination}': removeUnused,
} satisfies Readonly<Partial<Record<ManagementRoute, CallShape>>>;
