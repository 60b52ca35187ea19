import * as z from 'zod';
import { poolNumber } from '../leases/inventory/pool-number-answer.ts';
import { removalAnswer, removalQuery } from '../leases/inventory/removal-answer.ts';
import { listOf, pageQuery } from '../platform/http/list-page.ts';
import type { ManagementRoute } from '../platform/names.ts';
import { settingsId } from '../settings/settings-id.ts';
import { type ManagementEndpoint, operators, readers } from './endpoint.ts';

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

/** The numbers of pools. */
export const phoneNumberEndpoints = {
  'GET /v1/pools/{pool}/numbers': {
    id: 'listNumbers',
    summary: "List a pool's numbers",
    roles: readers,
    query: pageQuery,
    status: [200],
    answer: listOf(poolNumber),
    problems: [400, 404, 409],
  },
  'POST /v1/pools/{pool}/numbers': {
    id: 'addNumbers',
    summary: 'Add numbers to a pool',
    description:
      'Answers number by number; when every one is refused, with a problem. With `from` numbers move from another pool of the site: ' +
      'each begins with the rest of its lease there, and what was left undone is done by the same call again.',
    roles: operators,
    body: numbersToAdd,
    status: [200],
    answer: addedNumbers,
    problems: [400, 404, 409, 413],
    example: { body: { numbers: ['+493023125001', '+493023125002'] } },
  },
  'DELETE /v1/pools/{pool}/numbers/{number}': {
    id: 'removeNumber',
    summary: 'Remove a number from a pool',
    description:
      'Answers how long it rests, and why. Its calls still go where those of its site go, until it is given back: say so by ' +
      '`forward=false`, now or by the same call again.',
    roles: operators,
    query: removalQuery,
    status: [200],
    answer: removalAnswer,
    problems: [400, 404, 409],
  },
} satisfies Partial<Record<ManagementRoute, ManagementEndpoint>>;
