import * as z from 'zod';
import { boundsOf, isWithin, type Range } from '../../../calls/conditions/bounds.ts';
import {
  anyOfTexts,
  condition,
  fitsAny,
  type Judged,
  oneOrMore,
  verdictOf,
} from '../../../calls/conditions/condition-kinds.ts';
import { amountText, decimalAmount, readAmount } from '../../money.ts';
import { timeOfOutcome, timeOfRevenue, timeOfTag } from './condition-times.ts';
import type { RuleFacts } from './rule-facts.ts';

const storedAmount = z.string().optional();
const storedAmounts = z
  .strictObject({ gte: storedAmount, gt: storedAmount, lte: storedAmount, lt: storedAmount })
  .optional();
type AmountRange = Range<string>;

/** What conditions may ask of what agents, CRMs and shops reported of the call. */
export const ledgerConditions = {
  // The one that was reported last: `POST /v1/calls/{call}/outcome`.
  outcome: anyOfTexts(
    ({ ledger }: RuleFacts) => ledger.outcome ?? null,
    (wanted, facts: RuleFacts) => timeOfOutcome((outcome) => fitsAny(wanted, outcome), facts),
  ),
  /** Any of those that were reported; those that rules set are not looked at, so no rule waits for another. */
  tags: condition({
    settings: oneOrMore(z.string().max(200)).optional(),
    stored: z.union([z.string(), z.array(z.string())]).optional(),
    actual: ({ ledger }: RuleFacts) => (ledger.tags.length === 0 ? null : ledger.tags),
    fits: (wanted, tags) => tags.some((tag) => fitsAny(wanted, tag)),
    metAt: (wanted, facts) => timeOfTag((tag) => fitsAny(wanted, tag), facts),
  }),
  /** Sales less refunds, in the site's currency. */
  revenue: {
    settings: boundsOf(decimalAmount, { least: 0 }).optional(),
    stored: storedAmounts,
    judge: (range: AmountRange, { ledger: { value } }: RuleFacts): Judged => {
      const bounds = minorBounds(range, value.currency);
      const actual = { amount: amountText(value), currency: value.currency };
      return { actual, verdict: bounds === undefined ? 'unknown' : verdictOf(isWithin(bounds, value.minor)) };
    },
    metAt: (range: AmountRange, facts: RuleFacts): number | undefined => {
      const bounds = minorBounds(range, facts.ledger.value.currency);
      return bounds && timeOfRevenue((minor) => isWithin(bounds, minor), facts);
    },
  },
};

/** Exact, in minor units; undefined where a bound is no amount of that currency: the site's may be another one since. */
function minorBounds({ gte, gt, lte, lt }: AmountRange, currency: string): Range | undefined {
  const bounds: Range = { gte: minorOf(gte), gt: minorOf(gt), lte: minorOf(lte), lt: minorOf(lt) };
  return Object.values(bounds).some((bound) => Number.isNaN(bound)) ? undefined : bounds;

  function minorOf(amount: string | undefined): number | undefined {
    if (amount === undefined) return undefined;
    const read = readAmount(amount, currency);
    return 'money' in read ? read.money.minor : Number.NaN;
  }
}
