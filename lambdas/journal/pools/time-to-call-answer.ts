import * as z from 'zod/mini';

const count = z.int().check(z.minimum(0));
const share = z.number().check(z.minimum(0), z.maximum(1));
const seconds = z.int().check(z.minimum(1));

/** `GET /v1/pools/{pool}/time-to-call`: how soon the callers of a session pool call, and what that means for its lease time. */
export const timeToCallAnswer = z.object({
  pool: z.string(),
  site: z.string(),
  /** Of the visitors who call at all, the share that has called so long after the number was shown; `starting` is where each pool begins. */
  curve: z.array(z.object({ seconds, share, starting: share })),
  /** What it was learnt from: the newest calls, and those of them whose visitor is known by more than the number. */
  learntFrom: z.object({
    calls: count,
    confirmed: z.object({ click: count, phoneCode: count, callerMemory: count }),
  }),
  /** Half of the callers have called by then. */
  medianSeconds: seconds,
  leaseSeconds: seconds,
  /** The share that calls before the lease is over. */
  withinLease: share,
  /** The share of calls to the numbers whose callers were never shown them. */
  withoutVisit: share,
  /** The share of visitors' calls for which the present holder of the number is the right one. */
  accuracy: z.object({
    /** For the busiest hour of the last week; missing while nobody has asked, or the pool has no numbers. */
    forecast: z.optional(share),
    /** By confirmed calls, with the interval in which it is at 95 %; missing without a confirmed call that was not clicked. */
    measured: z.optional(z.object({ share, low: share, high: share, calls: count })),
  }),
  advice: z.object({
    /** The accuracy that is wanted. */
    accuracy: share,
    /** The shortest lease that gives it; missing if none does. */
    leaseSeconds: z.optional(seconds),
    /** The share of visits that get a number of their own with that lease, in the busiest hour. */
    coverage: z.optional(share),
    /** How many numbers cover what the pool is to cover with that lease. */
    numbers: z.optional(count),
    text: z.string(),
  }),
});
export type TimeToCallAnswer = z.infer<typeof timeToCallAnswer>;
