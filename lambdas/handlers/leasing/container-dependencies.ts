import { poolCounters } from '../../capacity/pool-counters.ts';
import { writeHourCounts } from '../../capacity/pool-counters-store.ts';
import { leaseEngine } from '../../leases/allocator/allocate.ts';
import { type Counted, countInNetwork } from '../../leases/rate-limit/network-count-store.ts';
import { countingVisits, type NetworkCount, networkLimit } from '../../leases/rate-limit/network-limit.ts';
import { tableSlots } from '../../leases/slots/slot-view-store.ts';
import type { PageDependencies } from '../../page-api/page-dependencies.ts';
import { tableOf } from '../../platform/aws/table.ts';
import { required } from '../../platform/environment.ts';
import { env } from '../../platform/names.ts';
import { newId } from '../../platform/new-id.ts';
import { loadSigningKeys } from '../../platform/signing-keys.ts';
import { tableSites } from '../../settings/sites/site-store.ts';

type KeptParts = Omit<PageDependencies, 'signingKeys'>;

/**
 * What answering pages, and leasing numbers to them, takes: made at the first request, from the function's environment, and kept for the
 * container's life. `mayLose` is the share of its pool counts that may be lost with the container.
 */
export function containerDependencies(
  count: PageDependencies['count'],
  mayLose: number,
): () => Promise<PageDependencies> {
  let kept: KeptParts | undefined;
  return async () => {
    kept ??= makeDependencies(count, mayLose);
    return { ...kept, signingKeys: await loadSigningKeys() };
  };
}

function makeDependencies(count: PageDependencies['count'], mayLose: number): KeptParts {
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
    poolCounters: poolCounters((counts) => writeHourCounts(leases, container, counts), mayLose),
    visitDays: Number(required(env.visitDays)),
    clock,
    newId,
    count,
  };
}
