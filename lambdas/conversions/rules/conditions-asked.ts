import type { Conditions, FieldConditions } from '../../calls/conditions/explain-conditions.ts';
import type { Wanted } from './rule-conditions.ts';

/** Conditions, and where they stand in what a user wrote: `when`, `score[2].when`. */
export interface PlacedConditions<Fields = Wanted> {
  readonly at: string;
  readonly when: Conditions<Fields>;
}

/** Fields that are asked for together, and where they stand: `when`, `when.any[0]`, `when.not.all[2]`. */
export interface AskedTogether<Fields = Wanted> {
  readonly at: string;
  readonly fields: FieldConditions<Fields>;
}

/** Conditions and all that are within them. */
export function conditionsAsked<Fields>({ at, when }: PlacedConditions<Fields>): AskedTogether<Fields>[] {
  const { all = [], any = [], not } = when;
  return [
    { at, fields: when },
    ...all.flatMap((each, index) => conditionsAsked<Fields>({ at: `${at}.all[${index}]`, when: each })),
    ...any.flatMap((each, index) => conditionsAsked<Fields>({ at: `${at}.any[${index}]`, when: each })),
    ...(not === undefined ? [] : conditionsAsked<Fields>({ at: `${at}.not`, when: not })),
  ];
}
