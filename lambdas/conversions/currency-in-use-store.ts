import { paginateQuery, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { readStoredCall } from '../calls/call-item.ts';
import type { Table } from '../platform/aws/table.ts';
import { callsBySite, conversionsBySite } from '../platform/aws/table-keys.ts';
import { readMembers } from '../settings/sites/site-members-store.ts';
import { readSiteInUse } from '../settings/sites/stored-site-store.ts';

/**
 * What a site has in its currency, in words: sums over several currencies would be none. Undefined when there is nothing, so that it may still
 * change. Indexes are read; what is written at the same moment may be missed.
 */
export async function currencyInUse(
  { settings, calls }: { readonly settings: Table; readonly calls: Table },
  site: string,
): Promise<string | undefined> {
  const [members, inUse] = await Promise.all([readMembers(settings, site), readSiteInUse(settings, site)]);
  const priced = members.filter((words) => /^(?:rules|order sources):/.test(words));
  if (priced.length > 0) return priced.join('; ');
  if (inUse?.hasOrders) return 'orders';
  if (await hasConversion(calls, site)) return 'conversions';
  return (await mayHaveRevenue(calls, site)) ? 'calls with reported revenue' : undefined;
}

async function hasConversion(calls: Table, site: string): Promise<boolean> {
  const { Items = [] } = await calls.documents.send(
    new QueryCommand({ TableName: calls.name, IndexName: conversionsBySite.name, ...ofSite(site), Limit: 1 }),
  );
  return Items.length > 0;
}

/** So many pages of a megabyte are looked through; a site with more calls counts as one that has some. */
const mostPages = 20;

async function mayHaveRevenue(calls: Table, site: string): Promise<boolean> {
  const asked = { TableName: calls.name, IndexName: callsBySite.name, ...ofSite(site) };
  const pages = paginateQuery({ client: calls.documents }, asked);
  let count = 0;
  for await (const { Items = [], LastEvaluatedKey } of pages) {
    count += 1;
    if (
      Items.some((item) => readStoredCall(item)?.sums?.revenue !== undefined) ||
      (count === mostPages && LastEvaluatedKey !== undefined)
    )
      return true;
  }
  return false;
}

/** Both indexes have the site as their partition. */
function ofSite(site: string) {
  return {
    KeyConditionExpression: '#site = :site',
    ExpressionAttributeNames: { '#site': callsBySite.partition },
    ExpressionAttributeValues: { ':site': site },
  };
}
