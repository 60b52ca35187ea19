import * as z from 'zod';
import { testWays } from '../deliveries/destinations/describe-type.ts';
import { testResult } from '../deliveries/trial/send-test.ts';
import { eventType } from '../events/event-type.ts';
import type { ManagementRoute } from '../platform/names.ts';
import { type ManagementEndpoint, operators } from './endpoint.ts';

/** What came of a test of a destination. */
export const testAnswer = testResult.extend({
  /** What was sent went under this id. */
  id: z.string(),
  test: z.enum(testWays),
});

/** Which sample is sent. */
export const testEventBody = z.strictObject({ type: z.enum(eventType.options) });

/** What a receiver answered to it. */
export const testEventAnswer = z.object({
  /** As the message carried it, in `webhook-id` and in its body. */
  id: z.string(),
  type: z.string(),
  delivered: z.boolean(),
  /** Missing where nobody answered. */
  status: z.int().optional(),
  /** Why it was not delivered. */
  detail: z.string().optional(),
});

/** Trying a destination out. */
export const destinationTestEndpoints = {
  'POST /v1/destinations/{destination}/test': {
    id: 'testDestination',
    summary: 'Try a destination out with an example conversion',
    description:
      'Made and sent as a real one, at once and once only: `marked`, so that the receiver knows it as a test, or `checked` by the receiver, which keeps nothing. ' +
      'Where a receiver has no such way it is `asked` whether it takes the credentials, by a question that changes nothing there. ' +
      'Nothing is stored here, and no rule or consent is asked. `passed` says whether it took it, `outcome` and `detail` what it answered. ' +
      '409 where there is no way at all, or while the destination is paused.',
    roles: operators,
    status: [200],
    answer: testAnswer,
    problems: [404, 409],
    example: {
      answer: {
        id: 'test-5f0c1d2e',
        test: 'marked',
        passed: true,
        outcome: 'delivered',
        detail: 'the receiver took it, marked as a test',
        status: 200,
      },
    },
  },
  'POST /v1/destinations/{destination}/test-event': {
    id: 'sendTestEvent',
    summary: 'Send a sample of an event to a webhook',
    description:
      'Signed and sent as a real one, at once and once only, also to a webhook that does not subscribe to it; its `id` begins with `test-`, ' +
      'and it says `test: true`. Nothing of it is kept. The answer says what the receiver answered.',
    roles: operators,
    body: testEventBody,
    status: [200],
    answer: testEventAnswer,
    problems: [400, 404, 409, 413],
    example: {
      body: { type: 'call.started' },
      answer: { id: 'test-5f0c1d2e_1', type: 'call.started', delivered: true, status: 200 },
    },
  },
} satisfies Partial<Record<ManagementRoute, ManagementEndpoint>>;
