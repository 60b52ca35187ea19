import { removedNumber } from '../journal/removed-numbers/removed-number-answer.ts';
import { removedQuery } from '../journal/removed-numbers/removed-query.ts';
import { listOf } from '../platform/http/list-page.ts';
import type { ManagementRoute } from '../platform/names.ts';
import { type ManagementEndpoint, readers } from './endpoint.ts';

/** Numbers that were taken out of their pools. */
export const removedNumberEndpoints = {
  'GET /v1/removed-numbers': {
    id: 'listRemovedNumbers',
    summary: 'Say which numbers can be given back to the carrier',
    description:
      'Numbers that were taken out of a pool of the site and are in none now: how long they rest, when they were shown and dialled ' +
      'last, and whether it is safe to give them back, with the reason.',
    roles: readers,
    query: removedQuery,
    status: [200],
    answer: listOf(removedNumber),
    problems: [400, 404],
  },
} satisfies Partial<Record<ManagementRoute, ManagementEndpoint>>;
