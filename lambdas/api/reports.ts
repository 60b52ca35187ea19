import { conversationQuery, logQuery } from '../journal/calls-query.ts';
import { conversationReport } from '../journal/conversation/conversation-report-answer.ts';
import { recipientQuery } from '../journal/recipients/recipient-query.ts';
import { recipientReport } from '../journal/recipients/recipient-report-answer.ts';
import { sourceReport } from '../journal/reports/source-report-answer.ts';
import type { ManagementRoute } from '../platform/names.ts';
import { type ManagementEndpoint, readers } from './endpoint.ts';

/** Schemas that people talk about, under their names in the document. */
export const reportSchemas = {
  SourceReport: sourceReport,
  RecipientReport: recipientReport,
  ConversationReport: conversationReport,
};

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
  'GET /v1/reports/recipients': {
    id: 'reportRecipients',
    summary: 'What mails with numbers brought, by campaign and creative',
    description:
      'Of each campaign that was being sent in these days, or because of which somebody called then: how many recipients had a number of their own, or ' +
      'the default number alone, how many used the call link, and what their calls of these days came to. More than 50,000 calls of the sites are refused with 400: ask for fewer days.',
    roles: readers,
    query: recipientQuery,
    status: [200],
    answer: recipientReport,
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
