import * as z from 'zod';
import { eventType } from '../events/event-type.ts';
import { requestTime } from '../platform/http/request-time.ts';

/** Which calls are told of again, and by which events. */
export const replayBody = z.strictObject({
  from: requestTime.describe('Calls that started then, or later.'),
  to: requestTime.optional().describe('And before that; now if missing.'),
  types: z.array(z.enum(eventType.options)).min(1).optional().describe('Only these; all if missing.'),
  cursor: z.string().max(500).optional(),
});

/** What a part of it did. */
export const replayAnswer = z.object({
  /** Calls that were looked at. */
  calls: z.int(),
  /** Messages that are on their way again. */
  replayed: z.int(),
  /** Asks for the next part; missing at the end. */
  cursor: z.string().optional(),
});
