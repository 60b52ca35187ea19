import type { TransactItem } from '../../platform/aws/transact.ts';
import { digestItem } from '../item-key.ts';
import type { StoredDestination } from './stored-destination.ts';

/** Puts a destination among those that want a digest; since when it is there, and which was the last one, stays. `now` in ms. */
export function wantDigest(
  table: string,
  { id, site }: Pick<StoredDestination, 'id' | 'site'>,
  now: number,
): TransactItem {
  return {
    Update: {
      TableName: table,
      Key: digestItem(id),
      UpdateExpression: 'SET site = :site, wantedSince = if_not_exists(wantedSince, :now)',
      ExpressionAttributeValues: { ':site': site, ':now': now },
    },
  };
}

/** Takes it out again; nothing happens where it is not among them. */
export function dropDigest(table: string, id: string): TransactItem {
  return { Delete: { TableName: table, Key: digestItem(id) } };
}
