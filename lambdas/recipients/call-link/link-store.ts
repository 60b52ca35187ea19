import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { conditionFailed, holds } from '../../platform/aws/condition-failed.ts';
import type { Table } from '../../platform/aws/table.ts';
import { transact } from '../../platform/aws/transact.ts';
import { visitIdleMs } from '../../visits/new-visit.ts';
import { type Recipient, readKnownRecipient, recipientItemKey } from '../recipient.ts';
import { addCounts } from '../recipient-counts-store.ts';

type LinkLease = NonNullable<Recipient['link']>;

/** Clauses of the conditions under which a link is noted. */
const clause = {
  isKept: 'attribute_exists(pk)',
  hasNone: 'attribute_not_exists(link)',
  /** The lease that was read, which is over. */
  hasThat: 'link.#lease = :before',
  wasNeverRefused: 'attribute_not_exists(refused)',
  /** The refusal that was read: of another visit. */
  wasRefusedThen: 'refused.#visit = :before',
  isFirstClick: 'attribute_not_exists(firstClickAt)',
} as const;

/**
 * Notes what a recipient leased by their link. Answers the lease that is noted then: another one where their link was opened twice at the
 * same time, and the other was quicker. Undefined where the recipient is not kept any more.
 */
export async function noteLinkLease(
  visits: Table,
  { token, link: before }: Pick<Recipient, 'token' | 'link'>,
  link: LinkLease,
): Promise<LinkLease | undefined> {
  try {
    const write = new UpdateCommand({
      TableName: visits.name,
      Key: recipientItemKey(token),
      UpdateExpression: 'SET link = :link',
      ConditionExpression: `${clause.isKept} AND ${before === undefined ? clause.hasNone : clause.hasThat}`,
      ...(before && { ExpressionAttributeNames: { '#lease': 'lease' } }),
      ExpressionAttributeValues: { ':link': link, ...(before && { ':before': before.lease }) },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    await visits.documents.send(write);
    return link;
  } catch (error) {
    const failed = conditionFailed(error);
    if (failed === undefined) throw error;
    return failed.item && readKnownRecipient(failed.item)?.link;
  }
}

/** Whether a recipient found no number free earlier in this visit: within the half hour before `now` (ms). */
export function wasRefusedLately({ refused }: Pick<Recipient, 'refused'>, now: number): boolean {
  return refused !== undefined && now - refused.at < visitIdleMs;
}

/**
 * Notes that a visit of a recipient found no number free; `now` in ms. False where that is not to be counted: it was noted earlier in the
 * visit, by who opened the link at the same time, or the recipient is not kept any more.
 */
export async function noteRefusal(
  visits: Table,
  recipient: Pick<Recipient, 'token' | 'refused'>,
  { visit, now }: { readonly visit: string; readonly now: number },
): Promise<boolean> {
  if (wasRefusedLately(recipient, now)) return false;
  const { token, refused: before } = recipient;
  const write = new UpdateCommand({
    TableName: visits.name,
    Key: recipientItemKey(token),
    UpdateExpression: 'SET refused = :refused',
    ConditionExpression: `${clause.isKept} AND ${before === undefined ? clause.wasNeverRefused : clause.wasRefusedThen}`,
    ...(before && { ExpressionAttributeNames: { '#visit': 'visit' } }),
    ExpressionAttributeValues: { ':refused': { visit, at: now }, ...(before && { ':before': before.visit }) },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  return holds(visits.documents.send(write), (item) => readKnownRecipient(item)?.refused?.visit === visit);
}

/** Counts the first click of a recipient, for them and for their campaign; doing it again changes nothing. `now` in ms. */
export async function countFirstClick(visits: Table, recipient: Recipient, now: number): Promise<void> {
  if (recipient.firstClickAt !== undefined) return;
  await transact(visits.documents, [
    {
      Update: {
        TableName: visits.name,
        Key: recipientItemKey(recipient.token),
        UpdateExpression: 'SET firstClickAt = :now, clicks = :one',
        ConditionExpression: `${clause.isKept} AND ${clause.isFirstClick}`,
        ExpressionAttributeValues: { ':now': now, ':one': 1 },
      },
    },
    addCounts(visits.name, recipient, { clicks: 1 }, { part: partOf(recipient.token), at: now }),
  ]);
}

/** Tokens are random, so that clicks at the same time go to different items. */
function partOf(token: string): number {
  return Buffer.from(token.slice(-22), 'base64url').readUInt8();
}
