/** What the engine's rules count with. `npm run bench:leases` decided these numbers; see docs/decisions/0008. */
export const policy = {
  /** Reads and writes of slots for one visitor, at the most. */
  mostOperations: 7,
  /** Slots of others must have been idle so many times as long as the oldest own one to be taken before it. */
  idleRatio: 1.5,
  /** Of the slots of others that have been idle so much longer, one of so many. */
  oldestIdle: 8,
  /** Without a free slot of its own, a container takes one of so many of the oldest. */
  oldestFree: 16,
  /** A container that starts may be one of many: it takes one of this share of the free slots, if these are more. */
  coldShare: 0.25,
  /** A slot that somebody took so shortly before us means that a crowd is here, and it stays for a while, ms. */
  crowdMs: 300,
  crowdStaysMs: 2000,
  /** After so many leases a container reads the shard again, beside the visit's write; larger shards less often. */
  leasesPerRead: 4,
  leasesPerLargeRead: 8,
  largeShard: 125,
  /** While reads find that nobody else leases from the shard, they get rarer: up to so many leases, or so many ms. */
  leasesPerQuietRead: 64,
  quietMs: 600_000,
  /** That a pool is full is believed for so long, ms, even where the earliest lease ends later. */
  longestFullMs: 30_000,
};
