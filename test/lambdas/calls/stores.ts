import { createSecretKey, randomUUID } from 'node:crypto';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { MatchSources } from '../../../lambdas/calls/match/gather-match-facts.ts';
import { slotItemKey } from '../../../lambdas/leases/slots/slot-key.ts';
import type { Table } from '../../../lambdas/platform/aws/table.ts';
import { transact } from '../../../lambdas/platform/aws/transact.ts';
import { poolItem, poolPointer, siteItem } from '../../../lambdas/settings/item-key.ts';
import type { NumberNow } from '../../../lambdas/settings/phone-numbers/number-role.ts';
import { numberWrites } from '../../../lambdas/settings/phone-numbers/number-store.ts';
import type { Visit } from '../../../lambdas/visits/visit.ts';
import { visitItemKey } from '../../../lambdas/visits/visit-key.ts';
import { createTable, embeddedDynamoDB } from '../../embedded-dynamodb.ts';

/** Empty tables of this test alone. */
export async function emptyTables(): Promise<MatchSources> {
  const { documents } = embeddedDynamoDB();
  const [settings, leases, visits, calls] = await Promise.all(
    (['Settings', 'Leases', 'Visits', 'Calls'] as const).map(async (like) => ({
      documents,
      name: await createTable(like),
    })),
  );
  const key = createSecretKey(Buffer.alloc(32, 7));
  return { settings: settings!, leases: leases!, visits: visits!, calls: calls!, identityKey: async () => key };
}

async function put(table: Table, item: object): Promise<void> {
  await table.documents.send(new PutCommand({ TableName: table.name, Item: { ...item } }));
}

/** The site `shop`. */
export async function putShop({ settings }: Pick<MatchSources, 'settings'>, more: object = {}): Promise<void> {
  const site = {
    id: 'shop',
    name: 'Shop',
    siteKey: 'pk_shop',
    origins: ['https://shop.example'],
    timeZone: 'UTC',
    currency: 'EUR',
    consentDefault: 'granted',
    graceSeconds: 1800,
    version: 1,
    ...more,
  };
  await put(settings, { ...siteItem('shop'), ...site });
}

const pools = {
  web: {
    kind: 'session',
    source: 'mixed',
    leaseSeconds: 1200,
    probationSeconds: 60,
    when: [],
    defaultNumber: '+12025550190',
    default: { e164: '+12025550190', display: '(202) 555-0190', href: 'tel:+12025550190' },
    shards: [50],
  },
  print: { kind: 'source', source: 'print', medium: 'flyer', campaign: 'may', numbers: ['+12025550191'], shown: [] },
};

/** A pool of the site `shop`. */
export async function putPool({ settings }: MatchSources, id: 'web' | 'print', more: object = {}): Promise<void> {
  await put(settings, {
    ...poolItem('shop', id),
    id,
    site: 'shop',
    order: 100,
    target: 'main',
    version: 1,
    size: 1,
    ...pools[id],
    ...more,
  });
  await put(settings, { ...poolPointer(id), site: 'shop' });
}

let version = 0;

/** Gives a number a role from a time on. */
export async function giveRole(
  { settings }: MatchSources,
  number: string,
  { role, pool, since, ...more }: Pick<NumberNow, 'role' | 'pool' | 'since'> & Partial<NumberNow>,
): Promise<void> {
  const now = {
    number: number as NumberNow['number'],
    role,
    pool,
    since,
    shard: 0,
    display: number,
    restsUntil: 0,
    version: ++version,
    ...more,
  };
  const [, history] = numberWrites(settings.name, undefined, now);
  await transact(settings.documents, [history!]);
}

/** Shows a number to a visitor, who then holds it. */
export async function show(
  sources: MatchSources,
  number: string,
  visitor: string,
  shownAt: number,
  more: Partial<Visit> = {},
  leasedUntil = shownAt + 1_200_000,
): Promise<Visit> {
  const visit: Visit = {
    visit: randomUUID().slice(0, 16),
    visitor,
    site: 'shop',
    shownAt,
    touchAt: shownAt,
    shown: 'leased',
    pool: 'web',
    number,
    source: 'google',
    medium: 'cpc',
    campaign: 'spring',
    clickIds: { gclid: `gclid-${visitor}` },
    consent: { ads: true, analytics: true },
    ...more,
  };
  await put(sources.visits, { ...visitItemKey(visit), ...visit });
  const key = { pool: 'web', shard: 0, number };
  await put(sources.leases, {
    ...slotItemKey(key),
    ...key,
    display: number,
    state: 'live',
    leasedUntil,
    shownAt,
    seenAt: shownAt,
    confirmed: true,
    lease: visit.visit,
    visitor,
    visit: visit.visit,
  });
  return visit;
}
