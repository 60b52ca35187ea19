import * as z from 'zod';
import { pageQuery } from '../../platform/http/list-page.ts';
import { e164 } from '../../settings/e164.ts';
import { settingsId } from '../../settings/settings-id.ts';
import { mostDialled } from './calls-by-number-store.ts';
import { windDownAdvice } from './wind-down.ts';

/** Query of `GET /v1/removed-numbers`. */
export const removedQuery = z.object({
  ...pageQuery.shape,
  site: settingsId,
  pool: settingsId.optional().describe('Only numbers that this pool had last.'),
  days: z.coerce
    .number()
    .int()
    .min(1)
    .max(366)
    .default(30)
    .describe('For so many days a number is to be quiet before it is safe to give back.'),
});
export type RemovedQuery = Readonly<z.infer<typeof removedQuery>>;

const count = z.number().int().min(0);

/** A number that was taken out of a site's pools, and whether it can be given back to the carrier. */
export const removedNumber = z.object({
  number: e164,
  display: z.string(),
  pool: z.string(),
  was: z.enum(['session', 'static', 'default']),
  removedAt: z.iso.datetime(),
  restsUntil: z.iso.datetime(),
  forwards: z.boolean(),
  lastShownAt: z.iso.datetime().optional(),
  /** Within the days looked at. */
  lastCallAt: z.iso.datetime().optional(),
  calls: count,
  callsSince: count,
  moreCalls: z
    .boolean()
    .describe(`Only the newest ${mostDialled} calls to a number are counted: there may be more, earlier ones.`),
  stillToCome: z.number().optional(),
  advice: windDownAdvice,
  reason: z.string(),
});
export type RemovedNumber = z.infer<typeof removedNumber>;
