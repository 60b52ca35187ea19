import * as z from 'zod/mini';
import { outcomeCategories } from './outcomes.ts';

/**
 * What of a site's answer pages read, too: how it is called, its calendar and its money. Nothing but types: what was valid when it was
 * written stays so, and lists of all currencies and time zones are more than a page should load.
 */
export const siteSummary = z.object({
  id: z.string(),
  name: z.string(),
  /** IANA. */
  timeZone: z.string(),
  /** ISO 4217. */
  currency: z.string(),
  /** What may come of a call; missing: anything. */
  outcomes: z.optional(outcomeCategories),
});
export type SiteSummary = Readonly<z.infer<typeof siteSummary>>;
