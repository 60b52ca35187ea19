import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { canonicalJson } from '../../../../lambdas/calls/canonical-json.ts';
import { readDayCounts } from '../../../../lambdas/capacity/day-counts-store.ts';
import { poolCounters, sumCounts } from '../../../../lambdas/capacity/pool-counters.ts';
import { writeHourCounts } from '../../../../lambdas/capacity/pool-counters-store.ts';
import { leaseEngine } from '../../../../lambdas/leases/allocator/allocate.ts';
import { addNumbers } from '../../../../lambdas/leases/inventory/add-numbers.ts';
import { countInNetwork } from '../../../../lambdas/leases/rate-limit/network-count-store.ts';
import { countingVisits, networkLimit } from '../../../../lambdas/leases/rate-limit/network-limit.ts';
import { readShard } from '../../../../lambdas/leases/slots/slot-transitions-store.ts';
import { tableSlots } from '../../../../lambdas/leases/slots/slot-view-store.ts';
import { unlinkAddress, unlinkVisitor } from '../../../../lambdas/orders/identity.ts';
import type { Table } from '../../../../lambdas/platform/aws/table.ts';
import { newId } from '../../../../lambdas/platform/new-id.ts';
import { type ClickDependencies, clickLink } from '../../../../lambdas/recipients/call-link/click-link.ts';
import { linkAsk } from '../../../../lambdas/recipients/call-link/link-answers.ts';
import { freeNumbers } from '../../../../lambdas/recipients/free-numbers.ts';
import { giveNumbers } from '../../../../lambdas/recipients/give-numbers.ts';
import { poolSettings } from '../../../../lambdas/settings/pools/pool-settings.ts';
import { readPoolOf } from '../../../../lambdas/settings/pools/pool-store.ts';
import { putPool } from '../../../../lambdas/settings/pools/put-pool.ts';
import { putSite } from '../../../../lambdas/settings/sites/put-site.ts';
import { siteSettings } from '../../../../lambdas/settings/sites/site-settings.ts';
import { tableSites } from '../../../../lambdas/settings/sites/site-store.ts';
import { emptyTables } from '../../calls/stores.ts';
import { number } from '../../settings/shop.ts';

export const start = 1_790_000_000_000;
export const day = 24 * 60 * 60 * 1000;
export const until = start + 14 * day;
/** What the recipients' pool shows who has no number of their own, and the session pool its visitors. */
export const mailDefault = '+12025550198';
export const webDefault = '+12025550197';

export interface WorldSettings {
  /** How many numbers each pool has. */
  readonly mail?: number;
  readonly web?: number;
  readonly site?: object;
  readonly mailPool?: object;
  readonly webPool?: object;
}

export type LinkWorld = Awaited<ReturnType<typeof linkWorld>>;

/**
 * A shop with a recipients' pool and a session pool from which their links lease, and a clock to turn. Numbers of the session pool come
 * first, those of the recipients' behind them.
 */
