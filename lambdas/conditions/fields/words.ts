import type { ChoiceFacts } from './matching.ts';

/** What a field is called where people read conditions. */
export interface Words<Wanted> {
  /** As part of a condition: `medium cpc`. */
  describe(wanted: Wanted): string;
  /** Why a visit does not fit: `medium is organic, not cpc`. */
  mismatch(wanted: Wanted, facts: ChoiceFacts): string;
}

/** Of a field by that name, of which a visit tells one value, or none. */
export function named(name: string, actual: (facts: ChoiceFacts) => string | undefined): Words<string> {
  return {
    describe: (wanted) => `${name} ${wanted}`,
    mismatch: (wanted, facts) => `${name} is ${actual(facts) || 'unknown'}, not ${wanted}`,
  };
}
