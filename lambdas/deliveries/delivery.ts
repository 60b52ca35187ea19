import * as z from 'zod/mini';
import { deliveryResults } from './delivery-result.ts';

const knownResult = z.pipe(
  z.string(),
  z.transform((word) => deliveryResults.find((known) => known === word)),
);

/**
 * The push of one conversion, or one event, to one destination, revision after revision. Settle raises `wanted` (see `delivery-wanted.ts`);
 * attempts write the rest. Times in ms since 1970.
 */
export const delivery = z.object({
  id: z.string(),
  call: z.string(),
  site: z.string(),
  /** What is told: a conversion, or an event, by its id. */
  conversion: z.optional(z.string()),
  event: z.optional(z.string()),
  destination: z.string(),
  /** The newest revision that the destination must know. */
  wanted: z.int(),
  /** The newest revision that it is known to have; 0 = none. */
  sent: z.int(),
  /** The first that it was known to have; absent in what was sent by versions before. */
  firstSent: z.optional(z.int()),
  /** Set while an attempt is on its way; an old one without outcome means "unknown whether received". */
  sending: z.optional(z.object({ revision: z.int(), since: z.int() })),
  /** Id of the newest claim, which stays when its attempt is over: who finds another one decided on what is no longer so. */
  claim: z.optional(z.string()),
  /** The revision that `attempts`, `nextAt`, `state` and `reason` speak of; 0 = none yet. A newer `wanted` begins anew. */
  attempted: z._default(z.int(), 0),
  /** Attempts of that revision. */
  attempts: z.int(),
  nextAt: z.int(),
  /** When the sweep takes it for standing still; only while something is left to do. */
  dueAt: z.optional(z.int()),
  /** No newer revision goes out before: an older one may still be on its way, or the destination asked for a pause. */
  restsUntil: z._default(z.int(), 0),
  /** A revision that may have been received without our knowing, and since when at the latest; `oldest`: one before it that may, too. */
  unsure: z.optional(z.object({ revision: z.int(), since: z.int(), oldest: z.optional(z.int()) })),
  /** The last revision that told the destination that the conversion does not count, and how often it was told so after it had counted. */
  takenBack: z.optional(z.object({ revision: z.int(), times: z.int() })),
  /** The value that the destination was told last, of a conversion that counts; minor units. */
  told: z.optional(z.object({ minor: z.int(), currency: z.string() })),
  /** By what the caller was named when it was skipped since that was not enough, and whether an address would be told that was not known. */
  unnamed: z.optional(z.object({ names: z.string(), awaitsEmail: z.optional(z.boolean()) })),
  /** The newest revision by which an attempt was to tell it so, whatever came of that. */
  takingBack: z.optional(z.int()),
  /** The destination took the revision and says later what came of it; `asks` = how often it was asked. */
  asking: z.optional(z.object({ receipt: z.string(), asks: z.int() })),
  /** Raised by sweep and by people to start again under a new execution name. */
  redrive: z.int(),
  state: z.enum(['pending', 'delivered', 'parked', 'skipped']),
  reason: z.optional(z.string()),
  /** What came of it; missing while it is open, in items of before, and where a newer version says a word of its own. */
  result: z.optional(knownResult),
  receipt: z.optional(z.string()),
});
export type Delivery = Readonly<z.infer<typeof delivery>>;

export type DeliveryState = Delivery['state'];

/** The state to show: what was said of an older revision does not hold for the one that is wanted now. */
export function deliveryState({
  wanted,
  attempted,
  state,
}: Pick<Delivery, 'wanted' | 'attempted' | 'state'>): DeliveryState {
  return wanted > attempted ? 'pending' : state;
}

/** Whether anything is left to do by itself: what is parked waits for a person. */
export function isOpen(delivery: Pick<Delivery, 'wanted' | 'attempted' | 'state' | 'asking'>): boolean {
  return deliveryState(delivery) === 'pending' || delivery.asking !== undefined;
}
