import * as z from 'zod';
import { caller, ignored } from './observation.ts';

export const callStatus = z.enum(['ringing', 'answered', 'completed', 'missed', 'busy', 'failed']);
export type CallStatus = z.infer<typeof callStatus>;

/** A call as folded from all observations. Times in ms since 1970, durations in seconds. */
export const call = z.object({
  id: z.string(),
  carrier: z.string(),
  status: callStatus,
  /** Every leg has its record, or the grace is over. Conversions go out on final calls only. */
  final: z.boolean(),
  /** When the call counts as final even without a record. Absent while nothing says when it started. */
  finalAt: z.number().int().optional(),
  direction: z.enum(['inbound', 'outbound']),
  trackedNumber: z.string().optional(),
  caller: caller.optional(),
  startedAt: z.number().int(),
  answeredAt: z.number().int().optional(),
  endedAt: z.number().int().optional(),
  waitSeconds: z.number().optional(),
  talkSeconds: z.number().optional(),
  holdSeconds: z.number().optional(),
  endReason: z.string().optional(),
  agent: z.string().optional(),
  queue: z.string().optional(),
  legs: z.number().int(),
  /** What was received and does not fit, with the reason; never dropped silently. */
  ignored: z.array(ignored),
});
export type Call = z.infer<typeof call>;
