import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { holds } from '../../platform/aws/condition-failed.ts';
import type { Table } from '../../platform/aws/table.ts';
import { siteItem } from '../item-key.ts';
import { readItem } from '../item-store.ts';
import { knownOrConflict } from '../unsupported.ts';
import { readKnownSite, type Site, site } from './site.ts';
import { type Subscribers, subscribers, subscribersIn } from './subscribers.ts';

/** What its writers need besides: each change of its settings raises the version; who is told of its events is written beside them. */
export const storedSite = z.extend(site, { version: z.int(), subscribers: z.optional(subscribers) });
export type StoredSite = Readonly<z.infer<typeof storedSite>>;

/** The site alone, as its writers need it. Consistent. Throws a 409 for one of a newer version. */
export async function readStoredSite(settings: Table, id: string): Promise<StoredSite | undefined> {
  const item = await readItem(settings, siteItem(id));
  return item && knownOrConflict(storedSite, item, `site ${id}`);
}

/** The site alone, as far as this version knows it, for whoever does not write it back. Consistent. */
export async function readSite(settings: Table, id: string): Promise<Site | undefined> {
  const item = await readItem(settings, siteItem(id));
  return item && readKnownSite(item);
}

/** A site with what lies beside its settings: who is told of its events, and whether orders of it were ever reported. */
export interface SiteInUse {
  readonly site: Site;
  readonly subscribers: Subscribers;
  readonly hasOrders: boolean;
  /** Before this place in the log calls are still to be entered under their visitors and clicks. */
  readonly pastCalls: string | undefined;
}

/** Consistent. */
export async function readSiteInUse(settings: Table, id: string): Promise<SiteInUse | undefined> {
  const item = await readItem(settings, siteItem(id));
  const known = item && readKnownSite(item);
  return (
    known && {
      site: known,
      subscribers: subscribersIn(item),
      hasOrders: item.hasOrders === true,
      pastCalls: textIn(item.pastCalls),
    }
  );
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/**
 * Notes beside the settings of a site that orders of it are reported: from then on whoever settles its calls looks for them, and its currency
 * stays. `pastCalls`: how far those of before are entered; undefined once they all are. False where there is no such site any more, or it has
 * another currency.
 */
export function noteOrders(
  settings: Table,
  { id, currency }: Pick<Site, 'id' | 'currency'>,
  pastCalls: string | undefined,
): Promise<boolean> {
  const siteExists = 'attribute_exists(pk)';
  // What is no text only a newer version knows, and none is the usual one.
  const isAsRead = '(NOT attribute_type(currency, :text) OR currency = :currency)';
  const write = settings.documents.send(
    new UpdateCommand({
      TableName: settings.name,
      Key: siteItem(id),
      UpdateExpression: `SET hasOrders = :yes${pastCalls === undefined ? ' REMOVE pastCalls' : ', pastCalls = :past'}`,
      ConditionExpression: `${siteExists} AND ${isAsRead}`,
      ExpressionAttributeValues: {
        ':yes': true,
        ':text': 'S',
        ':currency': currency,
        ...(pastCalls !== undefined && { ':past': pastCalls }),
      },
    }),
  );
  // The same again changes nothing, and holds again.
  return holds(write, () => false);
}
