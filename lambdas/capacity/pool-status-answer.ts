import * as z from 'zod/mini';
import { openWord } from '../platform/http/open-word.ts';

const count = z.int().check(z.minimum(0));
const share = z.number().check(z.minimum(0), z.maximum(1));

/** How a session pool did, and how it will do under the load of its busiest hour. Shares between 0 and 1. */
export const poolForecast = z.object({
  /** Visits of the last 60 minutes; the first minutes of them are an estimate, and the last half minute may be missing in part. */
  lastHour: z.object({
    asked: count,
    leased: count,
    returned: count,
    refused: count,
    // Pages that took no number, and are not among the visits: of robots, of visitors who allow nothing to be kept, of
    // visitors from countries that the site does not serve, and of networks that had had their share of new leases.
    bots: count,
    noConsent: count,
    elsewhere: count,
    limited: count,
    /** Pages of which no visit was kept, as their network had had its share of visits; whatever they were shown. */
    unrecorded: count,
    /** Share of visits with a number of their own; missing when nobody asked. */
    coverage: z.optional(share),
    /** How often each number was given to a visit. */
    showsPerNumber: z.number().check(z.minimum(0)),
  }),
  /** What the prediction rests on. */
  load: z.object({
    /** Full hours counted, of the 168 of a week. */
    hours: count,
    visits: count,
    /** When the busiest hour began; missing when nobody asked. */
    busiestHour: z.optional(z.iso.datetime()),
    arrivalsPerHour: z.number().check(z.minimum(0)),
    /** Numbers that would be held at once, on average, if there were enough. */
    offeredLoad: z.number().check(z.minimum(0)),
  }),
  targets: z.object({ coverage: share, accuracy: share }),
  /** From here on missing while there is no load to predict from. */
  predicted: z.optional(z.object({ coverage: share, accuracy: share })),
  /** How many numbers the targets need: predicted, and on the safe side. */
  numbersNeeded: z.optional(z.object({ predicted: count, safe: count })),
  /** The lease time with which the present numbers reach the target's accuracy. */
  leaseSecondsForAccuracy: z.optional(count),
  numbersFor: z.optional(
    z.array(
      z.object({
        coverage: share,
        numbers: count,
        /** Decimal text; only when a price was given. */
        costPerMonth: z.optional(z.object({ amount: z.string(), currency: z.string() })),
      }),
    ),
  ),
  advice: z.string(),
});
export type PoolForecast = z.infer<typeof poolForecast>;

/** What is missing while there is no load to predict from. */
type Predicted = 'predicted' | 'numbersNeeded' | 'leaseSecondsForAccuracy' | 'numbersFor';
export type Predictions = { readonly [Name in Predicted]: NonNullable<PoolForecast[Name]> };

/** `GET /v1/pools/{pool}/status`: `size = held + free + resting`; what was asked of it and how it will do only of session pools. */
export const poolStatusAnswer = z.object({
  pool: z.string(),
  site: z.string(),
  kind: openWord(['session', 'source', 'page', 'recipient']),
  size: count,
  held: count,
  free: count,
  unconfirmed: count,
  resting: count,
  /** When the next number can be given to another recipient; only of recipient pools, while one cannot. */
  nextFreeAt: z.optional(z.iso.datetime()),
  ...z.partial(poolForecast).shape,
});
export type PoolStatusAnswer = z.infer<typeof poolStatusAnswer>;
