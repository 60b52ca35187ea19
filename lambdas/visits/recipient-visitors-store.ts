import { DeleteCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { conditionFailed } from '../platform/aws/condition-failed.ts';
import type { Table } from '../platform/aws/table.ts';
import { partitions, tableKeys } from '../platform/aws/table-keys.ts';
import { readVisitNow } from './number-visits-store.ts';
import type { Visit } from './visit.ts';
import { type VisitKey, visitItemKey } from './visit-key.ts';

/** So many visitors of one recipient are looked at: a link that was passed on may bring any number of them. */
const mostVisitors = 10;

const prefix = 'VISITOR#';

/** Whose mail brought a visitor to the site. */
export type RecipientOfVisit = NonNullable<Visit['recipient']>;

/**
 * Notes at a visit by whose mail its visitor came, and the visitor with the recipient: in this order, so that a withdrawal finds both. Doing it
 * again changes nothing. False when the visit is not theirs any more, or only a newer version knows what they allow: then nothing is kept.
 */
export async function noteRecipient(visits: Table, key: VisitKey, recipient: RecipientOfVisit): Promise<boolean> {
  const visit = await readVisitNow(visits, key);
  if (visit === undefined || visit === 'withdrawn' || visit.visitor !== key.visitor) return false;
  const isTheirs = 'visitor = :visitor';
  try {
    const { Attributes = {} } = await visits.documents.send(
      new UpdateCommand({
        TableName: visits.name,
        Key: visitItemKey(key),
        UpdateExpression: 'SET recipient = :recipient',
        ConditionExpression: isTheirs,
        ExpressionAttributeValues: { ':recipient': recipient, ':visitor': key.visitor },
        ReturnValues: 'ALL_NEW',
      }),
    );
    await putVisitor(visits, recipient.token, key.visitor, Attributes[tableKeys.ttl]);
    return true;
  } catch (error) {
    if (conditionFailed(error) !== undefined) return false;
    throw error;
  }
}

/** As long as their newest visit that came so. No attribute is called `visitor`, which would put it into the index of visits. */
async function putVisitor(visits: Table, token: string, visitor: string, ttl: unknown): Promise<void> {
  await visits.documents.send(
    new UpdateCommand({
      TableName: visits.name,
      Key: visitorKey(token, visitor),
      ...(typeof ttl === 'number' && {
        UpdateExpression: 'SET #ttl = :ttl',
        ExpressionAttributeNames: { '#ttl': tableKeys.ttl },
        ExpressionAttributeValues: { ':ttl': ttl },
      }),
    }),
  );
}

/** Visitors who came by the link in a recipient's mail, some of them where there are many. Consistent. */
export async function readRecipientVisitors(visits: Table, token: string): Promise<string[]> {
  const { Items = [] } = await visits.documents.send(
    new QueryCommand({
      TableName: visits.name,
      KeyConditionExpression: 'pk = :recipient AND begins_with(sk, :visitors)',
      ExpressionAttributeValues: { ':recipient': partition(token), ':visitors': prefix },
      ConsistentRead: true,
      Limit: mostVisitors,
    }),
  );
  return Items.map(({ sk }) => String(sk).slice(prefix.length));
}

/** A visit does not say any more by whose mail its visitor came. One that is somebody else's by now, or says another one, stays. Twice is once. */
export async function forgetRecipientOfVisit(visits: Table, visit: VisitKey, token: string): Promise<void> {
  const isTheirs = 'visitor = :visitor';
  const isThat = 'recipient.#token = :token';
  try {
    await visits.documents.send(
      new UpdateCommand({
        TableName: visits.name,
        Key: visitItemKey(visit),
        UpdateExpression: 'REMOVE recipient',
        ConditionExpression: `${isTheirs} AND ${isThat}`,
        ExpressionAttributeNames: { '#token': 'token' },
        ExpressionAttributeValues: { ':visitor': visit.visitor, ':token': token },
      }),
    );
  } catch (error) {
    if (conditionFailed(error) === undefined) throw error;
  }
}

/** Nothing says any more that the visitor came by that mail. Twice is once. */
export async function forgetRecipientVisitor(visits: Table, token: string, visitor: string): Promise<void> {
  await visits.documents.send(new DeleteCommand({ TableName: visits.name, Key: visitorKey(token, visitor) }));
}

/** That of the recipient. */
function partition(token: string): string {
  return `${partitions.ofRecipient}${token}`;
}

function visitorKey(token: string, visitor: string) {
  return { pk: partition(token), sk: prefix + visitor };
}
