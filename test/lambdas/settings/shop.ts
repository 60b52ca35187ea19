import { type PoolSettings, poolSettings } from '../../../lambdas/settings/pools/pool-settings.ts';
import { putPool } from '../../../lambdas/settings/pools/put-pool.ts';
import { putSite } from '../../../lambdas/settings/sites/put-site.ts';
import { siteSettings } from '../../../lambdas/settings/sites/site-settings.ts';
import { createTable, embeddedDynamoDB } from '../../embedded-dynamodb.ts';

export const start = 1_700_000_000_000;

export const siteOf = (siteKey: string) =>
  siteSettings.parse({ name: 'Shop', siteKey, origins: ['https://shop.example'], country: 'US' });

export const sessionPool = (defaultNumber: string, some: object = {}): PoolSettings =>
  poolSettings.parse({ site: 'shop', kind: 'session', source: 'google', defaultNumber, ...some });

export const sourcePool = (numbers: string[], some: object = {}): PoolSettings =>
  poolSettings.parse({ site: 'shop', kind: 'source', source: 'print', numbers, ...some });

/** Fresh tables with a site `shop` and, if a default number is given, its session pool `ads`. */
export async function shopTables(defaultNumber?: string) {
  const { documents } = embeddedDynamoDB();
  const settings = { documents, name: await createTable('Settings') };
  const leases = { documents, name: await createTable('Leases') };
  await putSite(settings, 'shop', siteOf('pk_shop'), start);
  if (defaultNumber !== undefined) await putPool(settings, 'ads', sessionPool(defaultNumber), start);
  return { settings, leases };
}

/** +1 202 555 0100 and those after it. */
export const number = (index: number) => `+1202555${String(100 + index).padStart(4, '0')}`;
