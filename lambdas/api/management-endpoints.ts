import * as z from 'zod';
import { callDetail } from '../journal/call-detail.ts';
import { listedCall } from '../journal/call-response.ts';
import { callsQuery, fileQuery, logQuery } from '../journal/calls-query.ts';
import { outcomeAnswer, outcomeReport } from '../journal/outcome-report.ts';
import { removedNumber, removedQuery } from '../journal/removed-numbers/removed-number.ts';
import { sourceReport } from '../journal/source-report.ts';
import { listOf } from '../platform/http/list-page.ts';
import type { ManagementRoute } from '../platform/names.ts';
import type { CallShape } from './endpoint.ts';
import { settingsCalls } from './settings-endpoints.ts';

/** The calls that operators, agents and tools make, with an API key. */
export const managementCalls: Readonly<Record<ManagementRoute, CallShape>> = {
  ...settingsCalls,
  'GET /v1/calls': { query: callsQuery, status: [200], answer: listOf(listedCall), problems: [400, 404] },
  'GET /v1/calls.csv': { query: fileQuery, status: [200], file: 'text/csv', problems: [400, 404] },
  'GET /v1/calls/{call}': { status: [200], answer: callDetail, problems: [404] },
  'POST /v1/calls/{call}/outcome': {
    body: outcomeReport,
    status: [202],
    answer: outcomeAnswer,
    problems: [400, 404, 409, 413],
  },
  'POST /v1/calls/{call}/deliveries/{delivery}/redrive': {
    status: [202],
    answer: z.object({ call: z.string(), delivery: z.string() }),
    problems: [404, 409],
  },
  'GET /v1/removed-numbers': {
    query: removedQuery,
    status: [200],
    answer: listOf(removedNumber),
    problems: [400, 404],
  },
  'GET /v1/reports/sources': { query: logQuery, status: [200], answer: sourceReport, problems: [400, 404] },
};
