import * as z from 'zod/mini';
import type { TransactItem } from '../../platform/aws/transact.ts';
import { siteItem } from '../item-key.ts';

/**
 * Who is told what comes about at a site: by destination the types of events that it subscribes to, each with the time since when (ms).
 * It lies in the item of the site, which whoever settles a call reads anyway: so a site without subscribers costs nothing more.
 */
export const subscribers = z.record(z.string(), z.record(z.string(), z.int()));
export type Subscribers = Readonly<Record<string, Readonly<Record<string, number>>>>;

const inSite = z.object({ subscribers });

/** Those in the item of a site, as far as this version knows them. */
export function subscribersIn(item: Readonly<Record<string, unknown>>): Subscribers {
  return inSite.safeParse(item).data?.subscribers ?? {};
}

/** With what a destination subscribes to now (`types`); whoever did before goes on since then. `now` in ms. */
export function withSubscriptions(
  before: Subscribers,
  destination: string,
  types: readonly string[],
  now: number,
): Subscribers {
  const { [destination]: own = {}, ...others } = before;
  if (types.length === 0) return others;
  return { ...others, [destination]: Object.fromEntries(types.map((type) => [type, own[type] ?? now])) };
}

/** Writes them beside all else that the site's item holds, if they are still those that were read. Nothing where they stay as they are. */
export function subscribersWrite(
  table: string,
  site: string,
  before: Subscribers | undefined,
  after: Subscribers,
): TransactItem[] {
  if (JSON.stringify(before ?? {}) === JSON.stringify(after)) return [];
  const siteExists = 'attribute_exists(pk)';
  const areAsRead = before === undefined ? 'attribute_not_exists(subscribers)' : 'subscribers = :before';
  return [
    {
      Update: {
        TableName: table,
        Key: siteItem(site),
        UpdateExpression: 'SET subscribers = :after',
        ConditionExpression: `${siteExists} AND ${areAsRead}`,
        ExpressionAttributeValues: { ':after': after, ...(before !== undefined && { ':before': before }) },
      },
    },
  ];
}
