import { DeleteCommand, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { Consent } from '../attribution/consent.ts';
import { idsForAds } from '../attribution/foreign-ids.ts';
import { conditionFailed } from '../platform/aws/condition-failed.ts';
import type { Table } from '../platform/aws/table.ts';
import type { TransactItem } from '../platform/aws/transact.ts';
import { type Visit, visit } from './visit.ts';
import { type VisitKey, visitItemKey } from './visit-key.ts';

/** What is left of a visit whose visitor withdrew: that somebody was shown the number then, and nothing about whom. */
export const withdrawnVisit = z.object({
  site: z.string(),
  shownAt: z.int(),
  withdrawnAt: z.int(),
});
export type WithdrawnVisit = Readonly<z.infer<typeof withdrawnVisit>>;

const isLeft: ReadonlySet<string> = new Set(['site', 'pool', 'number', 'shownAt'] satisfies (keyof Visit)[]);
const personal = Object.keys(visit.shape).filter((name) => !isLeft.has(name));

/** Only as long as it is still this visitor's. */
const theirs = 'visitor = :me';

/**
 * Makes a visit nobody's. On a number of its own a mark stays, so that no visitor before is taken for the last one who was shown it;
 * without a number nothing stays. Doing it again changes nothing.
 */
export async function withdrawVisit(visits: Table, record: VisitKey, at: number): Promise<void> {
  if (record.number !== undefined) return leaveMark(visits, record, at);
  await unlessChanged(
    visits.documents.send(
      new DeleteCommand({
        TableName: visits.name,
        Key: visitItemKey(record),
        ConditionExpression: theirs,
        ExpressionAttributeValues: { ':me': record.visitor },
      }),
    ),
  );
}

/** The same of a visit with a number of its own, by who may delete none. */
export function leaveMark(visits: Table, record: VisitKey, at: number): Promise<void> {
  return unlessChanged(visits.documents.send(new UpdateCommand(withdrawal(visits.name, record, at))));
}

/** What is written to a visit with a number of its own, also as a part of a transaction. */
export function withdrawal(table: string, record: VisitKey, at: number): NonNullable<TransactItem['Update']> {
  return {
    TableName: table,
    Key: visitItemKey(record),
    UpdateExpression: `SET withdrawnAt = :at REMOVE ${personal.map((name) => `#${name}`).join(', ')}`,
    ConditionExpression: theirs,
    ExpressionAttributeNames: Object.fromEntries(personal.map((name) => [`#${name}`, name])),
    ExpressionAttributeValues: { ':me': record.visitor, ':at': at },
  };
}

/** Takes off a visit what is for ads only, and notes what its visitor allows now. Doing it again changes nothing. */
export async function withdrawAds(visits: Table, record: Visit, consent: Consent): Promise<void> {
  const isDone = record.clickIds === undefined && !Object.keys(record.ids ?? {}).some((name) => idsForAds.has(name));
  if (isDone && record.consent.ads === consent.ads && record.consent.analytics === consent.analytics) return;
  const left = Object.fromEntries(Object.entries(record.ids ?? {}).filter(([name]) => !idsForAds.has(name)));
  const hasIds = Object.keys(left).length > 0;
  const update: Omit<UpdateCommandInput, 'TableName' | 'Key'> = {
    UpdateExpression: `SET consent = :consent${hasIds ? ', ids = :ids' : ''} REMOVE clickIds${hasIds ? '' : ', ids'}`,
    ConditionExpression: theirs,
    ExpressionAttributeValues: { ':me': record.visitor, ':consent': consent, ...(hasIds && { ':ids': left }) },
  };
  await unlessChanged(
    visits.documents.send(new UpdateCommand({ TableName: visits.name, Key: visitItemKey(record), ...update })),
  );
}

async function unlessChanged(write: Promise<unknown>): Promise<void> {
  try {
    await write;
  } catch (error) {
    if (!conditionFailed(error)) throw error;
  }
}
