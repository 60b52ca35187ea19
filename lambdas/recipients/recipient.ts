import * as z from 'zod/mini';
import { readWhatIsKnown } from '../platform/aws/stored-item.ts';
import { partitions } from '../platform/aws/table-keys.ts';

const text = z.string();
const textIfAny = z.optional(text);
const whole = z.int();
const wholeIfAny = z.optional(whole);

/** A number that somebody leased by the link in their mail; until when, ms. */
const linkLease = z.object({ pool: text, shard: whole, number: text, lease: text, until: whole });

/**
 * One recipient of one campaign, and the number that they were sent. All times in ms since 1970. Key: `RECIPIENT#<token>` / `RECIPIENT`,
 * in the table `Visits`; leaves by TTL after `until`, the pool's rest and the days for which visits are kept.
 */
export const recipient = z.object({
  /** Names the recipient to nobody but us: stands in the link of their mail. */
  token: text,
  pool: text,
  site: text,
  campaign: text,
  /** That of the first time that they were sent the campaign. */
  creative: textIfAny,
  /** The sender's own id of them. */
  recipient: text,
  email: textIfAny,
  params: z.optional(z.record(text, text)),
  consent: z.object({ ads: z.boolean(), analytics: z.boolean() }),
  /** When they were sent it first. */
  sentAt: whole,
  /** Until then the number is theirs, and the link leases; then the number rests. */
  until: whole,
  /** From here to `givenAt` only of who has a number of their own; the others were sent the pool's default number. */
  number: textIfAny,
  display: textIfAny,
  shard: wholeIfAny,
  lease: textIfAny,
  /** The visit on that number: its id, and when they were given it: not `shownAt`, by which the index of visitors finds visits. */
  visit: textIfAny,
  givenAt: wholeIfAny,
  visitor: text,
  /** They have had a number of their own: counted as one who did, also where it went back meanwhile. */
  hadNumber: z.optional(z.boolean()),
  link: z.optional(linkLease),
  /** Their last visit by the link that found no number free, and when that was counted. */
  refused: z.optional(z.object({ visit: text, at: whole })),
  clicks: wholeIfAny,
  firstClickAt: wholeIfAny,
  /** Changes with all that sending changes; what clicks note does not touch it. */
  version: whole,
  /** When they may be collected, and the visit on their number, s since 1970. */
  ttl: wholeIfAny,
});
export type Recipient = Readonly<z.infer<typeof recipient>>;

/** Partition and sort key of a recipient in the table `Visits`. */
export function recipientItemKey(token: string): { readonly pk: string; readonly sk: string } {
  return { pk: `${partitions.ofRecipient}${token}`, sk: 'RECIPIENT' };
}

/**
 * A recipient as far as this version knows them: where only a newer one knows what they allow, that is nothing. Undefined when it lacks
 * what none can be without.
 */
export function readKnownRecipient(item: Readonly<Record<string, unknown>>): Recipient | undefined {
  return readWhatIsKnown(recipient, item, { consent: { ads: false, analytics: false } })?.value;
}
