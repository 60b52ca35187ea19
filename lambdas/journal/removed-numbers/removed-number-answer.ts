import * as z from 'zod/mini';
import { openWord } from '../../platform/http/open-word.ts';
import { e164 } from '../../settings/e164.ts';

/** So many calls to a number are looked at: whether it is still dialled says the first, and nobody waits for more to be counted. */
export const mostNumbersAtOnce = 100;

/** Whether a number that was taken out can be given back. */
export const windDownAdvices = ['safe', 'dialled', 'too-early'] as const;
export type WindDownAdvice = (typeof windDownAdvices)[number];

const count = z.int().check(z.minimum(0));

/** A number that was taken out of a site's pools, and whether it can be given back to the carrier. */
export const removedNumber = z.object({
  number: e164,
  display: z.string(),
  pool: z.string(),
  was: openWord(['session', 'recipient', 'static', 'default']),
  removedAt: z.iso.datetime(),
  restsUntil: z.iso.datetime(),
  forwards: z.boolean(),
  lastShownAt: z.optional(z.iso.datetime()),
  /** Within the days looked at. */
  lastCallAt: z.optional(z.iso.datetime()),
  calls: count,
  callsSince: count,
  moreCalls: z
    .boolean()
    .check(
      z.describe(
        `Only the newest ${mostNumbersAtOnce} calls to a number are counted: there may be more, earlier ones.`,
      ),
    ),
  stillToCome: z.optional(z.number()),
  advice: openWord(windDownAdvices),
  reason: z.string(),
});
export type RemovedNumber = z.infer<typeof removedNumber>;
