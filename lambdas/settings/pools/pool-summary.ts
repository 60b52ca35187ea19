import * as z from 'zod/mini';
import { e164 } from '../e164.ts';

const text = z.string();

/** A number as a page shows it: `display` for people, `href` for the link. */
export const shownNumber = z.object({ e164, display: text, href: text });
export type ShownNumber = z.infer<typeof shownNumber>;

/**
 * What answers of pools of all kinds have, and pages read, too. Nothing but types: what was valid when it was written stays so, and what
 * settings must be is more than a page should load.
 */
export const poolSummary = z.object({
  id: text,
  site: text,
  /** What its numbers stand for when no visitor can be named. */
  source: text,
  medium: z.optional(text),
  campaign: z.optional(text),
  /** What is odd about when it is chosen, beside the site's other pools; told of one pool, not in lists. */
  warnings: z.optional(z.array(text)),
});
