import * as z from 'zod/mini';
import { e164 } from '../e164.ts';
import { storedRecording } from '../recording.ts';
import { fittingNumbers } from './pool.ts';
import { shownNumber } from './pool-summary.ts';

const text = z.string();
const whole = z.int();

const usualRest = 7 * 24 * 60 * 60;

/**
 * A pool whose numbers are given to the recipients of mails when these are sent; no page chooses it, so the function that gives
 * numbers does not know it. What was valid when it was written stays readable; what its fields mean is told in `pool-fields.ts`.
 */
export const recipientPool = z.object({
  id: text,
  site: text,
  kind: z.literal('recipient'),
  source: z._default(text, 'email'),
  medium: z._default(text, 'email'),
  campaign: z.optional(text),
  record: storedRecording,
  defaultNumber: e164,
  restSeconds: z._default(whole, usualRest),
  ...fittingNumbers,
  linkPool: z.optional(text),
  default: shownNumber,
  /** How many slots each shard has been given; the index is the shard's name. */
  shards: z.array(whole),
  /** How many numbers it has; changes with every one that comes or goes. */
  size: z.optional(whole),
});
export type RecipientPool = Readonly<z.infer<typeof recipientPool>>;
