import { logQuery } from '../journal/calls-query.ts';
import { sourceReport } from '../journal/source-report-answer.ts';
import type { ManagementRoute } from '../platform/names.ts';
import { type ManagementEndpoint, readers } from './endpoint.ts';

/** Schemas that people talk about, under their names in the document. */
export const reportSchemas = { SourceReport: sourceReport };

/** Sums over calls. */
export const reportEndpoints = {
  'GET /v1/reports/sources': {
    id: 'reportSources',
    summary: 'Sums by source and medium',
    description:
      'What `GET /v1/calls` lists of these days, added up. More than 50,000 calls are refused with 400: ask for fewer days.',
    roles: readers,
    query: logQuery,
    status: [200],
    answer: sourceReport,
    problems: [400, 404],
  },
} satisfies Partial<Record<ManagementRoute, ManagementEndpoint>>;
