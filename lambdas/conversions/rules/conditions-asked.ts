import type { FieldConditions, RuleConditions } from './rule-conditions.ts';

/** Fields that are asked for together, and where they stand: `when`, `when.any[0]`, `when.not.all[2]`. */
export interface AskedTogether {
  readonly at: string;
  readonly fields: FieldConditions;
}

/** Conditions and all that are within them. */
export function conditionsAsked(when: RuleConditions, at = 'when'): AskedTogether[] {
  const { all = [], any = [], not, ...fields } = when;
  return [
    { at, fields },
    ...all.flatMap((each, index) => conditionsAsked(each, `${at}.all[${index}]`)),
    ...any.flatMap((each, index) => conditionsAsked(each, `${at}.any[${index}]`)),
    ...(not === undefined ? [] : conditionsAsked(not, `${at}.not`)),
  ];
}
