import { rematchAnswer, rematchRequest } from '../../journal/rematches/rematch-answer.ts';
import type { ManagementRoute } from '../../platform/names.ts';
import { admins, type ManagementEndpoint } from '../endpoint.ts';

/** What past calls would be matched to today. */
export const rematchEndpoints = {
  'POST /v1/rematches': {
    id: 'rematchCalls',
    summary: 'Match past calls again, and say what would change; writes nothing without `apply`',
    description:
      'Newest calls first, in parts: there are no more when `cursor` is missing. Each call is worked out by what visits, pools, rules and ' +
      'settings say now. Calls whose visits, pool or consent are gone keep the match that they have. With `apply` those that change are queued ' +
      'to be settled so: conversions whose credit changes are taken back and made anew, and destinations are told. The same part again changes nothing more.',
    roles: admins,
    body: rematchRequest,
    status: [200],
    answer: rematchAnswer,
    problems: [400, 404, 413],
    example: {
      body: { from: '2026-10-01T00:00:00Z', to: '2026-11-01T00:00:00Z', pool: 'shop-web' },
      answer: {
        calls: 100,
        unchanged: 99,
        notOver: 0,
        queued: 0,
        items: [
          {
            call: '2f9d6c1e-8f0a-4b8e-9c39-0d6a3a1f5c11',
            site: 'shop',
            startedAt: '2026-10-31T14:00:00.000Z',
            kind: 'other-visitor',
            why: '+12025550107 was shown to visit vis_Zz19 (bing / cpc) 40 s before the call, and to nobody else in between.',
            before: {
              method: 'lease',
              confidence: 0.88,
              source: 'google',
              medium: 'cpc',
              campaign: 'spring',
              visit: 'vis_4Jw8sLq2',
              visitor: 'usr_b71kQa90',
              worth: [{ amount: '50.00', currency: 'EUR' }],
            },
            after: {
              method: 'lease',
              confidence: 0.91,
              source: 'bing',
              medium: 'cpc',
              visit: 'vis_Zz19',
              visitor: 'usr_other',
              worth: [{ amount: '50.00', currency: 'EUR' }],
            },
            conversions: { made: 1, changed: 0, retracted: 1 },
          },
        ],
        cursor: 'MTc5MzQ1NTIwMDAwMCMyZjlk',
      },
    },
  },
} satisfies Partial<Record<ManagementRoute, ManagementEndpoint>>;
