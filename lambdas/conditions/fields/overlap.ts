import { type ClickIdParameter, clickIdParameters } from '../../attribution/click-id-parameters.ts';
import { boundedText } from '../../platform/bounded-text.ts';
import { equalIgnoringCase } from '../fold-case.ts';
import type { PoolCondition } from './matching.ts';

/** Which visits what one condition asks for shares with what another one asks for in the same field. */
export interface Overlap<Wanted> {
  /** Whether every visit that fits the narrow one fits the wide one. */
  covers(wide: Wanted, narrow: Wanted): boolean;
  /** Whether a visit can fit both. */
  meets(one: Wanted, other: Wanted): boolean;
  /** Whether a visit can fit at all; without it each value can be met. */
  readonly canBe?: (wanted: Wanted) => boolean;
  /** What every visit that fits has besides. */
  readonly implies?: (wanted: Wanted) => PoolCondition | undefined;
  /** What nearly every visit that fits has besides. */
  readonly suggests?: (wanted: Wanted) => PoolCondition | undefined;
}

/** Of a field of which a visit has one value. */
export const oneValue: Overlap<string> = { covers: equalIgnoringCase, meets: equalIgnoringCase };

/** Tags are read without needless spaces. */
export const tags: Overlap<string> = { ...oneValue, canBe: (tag) => tag === boundedText(tag, tag.length) };

/** A click id says which source it is: auto-tags always, those of other ads nearly so. */
export const clickIds: Overlap<string> = {
  covers: equalIgnoringCase,
  // An address can carry several.
  meets: () => true,
  // Of the parameters of an address only known ones are read.
  canBe: (name) => clickIdParameter(name) !== undefined,
  implies: (name) => sourceOf(clickIdParameter(name), 'auto-tag'),
  suggests: (name) => sourceOf(clickIdParameter(name), 'ad'),
};

function clickIdParameter(wanted: string): ClickIdParameter | undefined {
  return clickIdParameters.find(({ name }) => equalIgnoringCase(name, wanted));
}

function sourceOf(
  parameter: ClickIdParameter | undefined,
  carriedBy: ClickIdParameter['carriedBy'],
): PoolCondition | undefined {
  if (parameter?.carriedBy !== carriedBy) return undefined;
  return { source: parameter.source, medium: parameter.medium ?? 'cpc' };
}
