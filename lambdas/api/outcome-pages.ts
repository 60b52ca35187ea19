import * as z from 'zod';
import type { OutcomeRoute } from '../platform/names.ts';
import type { Endpoint } from './endpoint.ts';

const page = { file: 'text/html' } as const;

/** Pages for people, behind signed links in mails. They work without scripts. */
export const outcomePageEndpoints = {
  'GET /v1/outcome/{token}': {
    id: 'showOutcomePage',
    summary: 'Ask a person what came of a call',
    description:
      'The token is signed, stands for one call and can be used for 30 days. Showing the page changes nothing, so programs that follow the ' +
      'links in mails do no harm.',
    status: [200, 404, 410, 500],
    ...page,
    problems: [],
  },
  'HEAD /v1/outcome/{token}': {
    id: 'headOfOutcomePage',
    summary: 'Ask whether a link can be used',
    description: 'Status and headers of the page, without it. Changes nothing.',
    status: [200, 404, 410, 500],
    problems: [],
  },
  'POST /v1/outcome/{token}': {
    id: 'sayOutcome',
    summary: 'Say what came of a call, by the page',
    description:
      'What was said before changes nothing; something else takes its place in the ledger of the call. Leads back to the page.',
    body: z.object({
      outcome: z.enum(['won', 'lost']),
      amount: z
        .string()
        .max(30)
        .optional()
        .describe('In the currency of the site, like 129.50; empty and 0 say nothing of money. None beside `lost`.'),
    }),
    bodyType: 'application/x-www-form-urlencoded',
    status: [303, 400, 404, 410, 429, 500, 503],
    ...page,
    problems: [413],
  },
} satisfies Readonly<Record<OutcomeRoute, Endpoint>>;
