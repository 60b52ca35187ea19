import * as z from 'zod';

const count = z.number().int().min(0);
const share = z.number().min(0).max(1);

/** How a session pool did, and how it will do under the load of its busiest hour. Shares between 0 and 1. */
export const poolForecast = z.object({
  /** Visits of the last 60 minutes; the first minutes of them are an estimate, and the last half minute may be missing. */
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
    coverage: share.optional(),
    /** How often each number was given to a visit. */
    showsPerNumber: z.number().min(0),
  }),
  /** What the prediction rests on. */
  load: z.object({
    /** Full hours counted, of the 168 of a week. */
    hours: count,
    visits: count,
    /** When the busiest hour began; missing when nobody asked. */
    busiestHour: z.iso.datetime().optional(),
    arrivalsPerHour: z.number().min(0),
    /** Numbers that would be held at once, on average, if there were enough. */
    offeredLoad: z.number().min(0),
  }),
  targets: z.object({ coverage: share, accuracy: share }),
  /** From here on missing while there is no load to predict from. */
  predicted: z.object({ coverage: share, accuracy: share }).optional(),
  /** How many numbers the targets need: predicted, and on the safe side. */
  numbersNeeded: z.object({ predicted: count, safe: count }).optional(),
  /** The lease time with which the present numbers reach the target's accuracy. */
  leaseSecondsForAccuracy: count.optional(),
  numbersFor: z
    .array(
      z.object({
        coverage: share,
        numbers: count,
        /** Decimal text; only when a price was given. */
        costPerMonth: z.object({ amount: z.string(), currency: z.string() }).optional(),
      }),
    )
    .optional(),
  advice: z.string(),
});
export type PoolForecast = z.infer<typeof poolForecast>;

/** What is missing while there is no load to predict from. */
type Predicted = 'predicted' | 'numbersNeeded' | 'leaseSecondsForAccuracy' | 'numbersFor';
export type Predictions = { readonly [Name in Predicted]: NonNullable<PoolForecast[Name]> };
