import * as z from 'zod';
import type { CarrierRoute } from '../platform/names.ts';
import type { Endpoint } from './endpoint.ts';

const whatIsSent = z
  .record(z.string(), z.unknown())
  .describe('In the words of the carrier, signed by its scheme: docs/carriers/ has the fields of each type.');

/** What carriers with an account send; who they are is said by their signature. */
export const carrierEndpoints = {
  'POST /v1/carriers/{account}/{hook}': {
    id: 'tellCall',
    summary: 'Tell of a call, or ask where it shall go while it rings',
    description:
      'For carriers, which sign what they send: without a signature, with a wrong one or five minutes later the answer is 401, also for ' +
      'accounts that do not exist. At the hook `calls` of the type `generic`, 202 says that the message is queued; at `lookup`, 200 says ' +
      'where the call shall go. The hooks of `twilio` and `telnyx` take forms; those that ask (`voice`, `dialed`, `consent`, `whisper`) are ' +
      'answered in TwiML.',
    body: whatIsSent,
    status: [200, 202],
    answer: z.record(z.string(), z.unknown()),
    problems: [404],
    example: {
      body: {
        id: '1764430000.12',
        event: 'ringing',
        at: '2026-01-31T12:00:00Z',
        from: '+12025550123',
        to: '+12025550199',
      },
      answer: { call: 'pbx-1764430000.12' },
    },
  },
} satisfies Readonly<Record<CarrierRoute, Endpoint>>;
