import { policy } from '../leases/allocator/allocation-policy.ts';
import { chunks } from '../leases/inventory/chunks.ts';
import { clockGuardMs } from '../leases/slots/lease-times.ts';
import type { Slot } from '../leases/slots/slot.ts';

/** What of a pool is looked through. */
export interface PoolOfSlots {
  readonly id: string;
  readonly shards: readonly number[];
  readonly size?: number | undefined;
  readonly version: number;
}

/** Finds numbers that nobody has. */
export interface FreeNumbers {
  /**
   * So many free slots of a pool, fewer only where there are no more: of several shards, those that have been free for longest before others,
   * and in a crowd, where others look for some, too, any. `now` in ms.
   */
  readonly find: (pool: PoolOfSlots, wanted: number, now: number, isCrowded: boolean) => Promise<Slot[]>;
}

/** Where slots are read, and chance, in [0, 1). */
export interface FreeNumbersSources {
  /** All slots of a shard, consistently. */
  readonly readShard: (pool: string, shard: number) => Promise<readonly Slot[]>;
  readonly random: () => number;
}

/** So many shards are read at once, and one for so many numbers that are wanted: what is written is spread over several partitions. */
const mostShards = 4;
const numbersPerShard = 125;

/** So many slots are a block: as many recipients fit into a transaction. */
const blockSize = 33;

/** What is known of a pool: until when which of its shards has nothing free, ms. */
interface Known {
  readonly version: number;
  readonly fullUntil: Map<number, number>;
}

/** One container's search: it remembers which shards have nothing free, so that a list that is larger than its pool does not read it again and again. */
export function freeNumbers({ readShard, random }: FreeNumbersSources): FreeNumbers {
  const pools = new Map<string, Known>();

  function knownOf({ id, version }: PoolOfSlots): Known {
    const known = pools.get(id);
    // Numbers came or went: what was full may not be so any more.
    if (known?.version === version) return known;
    const fresh: Known = { version, fullUntil: new Map() };
    pools.set(id, fresh);
    return fresh;
  }

  return {
    async find(pool, wanted, now, isCrowded) {
      const { fullUntil } = knownOf(pool);
      const inUse = pool.shards.flatMap((given, shard) => (given > 0 ? [shard] : []));
      const open = rotated(
        inUse.filter((shard) => (fullUntil.get(shard) ?? 0) <= now),
        random,
      );
      const found: Slot[][][] = [];
      for (let missing = wanted; missing > 0 && open.length > 0; ) {
        const some = open.splice(0, Math.min(mostShards, Math.ceil(missing / numbersPerShard)));
        for (const [shard, slots] of await Promise.all(
          some.map(async (one) => [one, await readShard(pool.id, one)] as const),
        )) {
          const free = slots.filter((slot) => isFree(slot, now));
          if (free.length === 0) fullUntil.set(shard, fullUntilOf(slots, now));
          else found.push(blocksOf(slots, now, isCrowded, random));
          missing -= free.length;
        }
      }
      return inTurns(found).slice(0, wanted);
    },
  };
}

/** As ALLOCATE asks it of the slot: also by a clock that is a little slow. */
function isFree({ state, leasedUntil }: Slot, now: number): boolean {
  return state === 'live' && leasedUntil < now - clockGuardMs;
}

/**
 * The free slots of a shard, block by block: those that have been free for longest first, alike ones in any order. Blocks are the same for whoever reads the
 * shard, and as large as what is written together: requests that meet lose a block to each other, not a slot of each.
 */
function blocksOf(slots: readonly Slot[], now: number, isCrowded: boolean, random: () => number): Slot[][] {
  const blocks = chunks(slots, blockSize)
    .map((block) => block.filter((slot) => isFree(slot, now)).toSorted(byIdleness))
    .filter((block) => block.length > 0)
    .map((block) => ({ block, idleSince: isCrowded ? 0 : (block[0]?.leasedUntil ?? 0), chance: random() }));
  return blocks
    .toSorted((one, other) => one.idleSince - other.idleSince || one.chance - other.chance)
    .map(({ block }) => block);
}

function byIdleness(one: Slot, other: Slot): number {
  return one.leasedUntil - other.leasedUntil || (one.number < other.number ? -1 : 1);
}

/** Leases only get longer: a shard stays full until the first of them ends. Believed for a while only, as slots may be opened. */
function fullUntilOf(slots: readonly Slot[], now: number): number {
  const ends = slots.filter(({ state }) => state === 'live').map(({ leasedUntil }) => leasedUntil + clockGuardMs);
  return Math.min(now + policy.longestFullMs, ...ends);
}

function rotated<Item>(items: readonly Item[], random: () => number): Item[] {
  const start = Math.floor(random() * items.length);
  return [...items.slice(start), ...items.slice(0, start)];
}

/** A block of each shard, then the next one of each. */
function inTurns(shards: readonly (readonly Slot[][])[]): Slot[] {
  const most = Math.max(0, ...shards.map(({ length }) => length));
  return Array.from({ length: most }, (_, turn) => shards.flatMap((blocks) => blocks[turn] ?? [])).flat();
}
