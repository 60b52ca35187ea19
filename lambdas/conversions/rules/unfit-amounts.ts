import { leavesRoom, nothingWithin } from '../../calls/conditions/bounds.ts';
import type { FieldError } from '../../platform/http/field-error.ts';
import { readAmount } from '../money.ts';
import { conditionsAsked, type PlacedConditions } from './conditions-asked.ts';
import type { GoalValue } from './goal-value-settings.ts';
import type { Rule } from './rule.ts';

/** Which amounts of a rule, in its value and in its conditions, are none of the currency of its site. */
export function unfitAmounts({ when, conversion }: Pick<Rule, 'when' | 'conversion'>, currency: string): FieldError[] {
  return [...unfitValue(conversion.value, currency), ...unfitBounds({ at: 'when', when }, currency)];
}

/** The same of conditions; also bounds between which there is no amount of that currency. */
export function unfitBounds(conditions: PlacedConditions, currency: string): FieldError[] {
  return conditionsAsked(conditions).flatMap(({ at, fields: { revenue = {} } }) => {
    const bounds = Object.entries(revenue).flatMap(([name, amount]) =>
      amount === undefined ? [] : [{ name, read: readAmount(amount, currency) }],
    );
    const refused = bounds.flatMap(({ name, read }) =>
      'refused' in read ? [{ field: `${at}.revenue.${name}`, detail: read.refused }] : [],
    );
    const minor = bounds.flatMap(({ name, read }) => ('money' in read ? [[name, read.money.minor] as const] : []));
    if (refused.length > 0 || leavesRoom(Object.fromEntries(minor), { least: 0, isWhole: true })) return refused;
    return [{ field: `${at}.revenue`, detail: nothingWithin }];
  });
}

function unfitAmount(field: string, amount: string, currency: string): FieldError[] {
  const read = readAmount(amount, currency);
  return 'refused' in read ? [{ field, detail: read.refused }] : [];
}

function unfitValue(value: GoalValue, siteCurrency: string): FieldError[] {
  if (value === 'revenue' || 'shareOfRevenue' in value) return [];
  const at = 'conversion.value';
  if (value.currency !== siteCurrency) {
    return [{ field: `${at}.currency`, detail: `must be the site's currency, ${siteCurrency}` }];
  }
  return amountsOf(value).flatMap(([name, amount]) => unfitAmount(`${at}.${name}`, amount, siteCurrency));
}

/** Each amount, and where it stands. */
function amountsOf(value: Exclude<GoalValue, 'revenue' | { shareOfRevenue: number }>): (readonly [string, string])[] {
  if ('amount' in value) return [['amount', value.amount]];
  if ('perMinute' in value) return [['perMinute', value.perMinute]];
  return value.tiers.steps.flatMap(({ from, amount }, index) => [
    ...(typeof from === 'string' ? [[`tiers.steps[${index}].from`, from] as const] : []),
    [`tiers.steps[${index}].amount`, amount] as const,
  ]);
}
