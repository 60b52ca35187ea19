import { explainRequest } from '../../calls/routing/explain-request.ts';
import { explainedRoute } from '../../calls/routing/explained-route-answer.ts';
import { nestedRouteConditions } from '../../calls/routing/route-conditions.ts';
import type { ManagementRoute } from '../../platform/names.ts';
import { type ManagementEndpoint, readers } from '../endpoint.ts';

/** Schemas that people talk about, under their names in the document. */
export const routeSchemas = { RouteConditions: nestedRouteConditions };

/** Where calls go. The routes themselves are settings of a site. */
export const routeEndpoints = {
  'POST /v1/routes/explain': {
    id: 'explainRoute',
    summary: 'Say where a call goes, and why; writes nothing',
    description:
      'By the routes that the site has now: of a call that was, from what is known of it, with what its carrier was answered then; or of one that is ' +
      'imagined, where all that is not said is as it is known of number and caller. It is the evaluator that answers carriers.',
    roles: readers,
    body: explainRequest,
    status: [200],
    answer: explainedRoute,
    problems: [400, 404, 413],
    example: {
      body: { site: 'shop', at: '2026-12-25T09:00:00Z', from: '+13055550131', to: '+12025550123', source: 'google' },
      answer: {
        site: 'shop',
        at: '2026-12-25T09:00:00.000Z',
        route: {
          name: 'Closed',
          action: 'phones',
          phones: ['+12025550151'],
          ring: 'in-order',
          ringSeconds: 20,
          skill: '',
          source: 'google',
          medium: 'cpc',
          campaign: '',
          keyword: '',
          recipient: '',
          whisper: 'Call from google',
          screenText: 'google cpc',
          record: 'off',
          language: 'en-US',
          reason: 'Route "Closed": It fits: holiday is yes.',
        },
        spam: { score: 0, reasons: [] },
        routes: [
          { name: 'Closed', verdict: 'chosen', conditions: ['yes  all of', 'yes    holiday is true; wanted true'] },
        ],
      },
    },
  },
} satisfies Partial<Record<ManagementRoute, ManagementEndpoint>>;
