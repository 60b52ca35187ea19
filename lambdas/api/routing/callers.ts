import { pageQuery } from '../../platform/http/list-page.ts';
import type { ManagementRoute } from '../../platform/names.ts';
import { callerAnswer, callerSettings } from '../../settings/callers/caller-list-answer.ts';
import { type ManagementEndpoint, operators } from '../endpoint.ts';
import { listing } from '../settings-endpoint.ts';

/** Numbers that a site blocks, always allows, or calls its own. */
export const callerEndpoints = {
  'GET /v1/sites/{site}/callers': {
    id: 'listCallers',
    summary: "List the numbers on a site's lists of callers",
    ...listing(callerAnswer, pageQuery),
    roles: operators,
    problems: [400, 404],
  },
  'PUT /v1/sites/{site}/callers/{number}': {
    id: 'putCaller',
    summary: 'Put a number on a list of the site',
    description:
      '`block`: nobody takes its calls. `allow`: its calls are no spam. `ours`: own staff, whose calls are marked and count nowhere. It leaves ' +
      'the list that it was on. A tracking number of the site is not blocked: that would not keep calls to it away.',
    roles: operators,
    body: callerSettings,
    status: [200],
    answer: callerAnswer,
    problems: [400, 404, 409, 413],
    example: {
      body: { list: 'ours', note: 'Anna, front desk' },
      answer: { number: '+12025550155', list: 'ours', note: 'Anna, front desk', since: '2026-05-03T10:00:00.000Z' },
    },
  },
  'DELETE /v1/sites/{site}/callers/{number}': {
    id: 'deleteCaller',
    summary: 'Take a number off the list that it is on',
    roles: operators,
    status: [204],
    problems: [400, 404],
  },
} satisfies Partial<Record<ManagementRoute, ManagementEndpoint>>;
