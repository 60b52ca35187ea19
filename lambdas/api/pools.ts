import * as z from 'zod';
import { poolStatusAnswer } from '../capacity/pool-status-answer.ts';
import { currencyDigits } from '../conversions/money.ts';
import { timeToCallAnswer } from '../journal/pools/time-to-call-answer.ts';
import { liveVisit } from '../page-api/live-visit-answer.ts';
import { listOf, pageQuery } from '../platform/http/list-page.ts';
import type { ManagementRoute } from '../platform/names.ts';
import { poolAnswer } from '../settings/pools/pool-answer.ts';
import { poolSettings } from '../settings/pools/pool-settings.ts';
import { shownNumber } from '../settings/pools/pool-summary.ts';
import { unsupportedAnswer } from '../settings/unsupported.ts';
import { type ManagementEndpoint, operators, readers } from './endpoint.ts';
import { deleting, listing, putting, reading } from './settings-endpoint.ts';

/** Query of `GET /v1/pools/{pool}/status`: with what one number costs a month, the answer says what numbers would cost. */
export const poolStatusQuery = z.object({
  price: z
    .string()
    .regex(/^\d{1,9}(\.\d{1,4})?$/, 'must be an amount, like 1.15')
    .optional(),
  currency: z
    .string()
    .refine((code) => currencyDigits(code) !== undefined, { message: 'must be an ISO 4217 code' })
    .default('USD'),
});

/** Query of `GET /v1/pools/{pool}/time-to-call`: the accuracy that a lease time is wanted for; what the pool is to reach, unless it is said. */
export const timeToCallQuery = z.object({ accuracy: z.coerce.number().gte(1e-6).lt(1).optional() });

/** Schemas that people talk about, under their names in the document. */
export const poolSchemas = { Pool: poolAnswer, PoolSettings: poolSettings, ShownNumber: shownNumber };

/** Pools, how they do, and who holds their numbers. */
export const poolEndpoints = {
  'GET /v1/pools': {
    id: 'listPools',
    summary: 'List pools',
    ...listing(z.union([poolAnswer, unsupportedAnswer])),
  },
  'PUT /v1/pools/{pool}': {
    id: 'putPool',
    summary: 'Create or replace a pool',
    description:
      'With `channel` the answer is filled in from the ready list. `warnings` name other pools that take visits from this one, or lose them to it.',
    roles: operators,
    ...putting(poolSettings, poolAnswer),
    example: {
      body: {
        site: 'shop',
        kind: 'session',
        order: 10,
        source: 'google',
        medium: 'cpc',
        when: [{ clickId: 'gclid' }, { source: 'google', medium: 'cpc' }],
        leaseSeconds: 1200,
        probationSeconds: 60,
        defaultNumber: '+493023125000',
        targets: { coverage: 0.85, accuracy: 0.9 },
      },
    },
  },
  'GET /v1/pools/{pool}': {
    id: 'getPool',
    summary: 'Read a pool',
    ...reading(poolAnswer),
  },
  'DELETE /v1/pools/{pool}': {
    id: 'deletePool',
    summary: 'Delete a pool',
    description: 'Refused while it has numbers.',
    roles: operators,
    ...deleting,
  },
  'GET /v1/pools/{pool}/status': {
    id: 'getPoolStatus',
    summary: 'Say how a pool does, and whether its size is right',
    description:
      'For session pools also what was asked of it in the last hour, what is predicted for the busiest hour of the last week, ' +
      'and advice. With a `price` of one number and month, what numbers would cost.',
    ...reading(poolStatusAnswer),
    query: poolStatusQuery,
    problems: [400, 404, 409],
  },
  'GET /v1/pools/{pool}/time-to-call': {
    id: 'getTimeToCall',
    summary: 'Say how soon the callers of a session pool call, and which lease time that asks for',
    description:
      'The curve from showing a number to its call, as the pool learnt it from its calls and as every pool begins; how often the ' +
      'present holder of a number is the right visitor, as predicted and as measured by confirmed calls; and the lease time that ' +
      'the wanted `accuracy` needs. What was learnt is read anew every few minutes.',
    ...reading(timeToCallAnswer),
    query: timeToCallQuery,
    problems: [400, 404, 409],
  },
  'GET /v1/pools/{pool}/leases': {
    id: 'listLeases',
    summary: 'List the visitors who hold a number now',
    roles: readers,
    query: pageQuery,
    status: [200],
    answer: listOf(liveVisit),
    problems: [400, 404, 409],
  },
} satisfies Partial<Record<ManagementRoute, ManagementEndpoint>>;
