import { randomUUID } from 'node:crypto';
import { paginateQuery, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { holds } from '../../platform/aws/condition-failed.ts';
import { readIfKnown } from '../../platform/aws/stored-item.ts';
import type { Table } from '../../platform/aws/table.ts';
import { settingsPartitions } from '../../platform/aws/table-keys.ts';
import { digestItem } from '../../settings/item-key.ts';

const digestEntry = z.object({
  /** Id of the destination. */
  sk: z.string(),
  site: z.string(),
  sentDay: z.string().optional(),
  wantedSince: z.number().optional(),
});

/** A destination that wants a digest since then (ms; undefined of earlier versions), and the day on which the last one was claimed. */
export interface DigestEntry {
  readonly destination: string;
  readonly site: string;
  readonly sentDay: string | undefined;
  readonly wantedSince: number | undefined;
}

/** All destinations that want a digest. What was written a moment ago may be missing: it is there the next time. */
export async function* readDigestEntries(settings: Table): AsyncGenerator<DigestEntry, undefined> {
  const pages = paginateQuery(
    { client: settings.documents },
    {
      TableName: settings.name,
      KeyConditionExpression: 'pk = :digests',
      ExpressionAttributeValues: { ':digests': settingsPartitions.digests },
    },
  );
  for await (const { Items = [] } of pages) {
    for (const item of Items) {
      const entry = readIfKnown(digestEntry, item);
      if (entry !== undefined) {
        const { sk: destination, site, sentDay, wantedSince } = entry;
        yield { destination, site, sentDay, wantedSince };
      }
    }
  }
  return undefined;
}

/**
 * Claims the digest of a day before it is sent: so it goes out once, whoever else tries and whatever dies. Answers the id of the claim, by
 * which it knows itself when its answer is lost; undefined when somebody was faster, or no digest is wanted any more.
 */
export async function claimDigest(settings: Table, entry: DigestEntry, day: string): Promise<string | undefined> {
  const claim = randomUUID();
  const isWanted = 'attribute_exists(pk)';
  const isAsRead = entry.sentDay === undefined ? 'attribute_not_exists(sentDay)' : 'sentDay = :before';
  const isClaimed = await change(
    settings,
    entry,
    {
      ConditionExpression: `${isWanted} AND ${isAsRead}`,
      UpdateExpression: 'SET sentDay = :day, claim = :claim',
      ExpressionAttributeValues: {
        ':day': day,
        ':claim': claim,
        ...(entry.sentDay !== undefined && { ':before': entry.sentDay }),
      },
    },
    (found) => found.claim === claim,
  );
  return isClaimed ? claim : undefined;
}

/** Gives a claimed digest back that certainly did not go out, so that it is tried again. Nothing happens when the claim is not the last one. */
export async function releaseDigest(settings: Table, entry: DigestEntry, claim: string): Promise<void> {
  const isMine = 'claim = :claim';
  await change(
    settings,
    entry,
    {
      ConditionExpression: isMine,
      UpdateExpression: entry.sentDay === undefined ? 'REMOVE sentDay, claim' : 'SET sentDay = :before REMOVE claim',
      ExpressionAttributeValues: { ':claim': claim, ...(entry.sentDay !== undefined && { ':before': entry.sentDay }) },
    },
    (found) => found.claim === undefined,
  );
}

type Change = Pick<UpdateCommandInput, 'ConditionExpression' | 'UpdateExpression' | 'ExpressionAttributeValues'>;

function change(
  settings: Table,
  { destination }: DigestEntry,
  write: Change,
  isOwn: (found: Record<string, unknown>) => boolean,
): Promise<boolean> {
  const command = new UpdateCommand({
    TableName: settings.name,
    Key: digestItem(destination),
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    ...write,
  });
  return holds(settings.documents.send(command), isOwn);
}
