/** What one container saw of one lease. Times by the one clock that all processes of the machine share, ms. */
export interface Sighting {
  readonly number: string;
  readonly lease: string;
  /** How the visitor got it: anew, or by carrying on what was his. */
  readonly how: 'allocated' | 'renewed' | 'returned';
  readonly sentAt: number;
  readonly answeredAt: number;
  /** Until when the number was promised, by the clock of the container that promised it. */
  readonly promisedUntil: number;
  /** The lease that the table had before; undefined for the first one, and unknown where a retry met its own write. */
  readonly before?: string | undefined;
  readonly isBeforeUnknown?: boolean;
}

/** What a number's slot says in the end. */
export interface LastHolder {
  readonly number: string;
  readonly lease?: string | undefined;
}

/** `unanswered`: leases whose writes failed to the end, so that nobody knows whether they were made. */
export interface Evidence {
  readonly sightings: readonly Sighting[];
  readonly unanswered: readonly string[];
  readonly table: readonly LastHolder[];
}

/**
 * Says of each number that had two holders at once how that is known; nothing where all is well. Two witnesses are heard:
 * the clock that all processes share, and the order in which the table took the writes (each tells what was there before).
 */
export function doubleHolders({ sightings, unanswered, table }: Evidence): string[] {
  const numbers = Map.groupBy(sightings, ({ number }) => number);
  const last = new Map(table.map(({ number, lease }) => [number, lease]));
  return [...numbers].flatMap(([number, seen]) =>
    [
      ...overlaps(seen),
      ...forks(seen),
      ...lateRenewals(seen),
      ...lost(seen, last.get(number), new Set(unanswered)),
    ].map((complaint) => `${number}: ${complaint}`),
  );
}

/**
 * Somebody was told that he has the number while it was promised to somebody else. A promise that had run out when it was
 * told is none.
 */
function overlaps(seen: readonly Sighting[]): string[] {
  const complaints: string[] = [];
  const inOrder = seen
    .filter(({ answeredAt, promisedUntil }) => promisedUntil > answeredAt)
    .sort((one, other) => one.answeredAt - other.answeredAt);
  for (const [index, sighting] of inOrder.entries()) {
    const broken = inOrder
      .slice(0, index)
      .find(({ lease, promisedUntil }) => lease !== sighting.lease && promisedUntil > sighting.answeredAt);
    if (broken === undefined) continue;
    const early = Math.ceil(broken.promisedUntil - sighting.answeredAt);
    complaints.push(`${sighting.lease} was told ${early} ms before the promise to ${broken.lease} ended`);
  }
  return complaints;
}

/** Two followed the same holder: only one of them can have been written. */
function forks(seen: readonly Sighting[]): string[] {
  const followers = Map.groupBy(
    allocations(seen).filter(({ isBeforeUnknown }) => isBeforeUnknown !== true),
    ({ before = 'nobody' }) => before,
  );
  return [...followers]
    .filter(([, { length }]) => length > 1)
    .map(([before, all]) => `${all.map(({ lease }) => lease).join(' and ')} both followed ${before}`);
}

/** A lease was carried on after another had taken its place. */
function lateRenewals(seen: readonly Sighting[]): string[] {
  const followedAt = new Map(allocations(seen).map(({ before, answeredAt }) => [before, answeredAt]));
  return seen
    .filter(({ how, lease, sentAt }) => how !== 'allocated' && sentAt > (followedAt.get(lease) ?? Infinity))
    .map(({ lease, how }) => `${lease} was ${how} after it had been followed`);
}

/** A lease that was given but neither is in the table nor was followed by one: its write did not last. */
function lost(seen: readonly Sighting[], last: string | undefined, unanswered: ReadonlySet<string>): string[] {
  const given = allocations(seen);
  const followed = new Set(given.map(({ before }) => before));
  const ends = given.filter(({ lease }) => !followed.has(lease) && lease !== last);
  // Who followed them need not be known: each such write explains one.
  const explained =
    given.filter(({ isBeforeUnknown }) => isBeforeUnknown).length +
    [...followed, last].filter((lease) => lease !== undefined && unanswered.has(lease)).length;
  return ends.length > explained ? [`nothing is left of ${ends.map(({ lease }) => lease).join(', ')}`] : [];
}

function allocations(seen: readonly Sighting[]): Sighting[] {
  return seen.filter(({ how }) => how === 'allocated');
}
