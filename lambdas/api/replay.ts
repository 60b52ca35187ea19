import * as z from 'zod';
import { eventType } from '../events/event-type.ts';

const time = z.iso.datetime({ offset: true, error: 'must be a time like 2026-01-31T12:00:00Z' });

/** Which calls are told of again, and by which events. */
export const replayBody = z.strictObject({
  from: time.describe('Calls that started then, or later.'),
  to: time.optional().describe('And before that; now if missing.'),
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
