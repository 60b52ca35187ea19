import type { FieldConditions, RuleConditions } from './rule-conditions.ts';

/** Conditions, and where they stand in what a user wrote: `when`, `score[2].when`. */
export interface PlacedConditions {
  readonly at: string;
  readonly when: RuleConditions;
}

/** Fields that are asked for together, and where they stand: `when`, `when.any[0]`, `when.not.all[2]`. */
export interface AskedTogether {
  readonly at: string;
  readonly fields: FieldConditions;
}

/** Conditions and all that are within them. */
export function conditionsAsked({ at, when }: PlacedConditions): AskedTogether[] {
  const { all = [], any = [], not, ...fields } = when;
  return [
    { at, fields },
    ...all.flatMap((each, index) => conditionsAsked({ at: `${at}.all[${index}]`, when: each })),
    ...any.flatMap((each, index) => conditionsAsked({ at: `${at}.any[${index}]`, when: each })),
    ...(not === undefined ? [] : conditionsAsked({ at: `${at}.not`, when: not })),
  ];
}
