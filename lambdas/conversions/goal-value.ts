import type { Ledger } from './ledger/fold-ledger.ts';
import { type Money, readAmount } from './money.ts';
import type { GoalValue } from './rules/goal-value-settings.ts';

/** What a value is made of; `ledger` is in the currency of the conversion. */
export interface ValueFacts {
  /** s; undefined while nobody knows. */
  readonly talkSeconds: number | undefined;
  readonly ledger: Pick<Ledger, 'hasSale' | 'value'>;
}

/** Whether it is another one when revenue is. */
export function dependsOnRevenue(value: GoalValue): boolean {
  return value === 'revenue' || 'shareOfRevenue' in value || ('tiers' in value && value.tiers.by === 'revenue');
}

/**
 * What a goal is worth now. Undefined where it is not met yet: no sale, not so much talk that the lowest tier begins, or talk that nobody told;
 * and where it has no value in its currency.
 */
export function worth(value: GoalValue, { talkSeconds, ledger }: ValueFacts): Money | undefined {
  if (value === 'revenue') return ledger.hasSale ? ledger.value : undefined;
  if ('shareOfRevenue' in value) return ledger.hasSale ? shareOf(value.shareOfRevenue, ledger.value) : undefined;
  if ('perMinute' in value) {
    const perMinute = amountIn(value.currency, value.perMinute);
    return perMinute && talkSeconds !== undefined ? forTalk(perMinute, talkSeconds) : undefined;
  }
  if ('tiers' in value) {
    const { tiers, currency } = value;
    const highest =
      tiers.by === 'revenue'
        ? tiers.steps.findLast(({ from }) => reachesRevenue(from, ledger))
        : tiers.steps.findLast(({ from }) => talkSeconds !== undefined && talkSeconds >= from);
    return highest && amountIn(currency, highest.amount);
  }
  return amountIn(value.currency, value.amount);
}

function reachesRevenue(from: string, { hasSale, value }: ValueFacts['ledger']): boolean {
  const bound = amountIn(value.currency, from);
  return hasSale && bound !== undefined && value.minor >= bound.minor;
}

function amountIn(currency: string, amount: string): Money | undefined {
  const read = readAmount(amount, currency);
  return 'money' in read ? read.money : undefined;
}

/** By the second, rounded to the smallest unit of the currency, a half up. */
function forTalk({ minor, currency }: Money, seconds: number): Money {
  return { minor: rounded(BigInt(minor) * BigInt(Math.round(seconds * 1000)), 60_000n), currency };
}

/** Shares have at most four digits after the point; rounded as above. */
function shareOf(share: number, { minor, currency }: Money): Money {
  return { minor: rounded(BigInt(minor) * BigInt(Math.round(share * 10_000)), 10_000n), currency };
}

function rounded(value: bigint, by: bigint): number {
  return Math.min(Number((value + by / 2n) / by), Number.MAX_SAFE_INTEGER);
}
