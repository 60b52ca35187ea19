import * as z from 'zod';

/** How much a source is to be believed; a higher rank wins over a lower one whatever the order of arrival. */
export const rank = { event: 1, lookup: 2, webhook: 2, record: 3 } as const;

export const observationSource = z.enum(['event', 'lookup', 'webhook', 'record']);
export type ObservationSource = z.infer<typeof observationSource>;

/** The caller as the carrier told it: a number, or withheld. Absent means "nothing said". */
export const caller = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('number'), number: z.string() }),
  z.object({ kind: z.literal('withheld') }),
]);
export type Caller = z.infer<typeof caller>;

/** What one message says of one leg. Times in ms since 1970, durations in seconds. A field that is absent says nothing. */
export const legFields = z.object({
  startedAt: z.number().int().optional(),
  queuedAt: z.number().int().optional(),
  /** A person answered; an IVR or a queue does not count. */
  answeredAt: z.number().int().optional(),
  /** Where we rang somebody up, each side for itself: our person was on the line, and the one who was rung up answered. */
  agentConnectedAt: z.number().int().optional(),
  customerAnsweredAt: z.number().int().optional(),
  endedAt: z.number().int().optional(),
  /** The number dialled: E.164 where the carrier gives it, else as given. */
  trackedNumber: z.string().optional(),
  caller: caller.optional(),
  /** A statement that should name the caller has none: withheld, unless another statement of the leg knows better. */
  callerAbsent: z.literal(true).optional(),
  direction: z.enum(['inbound', 'outbound']).optional(),
  /** The carrier's word for how the leg came to be, upper case (INBOUND, TRANSFER, QUEUE_TRANSFER, ...). */
  initiation: z.string().optional(),
  waitSeconds: z.number().optional(),
  talkSeconds: z.number().optional(),
  holdSeconds: z.number().optional(),
  /** The carrier's word for why it ended, upper case. */
  endReason: z.string().optional(),
  /** What that word means when nobody answered; said whenever `endReason` is. */
  cause: z.enum(['busy', 'failed', 'other']).optional(),
  agent: z.string().optional(),
  queue: z.string().optional(),
  /** The carrier's final record of this leg has arrived. */
  recorded: z.literal(true).optional(),
  /** The leg that this one was handed on to, and the one that it came from: they exist, even if nothing was heard of them yet. */
  nextLeg: z.string().optional(),
  previousLeg: z.string().optional(),
});
export type LegFields = z.infer<typeof legFields>;

/** What was received and does not fit: where it stood, and why. Never the value itself. */
export const ignored = z.object({ what: z.string(), reason: z.string() });
export type Ignored = z.infer<typeof ignored>;

/** One message about one leg of a call. Facts only: what it means is derived when the call is folded. */
export const observation = z.object({
  /** The call that the message itself names. What other messages link it to is found out when the call is settled. */
  call: z.string(),
  leg: z.string(),
  carrier: z.string(),
  source: observationSource,
  /** Sortable: the carrier's own time of this statement, ISO 8601 with ms. */
  version: z.string(),
  fields: legFields,
  ignored: z.array(ignored).optional(),
});
export type Observation = z.infer<typeof observation>;

/** The `ignored` of an observation, left out when there is none. */
export function noted(entries: readonly Ignored[]): { ignored?: Ignored[] } {
  return entries.length === 0 ? {} : { ignored: [...entries] };
}
