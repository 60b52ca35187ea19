import { namesOf } from '../platform/field-table.ts';
import { mismatches } from './evaluate-condition.ts';
import type { ChoiceFacts, ConditionField, PoolCondition, Wanted } from './fields/matching.ts';
import { meanings } from './fields/meaning.ts';
import type { Words } from './fields/words.ts';

/** A condition as people say it: `medium cpc and country US`. */
export function describeCondition(condition: PoolCondition): string {
  return namesOf(meanings)
    .flatMap((name) => inWords(name, condition, (words, wanted) => words.describe(wanted)))
    .join(' and ');
}

/** Why a condition does not match, field by field: `medium is organic, not cpc`. Empty when it does. */
export function describeMismatch(condition: PoolCondition, facts: ChoiceFacts): string {
  return mismatches(condition, facts)
    .flatMap((name) => inWords(name, condition, (words, wanted) => words.mismatch(wanted, facts)))
    .join('; ');
}

function inWords<Name extends ConditionField>(
  name: Name,
  condition: PoolCondition,
  say: (words: Words<Wanted[Name]>, wanted: Wanted[Name]) => string,
): string[] {
  const wanted: Wanted[Name] | undefined = condition[name];
  return wanted === undefined ? [] : [say(meanings[name].words, wanted)];
}
