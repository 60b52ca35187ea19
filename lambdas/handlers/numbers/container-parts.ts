import { leaseEngine } from '../../leases/allocate.ts';
import { type Counted, countInNetwork } from '../../leases/network-count-store.ts';
import { countingVisits, type NetworkCount, networkLimit } from '../../leases/network-limit.ts';
import { poolCounters } from '../../leases/pool-counters.ts';
import { writeHourCounts } from '../../leases/pool-counters-store.ts';
import { tableSlots } from '../../leases/slot-view-store.ts';
import type { NumberParts } from '../../numbers/parts.ts';
import { required } from '../../platform/environment.ts';
import { env } from '../../platform/names.ts';
import { newId } from '../../platform/new-id.ts';
import { loadSigningKeys } from '../../platform/signing-keys.ts';
import { tableOf } from '../../platform/table.ts';
import { tableSites } from '../../settings/site-store.ts';

type KeptParts = Omit<NumberParts, 'signingKeys'>;

/** What answering pages takes: made at the first call, from the function's environment, and kept for the container's life. */
export function containerParts(count: NumberParts['count']): () => Promise<NumberParts> {
  let kept: KeptParts | undefined;
  return async () => {
    kept ??= makeParts(count);
    return { ...kept, signingKeys: await loadSigningKeys() };
  };
}

function makeParts(count: NumberParts['count']): KeptParts {
  const leases = tableOf(env.leasesTable);
  const clock = () => Date.now();
  const container = newId();
  const inNetwork = (what: Counted) => async (count: NetworkCount) =>
    countInNetwork(leases, await loadSigningKeys(), what, count);
  return {
    sites: tableSites(tableOf(env.settingsTable)),
    leases,
    visits: tableOf(env.visitsTable),
    ...leaseEngine({ slots: tableSlots(leases), clock, random: Math.random }),
    mayLease: networkLimit(inNetwork('newLeases')),
    mayRecord: networkLimit(inNetwork('newVisits'), countingVisits),
    loopbackIsDeveloper: process.env[env.loopbackVisitors] === 'allow',
    poolCounters: poolCounters((counts) => writeHourCounts(leases, container, counts)),
    visitDays: Number(required(env.visitDays)),
    clock,
    newId,
    count,
  };
}
