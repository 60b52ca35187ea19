import * as z from 'zod/mini';
import { moneyAnswer } from '../call-answer.ts';

const count = z.int().check(z.minimum(0));

/** Sums over some calls. */
const conversationSums = z.object({
  calls: count,
  /** A person took them. */
  answered: count,
  /** Calls with a conversion that is open. */
  converted: count,
  /** `converted` of `calls`; null of none. */
  conversionRate: z.nullable(z.number()),
  /** Conversions that are open. */
  conversions: count,
  /** What they are worth, by currency. */
  values: z.array(moneyAnswer),
});
export type ConversationSums = z.infer<typeof conversationSums>;

/** `GET /v1/reports/conversations`: calls that fit what is asked of what was said, and those to compare them with. */
export const conversationReport = z.object({
  fitting: conversationSums,
  others: conversationSums,
  unknown: conversationSums.check(
    z.describe('Calls of which nobody knows what was said: they were not analysed, or their words are not kept.'),
  ),
  unsupportedCalls: count.check(
    z.describe('So many calls are in no sum: a newer version of Leaseline wrote them, and only it can read them.'),
  ),
});
export type ConversationReport = z.infer<typeof conversationReport>;