export async function linkWorld({ mail = 0, web = 0, site = {}, mailPool = {}, webPool = {} }: WorldSettings = {}) {
  const tables = await emptyTables();
  const { settings, leases, visits } = tables;
  const state = { now: start };
  const shop = { name: 'Shop', siteKey: 'pk_shop', origins: ['https://shop.example'], country: 'US', ...site };
  const putShop = (more: object = {}) => putSite(settings, 'shop', siteSettings.parse({ ...shop, ...more }), start);
  await putShop();
  const web_ = {
    site: 'shop',
    kind: 'session',
    source: 'email',
    when: [{ medium: 'email' }],
    defaultNumber: webDefault,
  };
  await putPool(settings, 'web', poolSettings.parse({ ...web_, ...webPool }), start);
  const mail_ = { site: 'shop', kind: 'recipient', defaultNumber: mailDefault, linkPool: 'web', ...mailPool };
  await putPool(settings, 'mail', poolSettings.parse(mail_), start);
  const list = (count: number, from = 0) => Array.from({ length: count }, (_, index) => number(from + index));
  if (web > 0) await addNumbers({ settings, leases }, 'web', list(web), start);
  if (mail > 0) await addNumbers({ settings, leases }, 'mail', list(mail, web), start);
  const identityKey = await tables.identityKey();

  /** A container of its own, which remembers nothing. */
  const container = (documents: Table['documents'] = leases.documents): ClickDependencies => {
    const own = (table: Table) => ({ documents, name: table.name });
    const signingKeys = { signWith: '1', keys: new Map([['1', Buffer.alloc(32, 1)]]) };
    const clock = () => state.now;
    const id = newId();
    return {
      sites: tableSites(settings),
      settings,
      leases: own(leases),
      visits: own(visits),
      ...leaseEngine({ slots: tableSlots(own(leases)), clock, random: Math.random }),
      poolCounters: poolCounters((counts) => writeHourCounts(leases, id, counts), 0),
      mayLease: networkLimit((count) => countInNetwork(own(leases), signingKeys, 'newLeases', count)),
      mayRecord: networkLimit((count) => countInNetwork(own(leases), signingKeys, 'newVisits', count), countingVisits),
      loopbackIsDeveloper: false,
      signingKeys,
      visitDays: 90,
      clock,
      newId,
      count: () => {},
    };
  };

  /** Those of whom a later list told them. */
  const addresses: string[] = [];
  const forget = {
    forgetPerson: (visitor: Parameters<typeof unlinkVisitor>[1]) => unlinkVisitor(tables, visitor),
    forgetAddress: (known: Parameters<typeof unlinkAddress>[1]) => unlinkAddress(tables, known),
  };

  /** Sends these recipients the campaign; their tokens. */
  const send = async (ids: readonly string[], more: object = {}) => {
    const pool = await readPoolOf(settings, 'shop', 'mail');
    if (pool?.kind !== 'recipient') throw new Error('there is no such pool');
    const free = freeNumbers({ readShard: (id, shard) => readShard(leases, id, shard, true), random: Math.random });
    const places = {
      settings,
      leases,
      visits,
      ...forget,
      noteAddress: async ({ email }: { readonly email: string }) => void addresses.push(email),
      identityKey,
      freeNumbers: free,
      keepDays: 90,
      newId,
      random: Math.random,
    };
    const wanted = ids.map((recipient) => ({ recipient, campaign: 'spring', until, ...more }));
    return giveNumbers(places, pool, wanted, state.now);
  };

  /** As the page of a link reports, from a network of its own. */
  const click = (token: string, more: Partial<Parameters<typeof clickLink>[1]> = {}, by = container()) =>
    clickLink(by, {
      token,
      ask: linkAsk.parse({ active: false }),
      userAgent: browser,
      viewer: { address: someAddress() },
      ...more,
    });

  return {
    ...tables,
    state,
    addresses,
    container,
    send,
    click,
    putShop,
    /** What has been counted for the session pool, as the pool's status sums it up. */
    counted: async () => sumCounts(await readDayCounts(leases, 'web', state.now)),
    all: () => everything([settings, leases, visits]),
  };
}

export const browser =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

let networks = 0;
const someAddress = () => `2001:db8:${(++networks).toString(16)}::1`;

/** Every item of these tables, in one order. */
async function everything(tables: readonly Table[]): Promise<string> {
  const items: string[] = [];
  for (const { documents, name } of tables) {
    for (let after: Record<string, unknown> | undefined, isFirst = true; isFirst || after; isFirst = false) {
      const page = await documents.send(
        new ScanCommand({ TableName: name, ConsistentRead: true, ...(after && { ExclusiveStartKey: after }) }),
      );
      items.push(...(page.Items ?? []).map((item) => canonicalJson([name, item])));
      after = page.LastEvaluatedKey;
    }
  }
  return items.sort().join('\n');
}
