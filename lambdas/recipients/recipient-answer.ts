import * as z from 'zod';
import { isoTime } from '../platform/iso-time.ts';
import type { RecipientPool } from '../settings/pools/recipient-pool.ts';
import type { Recipient } from './recipient.ts';
import { siteQueryOf } from './site-query.ts';

/** What a mail shows one recipient. */
export const recipientAnswer = z.object({
  /** The sender's own id of them. */
  id: z.string(),
  /** E.164 */
  number: z.string(),
  display: z.string(),
  href: z.string(),
  isDefault: z
    .boolean()
    .describe('They were sent the pool’s default number: no number was free, or they do not want to be recognised.'),
  callLink: z
    .string()
    .describe('A page with the number and a call button; whoever had only the default number is given one there.'),
  picture: z.string().describe('The number as a picture.'),
  siteQuery: z
    .string()
    .describe(
      'To be added to the query of links to the site, behind tags of their own: whose mail it was in, then `utm_source`, `utm_medium`, `utm_campaign` and, of a creative, `utm_content`. ' +
        'At most 255 characters, which is what e-mail tools keep: the last tags are left out where it would be longer.',
    ),
  /** Until then number and link are theirs. */
  until: z.iso.datetime(),
});
export type RecipientAnswer = z.infer<typeof recipientAnswer>;

/** Answer of `POST /v1/pools/{pool}/recipients`: in the order of the request. */
export const recipientsAnswer = z.object({ recipients: z.array(recipientAnswer) });

/** The addresses of a recipient's page and picture; `publicUrl`: scheme and host of the product. */
export function callLinkOf(publicUrl: string, token: string): string {
  return `${publicUrl}/c/${token}`;
}

/** What of a pool stands in the answers about its recipients. */
type AnsweringPool = Pick<RecipientPool, 'default' | 'source' | 'medium'>;

/** A recipient as their sender is told; with the pool's default number where they have none of their own. */
export function recipientAnswerOf(recipient: Recipient, pool: AnsweringPool, publicUrl: string): RecipientAnswer {
  const usual = pool.default;
  const { number, display, token } = recipient;
  const isDefault = number === undefined || display === undefined;
  const callLink = callLinkOf(publicUrl, token);
  return {
    id: recipient.recipient,
    ...(isDefault
      ? { number: usual.e164, display: usual.display, href: usual.href }
      : { number, display, href: `tel:${number}` }),
    isDefault,
    callLink,
    picture: `${callLink}.png`,
    siteQuery: siteQueryOf(recipient, pool),
    until: isoTime(recipient.until),
  };
}
