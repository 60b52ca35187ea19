import { createSecretKey } from 'node:crypto';
import { knowledgeMemory } from '../../../lambdas/calls/time-to-call/knowledge-memory.ts';
import { readKnowledge } from '../../../lambdas/calls/time-to-call/knowledge-store.ts';
import { learnWhenDue } from '../../../lambdas/calls/time-to-call/learn-when-due.ts';
import { poolCounters } from '../../../lambdas/capacity/pool-counters.ts';
import { writeHourCounts } from '../../../lambdas/capacity/pool-counters-store.ts';
import { rulesMemory } from '../../../lambdas/conversions/rules/rules-memory.ts';
import { leaseEngine } from '../../../lambdas/leases/allocator/allocate.ts';
import { addNumbers } from '../../../lambdas/leases/inventory/add-numbers.ts';
import { type Counted, countInNetwork } from '../../../lambdas/leases/rate-limit/network-count-store.ts';
import { countingVisits, type NetworkCount, networkLimit } from '../../../lambdas/leases/rate-limit/network-limit.ts';
import { tableSlots } from '../../../lambdas/leases/slots/slot-view-store.ts';
import type { PageDependencies } from '../../../lambdas/page-api/page-dependencies.ts';
import type { PhoneCodeDependencies } from '../../../lambdas/page-api/phone-codes/give-phone-code.ts';
import type { Table } from '../../../lambdas/platform/aws/table.ts';
import { poolSettings } from '../../../lambdas/settings/pools/pool-settings.ts';
import { putPool } from '../../../lambdas/settings/pools/put-pool.ts';
import { putSite } from '../../../lambdas/settings/sites/put-site.ts';
import { siteSettings } from '../../../lambdas/settings/sites/site-settings.ts';
import { tableSites } from '../../../lambdas/settings/sites/site-store.ts';
import type { SettleDependencies } from '../../../lambdas/settle/settle.ts';
import { numberOfCodes } from '../../../lambdas/visits/phone-codes/phone-code.ts';
import { createTable, embeddedDynamoDB } from '../../embedded-dynamodb.ts';
import { fictionNumber } from '../calls/shop.ts';

export const pool = 'web';
export const siteKey = 'pk_shop';
export const leaseSeconds = 1200;
const firstLeased = 1;
const firstCaller = 1000;
export const defaultNumber = fictionNumber(0);
export const callerNumber = (index: number) => fictionNumber(firstCaller + index);

/** The product with a site of one pool, on tables of its own: what answers its pages, and what settles its calls. */
export interface Shop {
  readonly pages: PageDependencies;
  readonly codes: PhoneCodeDependencies;
  readonly settling: SettleDependencies;
  /** Calls that are to be settled again. */
  readonly queued: string[];
  readonly numbers: readonly string[];
  /** So many calls told the pool something: it learns, as the function does that hears of them. Answers how many calls are confirmed. */
  readonly hear: (calls: number) => Promise<number>;
}

/** `clock` tells virtual time, ms. Needs the environment that `tables.ts` makes. */
export async function openShop(numberCount: number, clock: () => number, random: () => number): Promise<Shop> {
  const { documents } = embeddedDynamoDB();
  const table = async (like: 'Settings' | 'Leases' | 'Visits' | 'Calls'): Promise<Table> => ({
    documents,
    name: await createTable(like),
  });
  const [settings, leases, visits, calls] = await Promise.all([
    table('Settings'),
    table('Leases'),
    table('Visits'),
    table('Calls'),
  ]);
  const numbers = Array.from({ length: numberCount }, (_, index) => fictionNumber(firstLeased + index));
  await setUp({ settings, leases }, numbers, clock());
  const signingKeys = { signWith: '1', keys: new Map([['1', Buffer.alloc(32, 1)]]) };
  const identityKey = createSecretKey(Buffer.alloc(32, 7));
  const queued: string[] = [];
  const knowledge = knowledgeMemory();
  const newId = seededIds(random);
  const container = newId();
  const loopbackIsDeveloper = false;
  const sites = tableSites(settings);
  const counting = (what: Counted) => (count: NetworkCount) => countInNetwork(leases, signingKeys, what, count);
  return {
    numbers,
    queued,
    async hear(more) {
      await learnWhenDue(calls, pool, more, clock());
      return (await readKnowledge(calls, pool))?.confirmed ?? 0;
    },
    codes: {
      sites,
      visits,
      signingKeys,
      mayGive: networkLimit(counting('newCodes'), countingVisits),
      loopbackIsDeveloper,
      clock,
      draw: () => Math.floor(random() * numberOfCodes),
    },
    pages: {
      sites,
      leases,
      visits,
      ...leaseEngine({ slots: tableSlots(leases), clock, random }),
      mayLease: networkLimit(counting('newLeases')),
      mayRecord: networkLimit(counting('newVisits'), countingVisits),
      loopbackIsDeveloper,
      poolCounters: poolCounters((counts) => writeHourCounts(leases, container, counts), 1 / 32),
      signingKeys,
      visitDays: 90,
      clock,
      newId,
      count: () => undefined,
    },
    settling: {
      settings,
      leases,
      visits,
      calls,
      identityKey: async () => identityKey,
      readRules: rulesMemory(),
      knowledgeOf: (id) => knowledge.of(calls, id, clock()),
      settleLater: async (more) => void queued.push(...more),
    },
  };
}

async function setUp(tables: Pick<Shop['settling'], 'settings' | 'leases'>, numbers: readonly string[], now: number) {
  const site = siteSettings.parse({
    name: 'Shop',
    siteKey,
    origins: ['https://shop.example'],
    country: 'US',
    newLeasesPerNetwork: 0,
    newVisitsPerNetwork: 0,
  });
  await putSite(tables.settings, 'shop', site, now);
  const web = poolSettings.parse({
    site: 'shop',
    kind: 'session',
    source: 'mixed',
    leaseSeconds,
    probationSeconds: 60,
    defaultNumber,
  });
  await putPool(tables.settings, pool, web, now);
  const added = await addNumbers(tables, pool, numbers, now);
  const refused = added.filter(({ result }) => result !== 'added');
  if (refused.length > 0) throw new Error(`numbers were not added: ${JSON.stringify(refused[0])}`);
}

/** As long as real ones, and the same in every run. */
function seededIds(random: () => number): () => string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return () => Array.from({ length: 16 }, () => letters[Math.floor(random() * letters.length)]).join('');
}
