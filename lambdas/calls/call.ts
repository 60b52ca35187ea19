import * as z from 'zod/mini';
import { callMark } from './mark.ts';
import { caller, fromAnsweringLeg, fromFirstLeg, ignored } from './observation.ts';

export const callStatus = z.enum(['ringing', 'answered', 'completed', 'missed', 'busy', 'failed']);
export type CallStatus = z.infer<typeof callStatus>;

export const callDirection = z.enum(['inbound', 'outbound']);

/** A call as folded from all observations. Times in ms since 1970, durations in seconds. */
export const call = z.object({
  id: z.string(),
  carrier: z.string(),
  status: callStatus,
  /** Every leg has its record, or the grace is over. Conversions go out on final calls only. */
  final: z.boolean(),
  /** When the call counts as final even without a record. Absent while nothing says when it started. */
  finalAt: z.optional(z.int()),
  direction: callDirection,
  ...fromFirstLeg,
  caller: z.optional(caller),
  startedAt: z.int(),
  answeredAt: z.optional(z.int()),
  endedAt: z.optional(z.int()),
  waitSeconds: z.optional(z.number()),
  talkSeconds: z.optional(z.number()),
  holdSeconds: z.optional(z.number()),
  endReason: z.optional(z.string()),
  ...fromAnsweringLeg,
  queue: z.optional(z.string()),
  /** Why it counts nowhere; missing of a call that does. */
  mark: z.optional(callMark),
  legs: z.int(),
  /** All that was told of it was imported as history: no rule judges it, and nobody is sent events of it. */
  history: z.optional(z.literal(true)),
  /** What was received and does not fit, with the reason; never dropped silently. */
  ignored: z.array(ignored),
});
export type Call = z.infer<typeof call>;
