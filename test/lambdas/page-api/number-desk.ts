import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { type HourCounts, poolCounters } from '../../../lambdas/capacity/pool-counters.ts';
import { leaseEngine } from '../../../lambdas/leases/allocator/allocate.ts';
import { countInNetwork } from '../../../lambdas/leases/rate-limit/network-count-store.ts';
import { countingVisits, networkLimit } from '../../../lambdas/leases/rate-limit/network-limit.ts';
import type { Slot } from '../../../lambdas/leases/slots/slot.ts';
import { readShard } from '../../../lambdas/leases/slots/slot-transitions-store.ts';
import { tableSlots } from '../../../lambdas/leases/slots/slot-view-store.ts';
import { assignNumber } from '../../../lambdas/page-api/assign-number.ts';
import { heartbeat } from '../../../lambdas/page-api/heartbeat.ts';
import type { PageDependencies } from '../../../lambdas/page-api/page-dependencies.ts';
import { numberAsk } from '../../../lambdas/page-api/page-requests.ts';
import type { Table } from '../../../lambdas/platform/aws/table.ts';
import { newId } from '../../../lambdas/platform/new-id.ts';
import type { Pool, SessionPool, SiteWithPools } from '../../../lambdas/settings/pools/pool.ts';
import type { Site } from '../../../lambdas/settings/sites/site.ts';
import { siteCache } from '../../../lambdas/settings/sites/site-cache.ts';
import { siteSettings } from '../../../lambdas/settings/sites/site-settings.ts';
import { createTable, embeddedDynamoDB } from '../../embedded-dynamodb.ts';
import { putSlots } from '../leases/pool-of-slots.ts';

/** New leases are not limited: nobody here says where he calls from. */
export const shop: Site = {
  id: 'shop',
  ...siteSettings.parse({
    name: 'Shop',
    siteKey: 'pk_shop',
    origins: ['https://shop.example'],
    newLeasesPerNetwork: 0,
    newVisitsPerNetwork: 0,
  }),
};

export const start = 1_790_000_000_000;

/** All that answers pages, on real tables, with a clock to turn and settings to change. */
export async function numberDesk(pools: readonly Pool[], site: Partial<Site> = {}) {
  const { documents } = embeddedDynamoDB();
  const leases: Table = { documents, name: await createTable('Leases') };
  const visits: Table = { documents, name: await createTable('Visits') };
  const state: { now: number; settings: SiteWithPools | undefined } = {
    now: start,
    settings: { site: { ...shop, ...site }, pools },
  };
  const counted: string[] = [];
  const poolRows: HourCounts[] = [];
  const clock = () => state.now;
  const signingKeys = { signWith: '1', keys: new Map([['1', Buffer.alloc(32, 1)]]) };
  const parts: PageDependencies = {
    sites: siteCache({
      findSiteByKey: async (siteKey) => (state.settings?.site.siteKey === siteKey ? state.settings : undefined),
      loadSite: async (siteId) => (state.settings?.site.id === siteId ? state.settings : undefined),
    }),
    leases,
    visits,
    ...leaseEngine({ slots: tableSlots(leases), clock, random: Math.random }),
    poolCounters: poolCounters(async (row) => void poolRows.push(row), 1 / 32),
    mayLease: networkLimit((count) => countInNetwork(leases, signingKeys, 'newLeases', count)),
    mayRecord: networkLimit((count) => countInNetwork(leases, signingKeys, 'newVisits', count), countingVisits),
    loopbackIsDeveloper: false,
    signingKeys,
    visitDays: 90,
    clock,
    newId,
    count: (name) => counted.push(name),
  };
  for (const pool of pools) if (pool.kind === 'session') await putSlots(leases, pool);

  return {
    parts,
    state,
    counted,
    /** Rows of pool counters as they were written. */
    poolRows,
    /** As a page asks; `parts` can be replaced to break something. */
    ask: (query = '', more: object = {}, broken: Partial<PageDependencies> = {}) =>
      assignNumber(
        { ...parts, ...broken },
        {
          ask: numberAsk.parse({ siteKey: 'pk_shop', pageUrl: `https://shop.example/${query}`, ...more }),
          origin: 'https://shop.example',
          userAgent: 'Mozilla/5.0 (X11; Linux x86_64)',
        },
      ),
    beat: (lease: string | undefined, active: boolean) =>
      heartbeat(parts, { ask: { lease: lease ?? '', active }, origin: 'https://shop.example' }),
    async slots(pool: SessionPool): Promise<Slot[]> {
      const shards = await Promise.all(pool.shards.map((_, shard) => readShard(leases, pool.id, shard, true)));
      return shards.flat();
    },
    /** By the time they were shown. */
    async visitItems(): Promise<Record<string, unknown>[]> {
      const { Items } = await documents.send(new ScanCommand({ TableName: visits.name, ConsistentRead: true }));
      return (Items ?? []).toSorted((left, right) => Number(left.shownAt) - Number(right.shownAt));
    },
  };
}

export type NumberDesk = Awaited<ReturnType<typeof numberDesk>>;

/** What a page hands over from an earlier answer. */
export function tokens(answer: { visitor?: string | undefined; lease: { token?: string | undefined } }) {
  return { visitor: answer.visitor, lease: answer.lease.token };
}
