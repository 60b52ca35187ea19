import type { Conversion } from './conversion.ts';

/** The second, since 1970, under which receivers that know a conversion by its time are told of it. */
export function secondOf({ occurredAt, ownSecond }: Pick<Conversion, 'occurredAt' | 'ownSecond'>): number {
  return ownSecond ?? Math.floor(occurredAt / 1000);
}

/**
 * Gives each conversion that is opened a second of its own among those of its call: the one in which its goal was met, or the next that none
 * has. `before`: those that the call has already, which keep theirs.
 */
export function withOwnSeconds(changed: readonly Conversion[], before: readonly Conversion[]): Conversion[] {
  const known = new Set(before.map(({ id }) => id));
  const taken = new Set(before.map(secondOf));
  return changed.map((conversion) => {
    if (known.has(conversion.id)) return conversion;
    const first = secondOf(conversion);
    let second = first;
    while (taken.has(second)) second++;
    taken.add(second);
    return second === first ? conversion : { ...conversion, ownSecond: second };
  });
}
