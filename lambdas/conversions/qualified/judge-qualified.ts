import { reasonOf } from '../../calls/conditions/verdict-reason.ts';
import { counts } from '../../calls/mark.ts';
import type { Qualified } from '../../calls/qualified.ts';
import type { RuleFacts } from '../rules/conditions/rule-facts.ts';
import { asksLedger, explainConditions } from '../rules/evaluate-rule.ts';
import { storedConditions } from '../rules/rule-conditions.ts';

const verdicts = { fits: 'qualified', 'does-not-fit': 'unqualified', unknown: 'unknown' } as const;

/**
 * Whether a call is qualified by its site's conditions, as they are stored; undefined where the site has none, and for a call that does
 * not count. `isKnown`: whether this version knows all that was reported of the call; without that, what was known before stays.
 */
export function judgeQualified(
  conditions: { readonly when?: unknown } | undefined,
  facts: RuleFacts,
  { before, isKnown }: { readonly before: Qualified | undefined; readonly isKnown: boolean },
): Qualified | undefined {
  if (conditions === undefined || !counts(facts.call)) return undefined;
  const { data: when } = storedConditions.safeParse(conditions.when);
  if (when === undefined) return unknown('Only a newer version of Leaseline knows the conditions of the site.');
  if (!facts.call.final) return unknown('The call is judged once it is over and all of it is recorded.');
  if (!isKnown && asksLedger(when)) {
    return before ?? unknown('Only a newer version of Leaseline knows all that was reported of the call.');
  }
  const explained = explainConditions(when, facts);
  return { verdict: verdicts[explained.verdict], reason: reasonOf(explained) };
}

function unknown(reason: string): Qualified {
  return { verdict: 'unknown', reason };
}
