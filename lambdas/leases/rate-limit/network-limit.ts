/** A network whose visitor needs a new lease, or whose visit is to be kept, and how many there may be a minute at this site. */
export interface NetworkAsk {
  readonly site: string;
  /** As `networkOf` words it. */
  readonly network: string;
  /** At least 1. */
  readonly perMinute: number;
}

/** Leases, or visits, to be counted for all containers: `more` than those reported before. `minute` is its start, ms. */
export interface NetworkCount extends NetworkAsk {
  readonly minute: number;
  readonly more: number;
}

/** Adds to what all containers have counted; false, and nothing is added, if that were more than the network may take. */
export type CountNetwork = (count: NetworkCount) => Promise<boolean>;

/** Counts a lease, or a visit, of a network. False: it has had its share of this minute. */
export type NetworkLimit = (ask: NetworkAsk, now: number) => Promise<boolean>;

/** What one container knows of a network's present minute. */
export interface KnownNetwork {
  readonly minute: number;
  /** How many there were in this container. */
  readonly taken: number;
  /** How many of them all containers count. */
  readonly reported: number;
  readonly isFull: boolean;
  /** It wanted more than its share a short time ago: until then every lease is counted, ms. */
  readonly watchedUntil: number;
}

export type NetworkStep =
  | { readonly kind: 'take' }
  | { readonly kind: 'refuse' }
  /** Only if all containers together have room for so many more. */
  | { readonly kind: 'count'; readonly more: number };

const minuteMs = 60_000;
/** How closely a network is counted. */
export interface Counting {
  /** So many a minute are usual for one network in one container: they are not worth a write. */
  readonly uncounted: number;
  /** Then so many are counted by one write. */
  readonly together: number;
}

/** A lease keeps a number from others. */
export const countingLeases: Counting = { uncounted: 3, together: 1 };

/** A visit takes some room; and a person opens many pages a minute. */
export const countingVisits: Counting = { uncounted: 12, together: 6 };

const watchedMs = 10 * minuteMs;
const mostNetworks = 10_000;

/** A network that this container has not met in the minute that starts then (ms). */
export function unknownNetwork(minute: number): KnownNetwork {
  return { minute, taken: 0, reported: 0, isFull: false, watchedUntil: 0 };
}

/** What to do about one more. A count tells all that were not counted before. */
export function networkStep(
  { minute, taken, reported, isFull, watchedUntil }: KnownNetwork,
  perMinute: number,
  { uncounted, together }: Counting = countingLeases,
): NetworkStep {
  if (isFull || taken >= perMinute) return { kind: 'refuse' };
  const isWatched = watchedUntil > minute;
  const more = taken + 1 - reported;
  return (taken < uncounted && !isWatched) || more < together ? { kind: 'take' } : { kind: 'count', more };
}

/**
 * Limits the new leases, or the visits, per network and minute, as one container sees it: the first few cost nothing, the further ones
 * a write now and then until the network's share is used up, and refusals nothing. Never fails: what cannot be counted is granted.
 */
export function networkLimit(count: CountNetwork, counting: Counting = countingLeases): NetworkLimit {
  const known = new Map<string, KnownNetwork>();
  let cleared = 0;
  return async (ask, now) => {
    const minute = now - (now % minuteMs);
    if (minute !== cleared) forgetOld(known, minute);
    cleared = minute;
    const id = `${ask.site} ${ask.network}`;
    const network = presentMinute(known.get(id), minute);
    const step = networkStep(network, ask.perMinute, counting);
    const taken = network.taken + 1;
    const full = { ...network, isFull: true, watchedUntil: minute + watchedMs };
    if (step.kind === 'refuse') {
      remember(known, id, full);
      return false;
    }
    // Noted before the answer, so that who asks at the same time is not counted twice.
    remember(known, id, { ...network, taken, reported: step.kind === 'count' ? taken : network.reported });
    if (step.kind === 'take') return true;
    const hasRoom = await count({ ...ask, minute, more: step.more }).catch(() => true);
    if (!hasRoom) remember(known, id, full);
    return hasRoom;
  };
}

function presentMinute(network: KnownNetwork | undefined, minute: number): KnownNetwork {
  if (network?.minute === minute) return network;
  return { ...unknownNetwork(minute), watchedUntil: network?.watchedUntil ?? 0 };
}

function forgetOld(known: Map<string, KnownNetwork>, minute: number): void {
  for (const [id, network] of known) if (network.minute < minute && network.watchedUntil <= minute) known.delete(id);
}

/** Nobody can fill the container's memory with addresses: those known for longest are forgotten. */
function remember(known: Map<string, KnownNetwork>, id: string, network: KnownNetwork): void {
  known.set(id, network);
  const [oldest] = known.keys();
  if (known.size > mostNetworks && oldest !== undefined) known.delete(oldest);
}
