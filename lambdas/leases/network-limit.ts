/** A network whose visitor needs a new lease, and how many it may take a minute at this site. */
export interface NetworkAsk {
  readonly site: string;
  /** As `networkOf` words it. */
  readonly network: string;
  /** At least 1. */
  readonly perMinute: number;
}

/** New leases to be counted for all containers: `more` than those told before. `minute` is its start, ms. */
export interface NetworkCount extends NetworkAsk {
  readonly minute: number;
  readonly more: number;
}

/** Adds to what all containers have counted; false, and nothing is added, if that were more than the network may take. */
export type CountNetwork = (count: NetworkCount) => Promise<boolean>;

/** Counts a new lease of a network. False: it has had its share of this minute. */
export type NetworkLimit = (ask: NetworkAsk, now: number) => Promise<boolean>;

/** What one container knows of a network's present minute. */
export interface KnownNetwork {
  readonly minute: number;
  /** New leases in this container. */
  readonly leases: number;
  /** How many of them all containers count. */
  readonly told: number;
  readonly isFull: boolean;
  /** It wanted more than its share a short time ago: until then every lease is counted, ms. */
  readonly watchedUntil: number;
}

export type NetworkStep =
  | { readonly kind: 'lease' }
  | { readonly kind: 'refuse' }
  /** Only if all containers together have room for so many more. */
  | { readonly kind: 'count'; readonly more: number };

const minuteMs = 60_000;
/** So many new leases a minute are usual for one network in one container: they are not worth a write. */
const uncountedLeases = 3;
const watchedMs = 10 * minuteMs;
const mostNetworks = 10_000;

/** A network that this container has not met in the minute that starts then (ms). */
export function unknownNetwork(minute: number): KnownNetwork {
  return { minute, leases: 0, told: 0, isFull: false, watchedUntil: 0 };
}

/** What to do about one more new lease. A count tells all that were not counted before. */
export function networkStep(
  { minute, leases, told, isFull, watchedUntil }: KnownNetwork,
  perMinute: number,
): NetworkStep {
  if (isFull || leases >= perMinute) return { kind: 'refuse' };
  const isWatched = watchedUntil > minute;
  return leases < uncountedLeases && !isWatched ? { kind: 'lease' } : { kind: 'count', more: leases + 1 - told };
}

/**
 * Limits the new leases per network and minute, as one container sees it: the first few cost nothing, the further ones a
 * write each until the network's share is used up, and refusals nothing. Never fails: what cannot be counted is leased.
 */
export function networkLimit(count: CountNetwork): NetworkLimit {
  const known = new Map<string, KnownNetwork>();
  let cleared = 0;
  return async (ask, now) => {
    const minute = now - (now % minuteMs);
    if (minute !== cleared) forgetOld(known, minute);
    cleared = minute;
    const id = `${ask.site} ${ask.network}`;
    const network = presentMinute(known.get(id), minute);
    const step = networkStep(network, ask.perMinute);
    const leases = network.leases + 1;
    const full = { ...network, isFull: true, watchedUntil: minute + watchedMs };
    if (step.kind === 'refuse') {
      remember(known, id, full);
      return false;
    }
    // Noted before the answer, so that who asks at the same time is not told twice.
    remember(known, id, { ...network, leases, told: step.kind === 'count' ? leases : network.told });
    if (step.kind === 'lease') return true;
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
