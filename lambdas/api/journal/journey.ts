import { callJourney } from '../../journal/journey/journey-answer.ts';
import type { ManagementRoute } from '../../platform/names.ts';
import { everyRole, type ManagementEndpoint } from '../endpoint.ts';

/** The schema that people talk about, under its name in the document. */
export const journeySchemas = { CallJourney: callJourney };

/** What one person did before a call and after it. */
export const journeyEndpoints = {
  'GET /v1/calls/{call}/journey': {
    id: 'getJourney',
    summary:
      'Read one person’s visits, calls, codes and orders in time, and whether they called at once or informed themselves first',
    description:
      'Oldest first. Whose visits these are: of the visitor behind the call, of visits that a phone code links to it, and of those whom other calls of ' +
      'the same caller at the site name by click or code, or with a confidence of 0.9 or more; `visitors` says why each is in it. Nothing is ' +
      'told of visitors who have withdrawn consent. The nearest 25 calls before it and after it, ten visitors and the newest 50 visits of each are ' +
      'looked at; `truncated` says of what there is more.',
    roles: everyRole,
    status: [200],
    answer: callJourney,
    problems: [404, 409],
    example: {
      answer: {
        call: '2f9d6c1e-8f0a-4b8e-9c39-0d6a3a1f5c11',
        site: 'shop',
        summary: {
          how: 'informed-first',
          sentence:
            'Informed first: 2 visits before the call; the first visit was 2 d 1 h before the call, the last one 2 min 10 s.',
          visitsBefore: 2,
          callsBefore: 0,
          firstVisitAt: '2026-10-29T13:00:00.000Z',
          daysBefore: 2,
          secondsSinceShown: 130,
        },
        visitors: [
          {
            visitor: 'usr_b71kQa90',
            call: '2f9d6c1e-8f0a-4b8e-9c39-0d6a3a1f5c11',
            why: 'The match of this call names them: lease, confidence 0.88.',
          },
        ],
        events: [
          {
            kind: 'visit',
            at: '2026-10-29T13:00:00.000Z',
            call: '2f9d6c1e-8f0a-4b8e-9c39-0d6a3a1f5c11',
            visit: 'vis_4Jw8sLq2',
            visitor: 'usr_b71kQa90',
            source: 'google',
            medium: 'cpc',
            campaign: 'spring',
            page: 'https://shop.example/bikes',
            device: 'mobile',
          },
          {
            kind: 'call',
            at: '2026-10-31T14:00:00.000Z',
            call: '2f9d6c1e-8f0a-4b8e-9c39-0d6a3a1f5c11',
            visitor: 'usr_b71kQa90',
            source: 'google',
            medium: 'cpc',
            status: 'completed',
            talkSeconds: 125,
            method: 'lease',
            confidence: 0.88,
          },
          {
            kind: 'sale',
            at: '2026-11-02T09:30:00.000Z',
            call: '2f9d6c1e-8f0a-4b8e-9c39-0d6a3a1f5c11',
            value: { amount: '129.50', currency: 'EUR' },
            state: 'counted',
            orderId: '1001',
            reporter: 'crm',
          },
        ],
      },
    },
  },
} satisfies Partial<Record<ManagementRoute, ManagementEndpoint>>;
