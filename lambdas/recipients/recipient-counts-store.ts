import { createHash } from 'node:crypto';
import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import { readKnown } from '../platform/aws/stored-item.ts';
import type { Table } from '../platform/aws/table.ts';
import type { TransactItem } from '../platform/aws/transact.ts';
import { type CampaignCounts, campaignCounts, countsPart } from './recipient-counts.ts';

/** What is counted together. */
export interface CountedCampaign {
  readonly site: string;
  readonly pool: string;
  readonly campaign: string;
  readonly creative?: string | undefined;
}

/** What is added; negative where one who had but the default number gets one of their own. */
export type MoreCounts = Partial<Record<'recipients' | 'numbers' | 'defaults' | 'clicks', number>>;

/** One count is spread over so many items, as transactions that meet at one get in each other's way. */
export const countParts = 16;

/**
 * Adds to the counts of a campaign, in the transaction that writes what is counted, so that they are exact. `part`: any number; who
 * writes several at once takes different ones. `at` (ms) is when something was sent; of clicks it is not kept.
 */
export function addCounts(
  table: string,
  campaign: CountedCampaign,
  more: MoreCounts,
  { part, at }: { readonly part: number; readonly at: number },
): TransactItem {
  const added = Object.entries(more).filter(([, count]) => count !== 0);
  const isSending = added.some(([name]) => name !== 'clicks');
  const { pool, creative } = campaign;
  const named = { pool, campaign: campaign.campaign, ...(creative !== undefined && { creative }) };
  const set = [
    ...Object.keys(named).map((name) => `#${name} = :${name}`),
    ...(isSending ? ['firstSentAt = if_not_exists(firstSentAt, :at)', 'lastSentAt = :at'] : []),
  ];
  return {
    Update: {
      TableName: table,
      Key: countsItemKey(campaign, part),
      UpdateExpression: `SET ${set.join(', ')} ADD ${added.map(([name]) => `#${name} :${name}`).join(', ')}`,
      ExpressionAttributeNames: Object.fromEntries(
        [...Object.keys(named), ...added.map(([name]) => name)].map((name) => [`#${name}`, name]),
      ),
      ExpressionAttributeValues: {
        ...(isSending && { ':at': at }),
        ...Object.fromEntries([...Object.entries(named), ...added].map(([name, value]) => [`:${name}`, value])),
      },
    },
  };
}

/** What was sent of a site, by pool, campaign and creative; the last first. Consistent. */
export async function readCampaignCounts(visits: Table, site: string): Promise<CampaignCounts[]> {
  const pages = paginateQuery(
    { client: visits.documents },
    {
      TableName: visits.name,
      KeyConditionExpression: 'pk = :site',
      ExpressionAttributeValues: { ':site': countsPartition(site) },
      ConsistentRead: true,
    },
  );
  const items: Record<string, unknown>[] = [];
  for await (const { Items = [] } of pages) items.push(...Items);
  return campaignCounts(readKnown(countsPart, items));
}

function countsPartition(site: string): string {
  return `CAMPAIGNS#${site}`;
}

/** By a hash of what senders name: that may be longer than a key. */
function countsItemKey({ site, pool, campaign, creative }: CountedCampaign, part: number) {
  const hash = createHash('sha256')
    .update(JSON.stringify([campaign, creative ?? null]))
    .digest('base64url');
  return { pk: countsPartition(site), sk: `${pool}#${hash.slice(0, 22)}#${part % countParts}` };
}
