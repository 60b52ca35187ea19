import { conversationQuery, logQuery } from '../journal/calls-query.ts';
import { conversationReport } from '../journal/conversation/conversation-report-answer.ts';
import { sourceReport } from '../journal/source-report-answer.ts';
import type { ManagementRoute } from '../platform/names.ts';
import { type ManagementEndpoint, readers } from './endpoint.ts';

/** Schemas that people talk about, under their names in the document. */
export const reportSchemas = { SourceReport: sourceReport, ConversationReport: conversationReport };

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
  'GET /v1/reports/conversations': {
    id: 'reportConversations',
    summary: 'How calls in which something was said fared beside the others',
    description:
      'Of the calls that `GET /v1/calls` lists by the other parameters: how many fit `said` and `category`, how many of them have a ' +
      'conversion, and the same of those that do not fit. One of the two must be given. Calls that went out, and those of tests and staff, are in no sum. More than 50,000 calls ' +
      'are refused with 400: ask for fewer days.',
    roles: readers,
    query: conversationQuery,
    status: [200],
    answer: conversationReport,
    problems: [400, 404],
  },
} satisfies Partial<Record<ManagementRoute, ManagementEndpoint>>;
