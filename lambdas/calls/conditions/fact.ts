/** One fact: null where a call is known to have none, undefined where nobody knows. */
export type Fact<Value> = Value | null | undefined;

/** `unknown`: nobody knows what the call would have to be known for. */
export type Verdict = 'fits' | 'does-not-fit' | 'unknown';

/** What a call is in one field, as people are told. */
export type ToldFact =
  | string
  | number
  | boolean
  | readonly string[]
  | { readonly amount: string; readonly currency: string };

/** A number as people are told it: three digits after the point. */
export function roundedFact(value: number): number {
  return Math.round(value * 1000) / 1000;
}
