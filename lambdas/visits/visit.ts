import * as z from 'zod/mini';
import { foreignIds } from '../attribution/foreign-ids.ts';
import { readWhatIsKnown } from '../platform/aws/stored-item.ts';
import { knownOr } from '../platform/known-part.ts';
import { touch } from '../platform/token-claims.ts';

const text = z.string();
const textIfAny = z.optional(text);
const whole = z.int();
const wholeIfAny = z.optional(whole);

const { at: _, ...origin } = touch.shape;

/** One landing of a visitor and what was shown to them. At most 1 KB as an item when it is put. Times in ms since 1970. */
export const visit = z.object({
  ...origin,
  visit: text,
  visitor: text,
  site: text,
  shownAt: whole,
  /** When the visitor came from that source: before `shownAt` if they came back directly. */
  touchAt: whole,
  /** What the visitor was shown; `leased` is a number of their own. */
  shown: knownOr(z.enum(['leased', 'default', 'static']), 'static'),
  pool: text,
  /** Of a leased number only. */
  number: textIfAny,
  lease: textIfAny,
  /** When the number's visitor before this one was last there. */
  previousSeenAt: wholeIfAny,
  clickedAt: wholeIfAny,
  landingPage: textIfAny,
  referrer: textIfAny,
  ids: z.optional(foreignIds),
  /** What the page itself wanted to be kept. */
  params: z.optional(z.record(text, text)),
  consent: z.object({ ads: z.boolean(), analytics: z.boolean() }),
  /**
   * Of a number that was sent to the recipient of a mail, or leased behind the link in it: by their id, until when (ms). Of a visit to the site by a
   * link in the mail, whose own tags may say otherwise, also what was sent.
   */
  recipient: z.optional(z.object({ id: text, token: text, until: whole, campaign: textIfAny, creative: textIfAny })),
  device: knownOr(z.optional(z.enum(['desktop', 'mobile', 'tablet'])), undefined),
});
export type Visit = z.infer<typeof visit>;

/**
 * A visit as far as this version knows it: where only a newer one knows what its visitor allows, that is nothing. Undefined when it lacks
 * what no visit can be without. Not for who changes it.
 */
export function readVisit(item: Readonly<Record<string, unknown>>): Visit | undefined {
  return readWhatIsKnown(visit, item, { consent: { ads: false, analytics: false } })?.value;
}
