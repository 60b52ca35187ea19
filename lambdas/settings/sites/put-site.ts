import type { Table } from '../../platform/aws/table.ts';
import { type TransactItem, transact } from '../../platform/aws/transact.ts';
import { conflict } from '../../platform/http/problem.ts';
import { siteItem, siteKeyItem, sitePointer } from '../item-key.ts';
import { conflicted, nextVersion, retryOnConflict } from '../retry-on-conflict.ts';
import { writeUnchanged } from '../write-unchanged.ts';
import { site as siteShape } from './site.ts';
import { nothingPriced } from './site-members.ts';
import type { SiteSettings } from './site-settings.ts';
import type { StoredSite } from './stored-site-store.ts';
import { readStoredSite } from './stored-site-store.ts';

/** What a site has in its currency, in words; undefined when it has nothing. */
export type CurrencyInUse = (site: string) => Promise<string | undefined>;

/** Creates or replaces a site. Throws 409 when another site has its site key, and for another currency once it has something in the old one. */
export function putSite(
  settings: Table,
  id: string,
  wanted: SiteSettings,
  now: number,
  currencyInUse: CurrencyInUse = nothingIsUsed,
): Promise<{ readonly created: boolean; readonly site: StoredSite }> {
  return retryOnConflict(async () => {
    const before = await readStoredSite(settings, id);
    const isOtherMoney = before !== undefined && before.currency !== wanted.currency;
    if (isOtherMoney) await refuseIfUsed(before, currencyInUse);
    const site: StoredSite = { ...wanted, id, version: nextVersion(before, now) };
    const failed = await transact(settings.documents, [
      claimSiteKey(settings.name, site),
      writeUnchanged(settings.name, siteItem(id), before, { ...unset, ...site }, isOtherMoney ? [hasNoOrders] : []),
      ...(isOtherMoney ? [nothingPriced(settings.name, id)] : []),
      ...(before === undefined ? [countPools(settings.name, id)] : []),
      ...(before !== undefined && before.siteKey !== site.siteKey ? [freeSiteKey(settings.name, before)] : []),
    ]);
    if (failed.length === 0) return { created: before === undefined, site };
    if (failed.some(({ index }) => index === 0)) {
      throw conflict('another site has this site key', [{ field: 'siteKey', detail: 'is the key of another site' }]);
    }
    return conflicted;
  });
}

/** The first order is noted beside the settings, whose version stays what it was. */
const hasNoOrders = 'attribute_not_exists(hasOrders)';

const nothingIsUsed: CurrencyInUse = () => Promise.resolve(undefined);

/** Sums of what was said in two currencies would be none. */
async function refuseIfUsed({ id, currency }: StoredSite, currencyInUse: CurrencyInUse): Promise<void> {
  const used = await currencyInUse(id);
  if (used === undefined) return;
  const detail = `stays ${currency}: the site has ${used}`;
  throw conflict(`the currency of site ${id} cannot be changed any more`, [{ field: 'currency', detail }]);
}

/** The site key leads pages to the site; it stays the site's own. */
function claimSiteKey(table: string, { siteKey, id }: StoredSite): TransactItem {
  const free = 'attribute_not_exists(pk)';
  const mine = 'site = :site';
  return {
    Put: {
      TableName: table,
      Item: { ...siteKeyItem(siteKey), site: id },
      ConditionExpression: `${free} OR ${mine}`,
      ExpressionAttributeValues: { ':site': id },
    },
  };
}

function freeSiteKey(table: string, { siteKey, id }: StoredSite): TransactItem {
  const mine = 'site = :site';
  return {
    Delete: {
      TableName: table,
      Key: siteKeyItem(siteKey),
      ConditionExpression: mine,
      ExpressionAttributeValues: { ':site': id },
    },
  };
}

/** Who is told of the site's events is written beside its settings: what a site does not set is taken away, and nothing else. */
const unset = Object.fromEntries(Object.keys(siteShape.shape).map((name) => [name, undefined]));

/** The pointer counts the site's pools, so that a site in use cannot be deleted. */
function countPools(table: string, id: string): TransactItem {
  const free = 'attribute_not_exists(pk)';
  return { Put: { TableName: table, Item: { ...sitePointer(id), pools: 0 }, ConditionExpression: free } };
}
