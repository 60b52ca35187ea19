import * as z from 'zod/mini';
import { callMark } from './mark.ts';
import { answeredBy, caller, fromAnsweringLeg, fromFirstLeg, ignored, recording, sentiment } from './observation.ts';

export const callStatus = z.enum(['ringing', 'answered', 'completed', 'missed', 'busy', 'failed']);
export type CallStatus = z.infer<typeof callStatus>;

export const callDirection = z.enum(['inbound', 'outbound']);

/** What was said in a call, of all its legs: what the log shows. The words themselves lie beside the call. */
export const conversation = z.object({
  language: z.optional(z.string()),
  categories: z.array(z.string()),
  /** False where an analysis failed, or left categories out: there may be others. */
  categorized: z.optional(z.boolean()),
  sentiment: z.optional(sentiment),
  summary: z.optional(z.string()),
  /** The legs of which the words are kept, and where: with the call that told of them. */
  transcripts: z.optional(z.array(z.object({ call: z.string(), leg: z.string() }))),
});
export type Conversation = z.infer<typeof conversation>;

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
  /** Only where a carrier told it. */
  answeredBy: z.optional(answeredBy),
  /** What the caller keyed in, in order, on all legs. */
  keys: z.optional(z.array(z.string())),
  /** Legs with a recording; where each lies is told when somebody asks for it. */
  recordings: z.optional(z.array(z.object({ leg: z.string(), ...z.omit(recording, { location: true }).shape }))),
  conversation: z.optional(conversation),
  legs: z.int(),
  /** All that was told of it was imported as history: no rule judges it, and nobody is sent events of it. */
  history: z.optional(z.literal(true)),
  /** What was received and does not fit, with the reason; never dropped silently. */
  ignored: z.array(ignored),
});
export type Call = z.infer<typeof call>;
