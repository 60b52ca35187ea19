import * as z from 'zod';
import { referrerPattern } from '../../conditions/fields/values.ts';
import { countryCode } from '../../platform/country-code.ts';
import { e164 } from '../e164.ts';
import { label } from '../label.ts';
import { recording } from '../recording.ts';
import { timeZone } from '../time-zone.ts';
import { storedCallPage } from './call-page.ts';
import { callPageSettings } from './call-page-settings.ts';
import { holidays } from './holiday-settings.ts';
import { storedHolidays } from './holidays.ts';
import { outcomeCategories } from './outcomes.ts';
import { siteLanguage } from './site-language.ts';
import { siteSummary } from './site-summary.ts';

const origin = z
  .string()
  .max(300)
  .refine((value) => isOrigin(value), {
    message:
      'must be an origin as browsers write it: scheme, host and port without a path, like https://shop.example; each host by its name, without *, other letters as xn--',
  });

const network = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], {
  error: 'must be an IP address or a CIDR block, like 203.0.113.0/24',
});
const networks = z.array(network).max(500).default([]);

const currency = z.string().refine((value) => /^[A-Z]{3}$/.test(value) && isCurrency(value), {
  message: 'must be an ISO 4217 currency code, like EUR',
});

/** The ARN of a queue of Amazon Connect. */
export const connectQueue = z
  .string()
  .regex(/^arn:[\w-]+:connect:[\w:/-]{1,400}$/, 'must be the ARN of a queue of Amazon Connect');

/** A website as its owner describes it: `PUT /v1/sites/{site}`. */
export const siteSettings = z.strictObject({
  name: label(100),
  siteKey: z.string().regex(/^[A-Za-z0-9_-]{3,64}$/, 'must be 3 to 64 letters, digits, hyphens and underscores'),
  origins: z.array(origin).min(1).max(50),
  timeZone: timeZone.default('UTC'),
  /** Stays what it is once the site has rules, orders or anything else in it. */
  currency: currency.default('EUR'),
  /** ISO 3166-1 alpha-2; numbers of this country are displayed in national form. */
  country: countryCode.optional(),
  /** What callers are spoken to in, and speak: BCP 47. Of the analysis of their calls some languages have less than others. */
  language: siteLanguage.optional(),
  /** Whether calls are recorded: `on`, `ask` (the caller may allow it by a key) or `off`. A pool may say otherwise, and a route. Without it none is. */
  record: z.optional(recording),
  /** Callers are asked to key in the code that a page shows, before anybody is rung; a route may say otherwise. Without it nobody is asked. */
  askPhoneCode: z.boolean().optional(),
  /** Whether words are kept in which nothing is redacted. Contact Lens redacts in few languages: in the others there are no other words. */
  storeUnredactedTranscripts: z.boolean().optional(),
  /** What the tracker replaces: numbers as the page shows them, and CSS selectors of elements that hold one. */
  swap: z
    .strictObject({
      numbers: z.array(e164).max(50).default([]),
      selectors: z.array(z.string().min(1).max(200)).max(50).optional(),
    })
    .optional(),
  /**
   * Pages that are no source, like those of a bank: whoever comes back from there keeps the source before. A host with its subdomains,
   * or host and path; `*` stands for any characters. Payment services and sign-in pages are known without this.
   */
  ignoredReferrers: z.array(referrerPattern).max(50).optional(),
  /** What a visitor who was not asked is taken to have said. */
  consentDefault: z.enum(['granted', 'denied']).default('granted'),
  /** What a robot gets that names itself: the number that stands for the source, or one of its own like everybody. */
  robots: z.enum(['refuse', 'serve']).default('refuse'),
  /** Addresses that are treated like robots, and addresses that never are, nor limited. The second list wins. */
  addresses: z.strictObject({ block: networks, allow: networks }).optional(),
  /** ISO 3166-1 alpha-2; visitors from elsewhere get no number of their own. Without it all countries do. */
  countries: z.array(countryCode).min(1).max(250).optional(),
  /** New leases per minute and network (/24 or /64); 0: no limit. */
  newLeasesPerNetwork: z.number().int().min(0).max(100_000).default(10),
  /** Visits per minute and network (/24 or /64) of which a record is kept, besides those of new leases; 0: no limit. */
  newVisitsPerNetwork: z.number().int().min(0).max(100_000).default(100),
  /** How long after its end a call waits for records that are missing, before conversions go out. */
  graceSeconds: z.number().int().min(0).max(86_400).default(1800),
  /** How many days before an order its call may have begun, where the order does not name the call. */
  orderLookBackDays: z.number().int().min(1).max(365).default(90),
  /** Where callers are sent that none of `routes` takes: a queue of Amazon Connect, or up to two phones, one after the other. */
  route: z
    .strictObject({ queue: connectQueue.optional(), forwardTo: z.array(e164).min(1).max(2).optional() })
    .optional(),
  /** Days of which routes know that the site is not open as on others. */
  holidays: z.optional(holidays),
  /** The first that holds takes the call. Parsed by who knows what can be asked of calls that ring. */
  routes: z.array(z.unknown()).optional(),
  /** What the page of a call link looks like, and which hours it tells. */
  callPage: callPageSettings.optional(),
  /** A caller is known again who called within so many days before; without it, whenever that was. */
  repeatCallerDays: z.number().int().min(1).max(366).optional(),
  /** Which calls are qualified. `when` is parsed by who knows what can be asked of calls. */
  qualified: z.object({ when: z.unknown() }).optional(),
  /** What calls score, by conditions that are parsed there, too. */
  score: z.array(z.unknown()).optional(),
  /** What calls are tagged with, by conditions that are parsed there, too. */
  tags: z.array(z.unknown()).optional(),
  /** What may come of a call: other outcomes are refused. Without it any text is an outcome. */
  outcomes: z
    .array(
      z.strictObject({
        outcome: label(100),
        /** As people read it. */
        label: label(100).optional(),
        /** Nothing was sold: no amount belongs to it. */
        lost: z.boolean().optional(),
      }),
    )
    .min(1)
    .max(30)
    .refine((list) => new Set(list.map(({ outcome }) => outcome)).size === list.length, {
      message: 'must name each outcome once',
    })
    .optional(),
});
export type SiteSettings = z.infer<typeof siteSettings>;

