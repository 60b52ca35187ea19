import { namesOf } from '../platform/field-table.ts';
import { type ChoiceFacts, type ConditionField, matching, type PoolCondition, type Wanted } from './fields/matching.ts';

/** Whether every field that is given fits. A condition without `robot` says nothing of robots. */
export function conditionMatches(condition: PoolCondition, facts: ChoiceFacts): boolean {
  return fieldNames.every((name) => fieldMatches(name, condition, facts));
}

/** The fields of a condition that do not fit; it matches when there are none. */
export function mismatches(condition: PoolCondition, facts: ChoiceFacts): ConditionField[] {
  return fieldNames.filter((name) => !fieldMatches(name, condition, facts));
}

/** Whether it asks where the visit began. */
export function conditionAsksForLanding(condition: PoolCondition): boolean {
  return landingFields.some((name) => condition[name] !== undefined);
}

const fieldNames = namesOf(matching);
const landingFields = fieldNames.filter((name) => matching[name].asksForLanding);

function fieldMatches<Name extends ConditionField>(name: Name, condition: PoolCondition, facts: ChoiceFacts): boolean {
  const wanted: Wanted[Name] | undefined = condition[name];
  if (wanted === undefined) return true;
  const { fits, standsFor } = matching[name];
  if (fits !== undefined) return fits(wanted, facts);
  return standsFor(wanted)?.some((one) => conditionMatches(one, facts)) ?? false;
}
