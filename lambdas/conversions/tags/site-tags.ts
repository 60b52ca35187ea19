import * as z from 'zod';
import { visibleLine } from '../../settings/label.ts';
import type { RuleFacts } from '../rules/conditions/rule-facts.ts';
import { asksLedger, conditionsMatch } from '../rules/evaluate-rule.ts';
import { ruleConditions, storedConditions } from '../rules/rule-conditions.ts';

/** What calls are told to be, without a conversion: each entry that fits gives its tag. */
export const tagSettings = z
  .array(z.strictObject({ tag: visibleLine(z.string().trim().min(1).max(50)), when: ruleConditions }))
  .min(1)
  .max(50);

/** As they are stored: known to the last field. */
export const storedTagSettings = z.array(z.strictObject({ tag: z.string(), when: storedConditions }));

/**
 * The tags that a call gets by its site's conditions, as they are stored: of those that are known to fit, each once, in order. Only calls that came in and are
 * over are judged. `isKnown`: whether this version knows all that was reported; without that, and where only a newer version knows the
 * conditions, what was known `before` stays.
 */
export function tagCall(
  settings: unknown,
  facts: RuleFacts,
  { before, isKnown }: { readonly before: readonly string[] | undefined; readonly isKnown: boolean },
): readonly string[] {
  if (settings === undefined || !facts.call.final || facts.call.direction === 'outbound') return [];
  const { data: entries } = storedTagSettings.safeParse(settings);
  if (entries === undefined || (!isKnown && entries.some(({ when }) => asksLedger(when)))) return before ?? [];
  const fitting = entries.filter(({ when }) => conditionsMatch(when, facts));
  return [...new Set(fitting.map(({ tag }) => tag))].sort();
}
