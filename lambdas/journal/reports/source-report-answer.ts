import * as z from 'zod/mini';
import { moneyAnswer } from '../call-answer.ts';

const count = z.int().check(z.minimum(0));

/** Sums over calls; each can be added up from `GET /v1/calls`. */
const callTotals = z.object({
  calls: count,
  firstTimeCallers: count,
  /** Answered by a person: they talk, or have talked. */
  answered: count,
  /** Of the status `missed`. */
  missed: count,
  /** By the conditions of their sites; the rest of `calls` is neither: nobody can say, or the site has no conditions. */
  qualified: count,
  unqualified: count,
  /** Over the calls of which it is known; null if there are none. */
  averageWaitSeconds: z.nullable(z.number()),
  averageTalkSeconds: z.nullable(z.number()),
  /** Open ones. */
  conversions: count,
  /** Sales less refunds; null where there is not one currency: numbers in no pool have none, sites may have several. */
  revenue: z.nullable(moneyAnswer),
});
export type CallTotals = z.infer<typeof callTotals>;

export const sourceRow = z.object({ source: z.string(), medium: z.string(), ...callTotals.shape });
export type SourceRow = z.infer<typeof sourceRow>;

/** `GET /v1/reports/sources`: by source and medium, the most calls first, and over all of them. */
export const sourceReport = z.object({
  items: z.array(sourceRow),
  total: callTotals,
  unsupportedCalls: count.check(
    z.describe('So many calls are in no sum: a newer version of Leaseline wrote them, and only it can read them.'),
  ),
});
export type SourceReport = z.infer<typeof sourceReport>;
