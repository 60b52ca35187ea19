import { type InstanceNumber, isSameFlow } from './instance-numbers.ts';
import type { LeaselineNumber } from './leaseline-numbers.ts';

/** How the numbers of an instance and those of Leaseline differ. Each list is in the order of numbers. */
export interface Differences {
  /** In both, and their calls come here. */
  readonly right: readonly InstanceNumber[];
  /** In both, without the flow, or with another one. */
  readonly attach: readonly InstanceNumber[];
  /** Their calls come here, and Leaseline does not know them. */
  readonly stray: readonly InstanceNumber[];
  /** Of the instance alone: somebody else's business. */
  readonly others: readonly InstanceNumber[];
  /** Of Leaseline alone: another carrier's, or given back. */
  readonly elsewhere: readonly LeaselineNumber[];
}

/** Compares by number. `flow`: ARN of the stack's inbound flow. */
export function differences(
  instance: readonly InstanceNumber[],
  leaseline: readonly LeaselineNumber[],
  flow: string,
): Differences {
  const known = new Set(leaseline.map(({ number }) => number));
  const there = new Set(instance.map(({ number }) => number));
  const isOurs = (one: InstanceNumber) => one.flow !== undefined && isSameFlow(one.flow, flow);
  const [ours, theirs] = [
    instance.filter(({ number }) => known.has(number)),
    instance.filter(({ number }) => !known.has(number)),
  ];
  return {
    right: sorted(ours.filter(isOurs)),
    attach: sorted(ours.filter((one) => !isOurs(one))),
    stray: sorted(theirs.filter(isOurs)),
    others: sorted(theirs.filter((one) => !isOurs(one))),
    elsewhere: sorted(leaseline.filter(({ number }) => !there.has(number))),
  };
}

function sorted<T extends { readonly number: string }>(numbers: readonly T[]): T[] {
  return numbers.toSorted((a, b) => (a.number < b.number ? -1 : 1));
}
