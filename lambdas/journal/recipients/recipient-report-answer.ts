import * as z from 'zod/mini';
import { moneyAnswer } from '../call-answer.ts';

const count = z.int().check(z.minimum(0));

const sums = {
  recipients: count.check(z.describe('Who was sent a mail of the campaign: `numbers` and `defaults` together.')),
  numbers: count.check(z.describe('Recipients with a number of their own.')),
  defaults: count.check(z.describe("Recipients who had the pool's default number alone.")),
  clicks: count.check(z.describe('Recipients who used the call link of their mail.')),
  /** From here on only what came about in the days that are asked for. */
  calls: count,
  /** Answered by a person: they talk, or have talked. */
  answered: count,
  /** By the conditions of their site. */
  qualified: count,
  /** Open ones. */
  conversions: count,
  revenue: z.array(moneyAnswer).check(z.describe('Sales less refunds, by currency; empty where nothing was sold.')),
};
const recipientTotals = z.object(sums);
export type RecipientTotals = z.infer<typeof recipientTotals>;

export const recipientRow = z.object({
  site: z.string(),
  pool: z.string(),
  campaign: z
    .nullable(z.string())
    .check(
      z.describe('Null: calls to numbers of the pool that belong to no recipient, as those to its default number.'),
    ),
  creative: z.nullable(z.string()),
  firstSentAt: z.nullable(z.iso.datetime()),
  lastSentAt: z.nullable(z.iso.datetime()),
  ...sums,
});
export type RecipientRow = z.infer<typeof recipientRow>;

/**
 * `GET /v1/reports/recipients`: by campaign and creative, the most calls first, and over all of them. Who was sent what, and who clicked, is told of
 * the whole campaign.
 */
export const recipientReport = z.object({
  items: z.array(recipientRow),
  total: recipientTotals,
  unsupportedCalls: count.check(
    z.describe('So many calls are in no sum: a newer version of Leaseline wrote them, and only it can read them.'),
  ),
});
export type RecipientReport = z.infer<typeof recipientReport>;
