import * as z from 'zod';
import { isoTime } from '../../platform/iso-time.ts';
import type { Released } from './release-numbers.ts';

/** Query of `DELETE /v1/pools/{pool}/numbers/{number}`. */
export const removalQuery = z.object({
  forward: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional()
    .describe('Whether its calls still go where those of its site go. Usually they do, until this says `false`.'),
});

/** What became of a number that was taken out. */
export const removalAnswer = z.object({
  number: z.string(),
  /** Until then no pool shows it to anybody else. */
  restsUntil: z.iso.datetime(),
  forwards: z.boolean(),
  /** The same in a sentence, with the reason. */
  detail: z.string(),
});
export type RemovalAnswer = z.infer<typeof removalAnswer>;

/** Says how long a number that was taken out rests, why, and what its callers get. `now` in ms. */
export function removalAnswerOf({ after, slot }: Released, now: number): RemovalAnswer {
  const { number, pool, restsUntil, forwards = false, was } = after;
  return {
    number,
    restsUntil: isoTime(Math.max(restsUntil, now)),
    forwards,
    detail: [
      `${number} is out of pool ${pool}`,
      whyItRests(restsUntil, slot, { now, isOfRecipients: was === 'recipient' }),
      forwards
        ? 'its calls are still forwarded, until you give it back and say so by ?forward=false'
        : 'its calls are forwarded no more',
    ].join('; '),
  };
}

function whyItRests(
  restsUntil: number,
  slot: Released['slot'],
  { now, isOfRecipients }: { readonly now: number; readonly isOfRecipients: boolean },
): string {
  if (restsUntil <= now) return 'it needs no rest';
  const { leasedUntil, hasHolder } = slot ?? { leasedUntil: 0, hasHolder: false };
  const until = `it rests until ${isoTime(restsUntil)}`;
  if (leasedUntil <= now) return `${until}, as the pool asks`;
  if (isOfRecipients) return `${until}, because it was sent to a recipient, whose time and rest end then`;
  const holder = hasHolder ? 'a visitor holds it' : 'a visitor who withdrew was promised it';
  return restsUntil > leasedUntil
    ? `${holder} until ${isoTime(leasedUntil)}, and ${until}, as the pool asks`
    : `${until}, because ${holder} until then`;
}
