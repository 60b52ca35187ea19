import * as z from 'zod/mini';
import { readWhatIsKnown } from '../../platform/aws/stored-item.ts';
import { knownOr } from '../../platform/known-part.ts';
import { e164 } from '../e164.ts';
import { storedRecording } from '../recording.ts';
import { storedHolidays } from './holidays.ts';
import { outcomeCategories } from './outcomes.ts';

const text = z.string();
const texts = z.array(text);

/** How many days before an order its call may have begun, where the site does not say. */
export const defaultLookBackDays = 90;

/**
 * A site as it is stored: what was valid when it was written stays readable, so nothing but the types is checked, and what
 * older items lack is filled in. What its fields mean is told in `site-settings.ts`; both must name the same.
 */
export const site = z.object({
  id: text,
  name: text,
  siteKey: text,
  origins: texts,
  timeZone: z._default(text, 'UTC'),
  currency: z._default(text, 'EUR'),
  country: z.optional(text),
  language: z.optional(text),
  record: storedRecording,
  askPhoneCode: z.optional(z.boolean()),
  storeUnredactedTranscripts: z.optional(z.boolean()),
  swap: z.optional(z.object({ numbers: z._default(z.array(e164), []), selectors: z.optional(texts) })),
  ignoredReferrers: z.optional(texts),
  // Where only a newer version knows the value, the careful one.
  consentDefault: knownOr(z._default(z.enum(['granted', 'denied']), 'granted'), 'denied'),
  robots: knownOr(z._default(z.enum(['refuse', 'serve']), 'refuse'), 'refuse'),
  addresses: z.optional(z.object({ block: texts, allow: texts })),
  countries: z.optional(texts),
  newLeasesPerNetwork: z._default(z.int(), 10),
  newVisitsPerNetwork: z._default(z.int(), 100),
  graceSeconds: z._default(z.int(), 1800),
  orderLookBackDays: z._default(z.int(), defaultLookBackDays),
  /** Conditions on calls, which only who judges calls can read. */
  qualified: z.optional(z.object({ when: z.unknown() })),
  score: z.optional(z.unknown()),
  /** By conditions on calls that ring, which only who routes them can read. */
  routes: z.optional(z.unknown()),
  holidays: z.optional(storedHolidays),
  /** Read by who shows it. */
  callPage: z.optional(z.unknown()),
  tags: z.optional(z.unknown()),
  outcomes: z.optional(outcomeCategories),
  repeatCallerDays: z.optional(z.int()),
  route: z.optional(z.object({ queue: z.optional(text), forwardTo: z.optional(z.array(e164)) })),
});
export type Site = Readonly<z.infer<typeof site>>;

/** ISO 4217's code for "no currency": of a site whose currency only a newer version knows. */
const unknownCurrency = 'XXX';

/**
 * A site as far as this version knows it: where only a newer one knows a value, it is as if the site did not have the setting; without
 * origins that are known no page gets a number. Undefined when it lacks what no site can be without. Not for who writes it back.
 */
export function readKnownSite(item: Readonly<Record<string, unknown>>): Site | undefined {
  return readWhatIsKnown(site, item, { currency: unknownCurrency, origins: [] })?.value;
}