/** A site as the management API tells it: what was valid when it was written stays so. */
export const siteAnswer = z.object({
  ...siteSettings.shape,
  ...siteSummary.shape,
  origins: z.array(z.string()).min(1).max(50),
  country: z.string().optional(),
  language: z.string().optional(),
  conversationAnalysis: z
    .object({ language: z.string(), redaction: z.boolean(), sentiment: z.boolean(), summary: z.boolean() })
    .nullable()
    .describe(
      'What Contact Lens gives for the language of the site, besides words and categories; null where it cannot analyse calls in it, and missing where the site names none.',
    )
    .optional(),
  countries: z.array(z.string()).optional(),
  ignoredReferrers: z.array(z.string()).optional(),
  qualified: z
    .object({ when: z.record(z.string(), z.unknown()).describe('Conditions on a call, like those of a rule.') })
    .optional(),
  holidays: z.optional(storedHolidays),
  callPage: z.optional(storedCallPage),
  routes: z
    .array(z.record(z.string(), z.unknown()))
    .describe('Where calls go, each by conditions that are known while the phone rings.')
    .optional(),
  score: z
    .array(z.record(z.string(), z.unknown()))
    .describe('Conditions on a call, like those of a rule, with a name and points.')
    .optional(),
  tags: z
    .array(z.record(z.string(), z.unknown()))
    .describe('Conditions on a call, like those of a rule, with a tag.')
    .optional(),
  outcomes: z.optional(outcomeCategories),
  addresses: z.object({ block: z.array(z.string()), allow: z.array(z.string()) }).optional(),
});

/** A page's origin is compared letter by letter: an address with `*` would be the origin of none. */
function isOrigin(value: string): boolean {
  return /^https?:\/\/[^*]+$/.test(value) && URL.canParse(value) && new URL(value).origin === value;
}

function isCurrency(value: string): boolean {
  return Intl.supportedValuesOf('currency').includes(value);
}
