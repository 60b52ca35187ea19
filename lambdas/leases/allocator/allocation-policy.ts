/** What the engine's rules count with. `npm run bench:leases` decided these numbers; docs/decisions/0013 says how. */
export const policy = {
  /** Reads and writes of slots for one visitor, at the most. */
  mostOperations: 7,
  /** Slots of others are taken before its own only if they have been idle for so many times as long as its oldest. */
  idleRatio: 1.3,
  /** When others are likely to be choosing too, one of so many of the oldest slots is taken, half of the free ones at the most. */
  oldestFew: 16,
  /** They are, once so many leases by others are to be expected since the last read. */
  othersAreNear: 0.05,
  /**
   * A slot is believed to be free until others are expected to have leased this share of all that are free. Large shards
   * have others beside them: a lost write there would delay the look into those.
   */
  ownDoubt: 0.4,
  ownDoubtInLarge: 0.2,
  othersDoubt: 0.15,
  /** How often others lease is told from about the last so many ms. */
  observedMs: 1_200_000,
  /** While reads find no lease by anybody else, the view of slots of others holds for so long, ms. */
  quietMs: 3_600_000,
  /** A slot that somebody took so shortly before us means that a crowd is here, and it stays for a while, ms. */
  crowdMs: 300,
  crowdStaysMs: 2000,
  /** After so many leases a container reads the shard again, beside the visit's write; large shards less often. */
  leasesPerRead: 4,
  leasesPerLargeRead: 8,
  largeShard: 125,
  /** While a shard is quiet these reads get rarer, up to so many leases. */
  leasesPerQuietRead: 64,
  /** That a shard is full is believed for so long after a read, ms, even where the earliest lease ends later. */
  longestFullMs: 30_000,
};
