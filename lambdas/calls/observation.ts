import * as z from 'zod/mini';
import { callMark } from './mark.ts';

/** How much a source is to be believed; a higher rank wins over a lower one whatever the order of arrival. */
export const rank = { event: 1, lookup: 2, webhook: 2, record: 3, analysis: 3, 'redacted-analysis': 4 } as const;

export const observationSource = z.enum(['event', 'lookup', 'webhook', 'record', 'analysis', 'redacted-analysis']);

/** The caller as the carrier told it: a number, or withheld. Absent means "nothing said". */
export const caller = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('number'), number: z.string() }),
  z.object({ kind: z.literal('withheld') }),
]);
export type Caller = z.infer<typeof caller>;

/** Where a call was sent when its phone rang, and why. */
export const routeTaken = z.object({
  /** The site's route that took it; without one it went where all calls do. */
  name: z.optional(z.string()),
  action: z.enum(['default', 'queue', 'phones', 'reject']),
  queue: z.optional(z.string()),
  phones: z.optional(z.array(z.string())),
  /** A sentence for people. */
  reason: z.string(),
});
export type RouteTaken = Readonly<z.infer<typeof routeTaken>>;
/** Who took the call, where a carrier tells it apart; a person is also known by `answeredAt`. */
export const answeredBy = z.enum(['person', 'machine', 'voicemail']);

/** What the carrier thinks of the caller's number (STIR/SHAKEN): who signed for it, or that the signature is wrong. */
export const attestation = z.enum(['A', 'B', 'C', 'failed']);

/** Where the recording of a leg lies: `s3://bucket/key`, or an https URL of the carrier. */
export const recording = z.object({
  location: z.string(),
  startedAt: z.optional(z.int()),
  status: z.enum(['available', 'deleted']),
});
export type Recording = z.infer<typeof recording>;

/** How the line was, of five (best) to one, and what the carrier takes to have gone wrong, in its words. */
export const quality = z.object({
  agentScore: z.optional(z.number()),
  customerScore: z.optional(z.number()),
  issues: z.array(z.string()),
});

/** How people felt on the whole, -5 (bad) to 5. */
export const sentiment = z.object({ agent: z.optional(z.number()), customer: z.optional(z.number()) });

/**
 * What a carrier tells of a leg and its call takes over as it is: from the first leg on which somebody answered and that says
 * it. A field of a call that is merely told belongs here, or to `fromFirstLeg`; one that is worked out out of several to `call.ts` and `fold.ts`.
 */
export const fromAnsweringLeg = {
  agent: z.optional(z.string()),
  /** How well the two sides heard each other. */
  quality: z.optional(quality),
};

/** The same for what the first leg of the call says, or else the next one that says anything, those apart on which we rang somebody up. */
export const fromFirstLeg = {
  /** The number dialled: E.164 where the carrier gives it, else as given. */
  trackedNumber: z.optional(z.string()),
  /** What its carrier was answered when it asked; not of calls of which it only told. */
  route: z.optional(routeTaken),
  /** What the caller answered to the question whether the call may be recorded; missing where nobody asked. */
  recordingConsent: z.optional(z.enum(['given', 'refused'])),
  attestation: z.optional(attestation),
  /** What the caller keyed in when asked for the code that a page shows. */
  keyedCode: z.optional(z.string()),
};

/** What an analysis says of the conversation on one leg; what was said word for word lies beside it. */
export const legConversation = {
  /** BCP 47, like en-US. */
  language: z.optional(z.string()),
  /** What it was about, by the operator's own rules. */
  categories: z.optional(z.array(z.string())),
  /** Whether these are all. Only a whole analysis says so, and one that says nothing of it tells of single ones. */
  categorized: z.optional(z.boolean()),
  sentiment: z.optional(sentiment),
  /** In a few sentences. */
  summary: z.optional(z.string()),
  /** How long the part was that was analysed, seconds. */
  conversationSeconds: z.optional(z.number()),
  /** The words are kept, and whether they are redacted. */
  transcript: z.optional(z.enum(['redacted', 'plain'])),
};

/** What one message says of one leg. Times in ms since 1970, durations in seconds. A field that is absent says nothing. */
export const legFields = z.object({
  startedAt: z.optional(z.int()),
  /** By then the leg had begun, where only its end and how long it lasted are told. */
  begunBy: z.optional(z.int()),
  queuedAt: z.optional(z.int()),
  /** A person answered; an IVR or a queue does not count. */
  answeredAt: z.optional(z.int()),
  /** Where we rang somebody up, each side for itself: our person was on the line, and the one who was rung up answered. */
  agentConnectedAt: z.optional(z.int()),
  customerAnsweredAt: z.optional(z.int()),
  endedAt: z.optional(z.int()),
  ...fromFirstLeg,
  caller: z.optional(caller),
  /** A statement that should name the caller has none: withheld, unless another statement of the leg knows better. */
  callerAbsent: z.optional(z.literal(true)),
  direction: z.optional(z.enum(['inbound', 'outbound'])),
  /** The carrier's word for how the leg came to be, upper case (INBOUND, TRANSFER, QUEUE_TRANSFER, ...). */
  initiation: z.optional(z.string()),
  waitSeconds: z.optional(z.number()),
  talkSeconds: z.optional(z.number()),
  holdSeconds: z.optional(z.number()),
  /** The carrier's word for why it ended, upper case. */
  endReason: z.optional(z.string()),
  /** What that word means when nobody answered; said whenever `endReason` is. */
  cause: z.optional(z.enum(['busy', 'failed', 'other'])),
  ...fromAnsweringLeg,
  ...legConversation,
  answeredBy: z.optional(answeredBy),
  /** What the caller keyed in, in order. */
  keys: z.optional(z.array(z.string())),
  recording: z.optional(recording),
  queue: z.optional(z.string()),
  /** Set by whoever places calls that are no customers': on any leg it is true of the whole call. */
  mark: z.optional(callMark),
  /** The carrier's final record of this leg has arrived. */
  recorded: z.optional(z.literal(true)),
  /** An operator imported it as history: a call of which nothing else was told makes no conversions and no events. */
  history: z.optional(z.literal(true)),
  /** The carrier named the leg beside its call: what it tells without naming one is of the call itself. */
  ownLeg: z.optional(z.literal(true)),
  /** The record was of the call itself. */
  callRecorded: z.optional(z.literal(true)),
  /** That record does not know how long people talked: those of its legs do, where they are there. */
  talkOnLegs: z.optional(z.literal(true)),
  /** The leg that this one was handed on to, and the one that it came from: they exist, even if nothing was heard of them yet. */
  nextLeg: z.optional(z.string()),
  previousLeg: z.optional(z.string()),
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
  /** Sortable: the carrier's own time of this statement, ISO 8601 with ms; of an analysis, when its file was put may stand behind it. */
  version: z.string(),
  fields: legFields,
  ignored: z.optional(z.array(ignored)),
});
export type Observation = z.infer<typeof observation>;

/** It says what was said, and nothing of whether, when and with whom there was a call. */
export function isAnalysis({ source }: Pick<Observation, 'source'>): boolean {
  return source === 'analysis' || source === 'redacted-analysis';
}

/** The `ignored` of an observation, left out when there is none. */
export function noted(entries: readonly Ignored[]): { ignored?: Ignored[] } {
  return entries.length === 0 ? {} : { ignored: [...entries] };
}
