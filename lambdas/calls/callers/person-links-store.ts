import { DeleteCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { conditionFailed } from '../../platform/aws/condition-failed.ts';
import { readIfKnown } from '../../platform/aws/stored-item.ts';
import type { Table } from '../../platform/aws/table.ts';

const linkPrefix = 'LINK#';

const personLink = z.object({
  /** As what the other one is known. */
  kind: z.enum(['phone', 'email', 'click', 'visitor']),
  /** The partition of the other one. */
  person: z.string(),
  /** When that was said first, ms; missing of what was said before anybody noted it. */
  since: z.number().optional(),
  /** Orders under both were looked at since. */
  isTold: z.boolean().optional(),
});
/** Two keys that are said to be of one person, seen from one of them. */
export type PersonLink = Readonly<z.infer<typeof personLink>>;

/** So many others are looked at. */
const mostLinks = 50;

/** What else somebody is known by. Consistent. */
export async function readPersonLinks(calls: Table, person: string): Promise<PersonLink[]> {
  const { Items = [] } = await calls.documents.send(
    new QueryCommand({
      TableName: calls.name,
      KeyConditionExpression: 'pk = :person AND begins_with(sk, :links)',
      ExpressionAttributeValues: { ':person': person, ':links': linkPrefix },
      ConsistentRead: true,
      Limit: mostLinks,
    }),
  );
  return Items.flatMap((item) => readIfKnown(personLink, item) ?? []);
}

/** Links two persons, each seen from the other, as was said at `since` (ms). True while orders under them may not know of it. */
export async function putPersonLink(
  calls: Table,
  [one, other]: readonly [PersonLink, PersonLink],
  since: number,
): Promise<boolean> {
  await putHalf(calls, other.person, { ...one, since });
  return putHalf(calls, one.person, { ...other, since });
}

/** Said again it is as old as it was said first, in whatever order that is told; whether it still is to be told. */
async function putHalf(
  calls: Table,
  pk: string,
  { kind, person, since }: PersonLink & { readonly since: number },
): Promise<boolean> {
  try {
    const { Attributes } = await calls.documents.send(
      new UpdateCommand({
        TableName: calls.name,
        Key: linkKey(pk, person),
        UpdateExpression: 'SET kind = :kind, person = :person, since = :since',
        ConditionExpression: 'attribute_not_exists(pk) OR since > :since',
        ExpressionAttributeValues: { ':kind': kind, ':person': person, ':since': since },
        ReturnValues: 'ALL_OLD',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    return Attributes?.isTold !== true;
  } catch (error) {
    const failed = conditionFailed(error);
    if (failed === undefined) throw error;
    return failed.item?.isTold !== true;
  }
}

/** Notes that orders know of it. One that is gone meanwhile stays so. */
export async function notePersonLinkTold(calls: Table, pk: string, person: string): Promise<void> {
  try {
    await calls.documents.send(
      new UpdateCommand({
        TableName: calls.name,
        Key: linkKey(pk, person),
        UpdateExpression: 'SET isTold = :told',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: { ':told': true },
      }),
    );
  } catch (error) {
    if (conditionFailed(error) === undefined) throw error;
  }
}

/** Forgets what else somebody is known by, from both sides; the own side last, so that doing it again finds what is left. */
export async function deletePersonLinks(calls: Table, pk: string): Promise<void> {
  for (let links = await readPersonLinks(calls, pk); links.length > 0; links = await readPersonLinks(calls, pk)) {
    for (const { person } of links) await deletePersonLink(calls, pk, person);
  }
}

/** The same of one of them. */
export async function deletePersonLink(calls: Table, pk: string, person: string): Promise<void> {
  for (const Key of [linkKey(person, pk), linkKey(pk, person)]) {
    await calls.documents.send(new DeleteCommand({ TableName: calls.name, Key }));
  }
}

function linkKey(pk: string, person: string) {
  return { pk, sk: linkPrefix + person };
}
