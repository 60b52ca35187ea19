import * as z from 'zod';
import { listedCall, listedCalls, moneyAnswer } from '../journal/call-answer.ts';
import { callDetail } from '../journal/call-detail-answer.ts';
import { callsQuery, fileQuery } from '../journal/calls-query.ts';
import { recordingAnswer } from '../journal/conversation/recording-answer.ts';
import { transcriptAnswer } from '../journal/conversation/transcript-answer.ts';
import { callExplanation } from '../journal/explanation/explanation-answer.ts';
import { outcomeAnswer, outcomeReport } from '../journal/outcome-report.ts';
import type { ManagementRoute } from '../platform/names.ts';
import { everyRole, type ManagementEndpoint, operators, readers, reporters } from './endpoint.ts';

/** Schemas that people talk about, under their names in the document. */
export const callSchemas = {
  ListedCall: listedCall,
  CallDetail: callDetail,
  OutcomeReport: outcomeReport,
  Money: moneyAnswer,
};

/** Query of `GET /v1/calls/{call}/explanation`. */
export const explanationQuery = z.object({
  destination: z
    .string()
    .max(100)
    .optional()
    .describe('Only those whose id or type has this word, like `google`; all if missing.'),
});

/** Query of `GET /v1/calls/{call}/recording`. */
export const recordingQuery = z.object({
  leg: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('The leg whose recording is wanted, of `recordings` of the call; the first that there is if missing.'),
});

/** Phone calls, and what came of them. */
export const callEndpoints = {
  'GET /v1/calls': {
    id: 'listCalls',
    summary: 'List calls, newest first',
    description:
      'Days are those of the site’s time zone; without them, the last 31. Without a site, calls of all sites that the key may see. ' +
      'With a rare filter a part may hold fewer calls than its limit: there are no more when `cursor` is missing.',
    roles: everyRole,
    query: callsQuery,
    status: [200],
    answer: listedCalls,
    problems: [400, 404],
  },
  'GET /v1/calls.csv': {
    id: 'exportCalls',
    summary: 'Export calls as CSV',
    description:
      'A long file comes in parts of some megabytes: the header `link` (RFC 8288, `rel="next"`) says where the next one is, and is missing ' +
      'at the end. Only the first has the line of names, so parts in their order are one file. The header `unsupported-calls` says how many ' +
      'calls between its lines are left out, as a newer version of Leaseline wrote them and only it can read them; without it, none is.',
    roles: everyRole,
    query: fileQuery,
    status: [200],
    file: 'text/csv',
    problems: [400, 404],
  },
  'GET /v1/calls/{call}': {
    id: 'getCall',
    summary: 'Read a call with match, conversions, deliveries and ledger',
    description:
      'Any of its contacts names it, also one that was taken for a call of its own before; `call.id` is the id that counts.',
    roles: everyRole,
    status: [200],
    answer: callDetail,
    problems: [404, 409],
  },
  'GET /v1/calls/{call}/explanation': {
    id: 'explainCall',
    summary: 'Say why a call is whose, and why its destinations were told of it or not',
    description:
      'For each destination of the site: the conversions that go there and what came of each, and why rules that name it do not hold. ' +
      'Reasons are those of the call itself; earlier calls of the caller are not looked at.',
    roles: readers,
    query: explanationQuery,
    status: [200],
    answer: callExplanation,
    problems: [400, 404, 409],
  },
  'GET /v1/calls/{call}/transcript': {
    id: 'getTranscript',
    summary: 'Read what was said in a call, word for word',
    description:
      'As the carrier’s analysis tells it, with all that it redacted. Words that are not redacted are kept only of a site that says ' +
      '`storeUnredactedTranscripts`. Empty where nothing is kept.',
    roles: readers,
    status: [200],
    answer: transcriptAnswer,
    problems: [404, 409],
  },
  'GET /v1/calls/{call}/recording': {
    id: 'getRecording',
    summary: 'Get a link to the recording of a call',
    description:
      'The recording stays where the carrier put it. A link to a bucket of Amazon S3 is signed, and good for 15 minutes for whoever has it; ' +
      'an address of another carrier is told as it is.',
    roles: readers,
    query: recordingQuery,
    status: [200],
    answer: recordingAnswer,
    problems: [400, 404, 409, 410],
  },
  'POST /v1/calls/{call}/outcome': {
    id: 'reportOutcome',
    summary: 'Report what came of a call: outcome, tags, a sale, a refund; the phone code that the caller said',
    description:
      'The same event again changes nothing. Amounts are positive and in the currency of the site. A phone code links the visit that shows it to ' +
      'the call; one that is mistyped, that the site has not given, or that was not shown while the call lasted is refused, and with it the report.',
    roles: reporters,
    body: outcomeReport,
    status: [202],
    answer: outcomeAnswer,
    problems: [400, 404, 409, 413],
    example: {
      body: { eventId: 'order-1001', outcome: 'sold', revenue: { kind: 'sale', amount: '129.50', currency: 'EUR' } },
      answer: { call: '2f9d6c1e-8f0a-4b8e-9c39-0d6a3a1f5c11', eventId: 'order-1001' },
    },
  },
  'POST /v1/calls/{call}/deliveries/{delivery}/redrive': {
    id: 'redriveDelivery',
    summary: 'Send a parked delivery again',
    roles: operators,
    status: [202],
    answer: z.object({ call: z.string(), delivery: z.string() }),
    problems: [404, 409],
  },
} satisfies Partial<Record<ManagementRoute, ManagementEndpoint>>;
