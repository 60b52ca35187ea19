import type { LeadScore } from '../../calls/lead-score.ts';
import { counts } from '../../calls/mark.ts';
import type { RuleFacts } from '../rules/conditions/rule-facts.ts';
import { asksLedger, conditionsMatch } from '../rules/evaluate-rule.ts';
import { storedScoreSettings } from './score-settings.ts';

/**
 * What a call scores by its site's points, as they are stored: the sum of what is known to fit, 0 to 100. Undefined where the site gives no points, this
 * version does not know them, and for a call that is not over or does not count. `isKnown`: whether this version knows all that was reported;
 * without that, what was known `before` stays.
 */
export function scoreCall(
  settings: unknown,
  facts: Omit<RuleFacts, 'score'>,
  { before, isKnown }: { readonly before: LeadScore | undefined; readonly isKnown: boolean },
): LeadScore | undefined {
  if (settings === undefined || !facts.call.final || !counts(facts.call)) return undefined;
  const { data: entries } = storedScoreSettings.safeParse(settings);
  if (entries === undefined || (!isKnown && entries.some(({ when }) => asksLedger(when)))) return before;
  const because = entries
    .filter(({ when }) => conditionsMatch(when, facts))
    .map(({ name, points }) => ({ name, points }));
  const sum = because.reduce((total, { points }) => total + points, 0);
  return { points: Math.min(Math.max(sum, 0), 100), because };
}
