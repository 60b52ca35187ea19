import type { Conversion } from './conversion.ts';

/** The second, since 1970, under which receivers that know a conversion by its time are told of it. */
export function secondOf({ occurredAt, ownSecond }: Pick<Conversion, 'occurredAt' | 'ownSecond'>): number {
  return ownSecond ?? Math.floor(occurredAt / 1000);
}

/**
 * Gives each conversion that is opened a second of its own among those of its call: the one in which its goal was met, or the next that none
 * has; and so each time that one was sold again. `before`: those that the call has already, which keep theirs.
 */
export function withOwnSeconds(changed: readonly Conversion[], before: readonly Conversion[]): Conversion[] {
  const known = new Map(before.map((conversion) => [conversion.id, conversion]));
  const taken = new Set(before.flatMap(secondsOf));
  const own = (first: number) => {
    let second = first;
    while (taken.has(second)) second++;
    taken.add(second);
    return second;
  };
  return changed.map((conversion) => {
    const was = known.get(conversion.id);
    if (was === undefined) {
      const first = secondOf(conversion);
      const second = own(first);
      return second === first ? conversion : { ...conversion, ownSecond: second };
    }
    const { soldAgainAt: kept = [] } = was;
    const added = conversion.soldAgainAt?.slice(kept.length) ?? [];
    if (added.length === 0) return conversion;
    return { ...conversion, soldAgainAt: [...kept, ...added.map((at) => own(Math.floor(at / 1000)) * 1000)] };
  });
}

function secondsOf(conversion: Conversion): number[] {
  const { soldAgainAt = [] } = conversion;
  return [secondOf(conversion), ...soldAgainAt.map((at) => Math.floor(at / 1000))];
}
