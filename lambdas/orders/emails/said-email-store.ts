import { DeleteCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { conditionFailed } from '../../platform/aws/condition-failed.ts';
import { readIfKnown } from '../../platform/aws/stored-item.ts';
import type { Table } from '../../platform/aws/table.ts';
import { tableKeys } from '../../platform/aws/table-keys.ts';

const emailPrefix = 'EMAIL#';

/** An address lies plain for so many days after it was last said. */
const keptDays = 400;

const day = 24 * 3600_000;

const saidEmail = z.object({
  /** In its normal form. */
  email: z.string(),
  /** The partition of who is known by it, which no other address has. */
  person: z.string(),
  /** When it was last said, ms. */
  saidAt: z.number().int(),
});
/** An e-mail address that somebody said of a caller, a visitor or a call. */
export type SaidEmail = Readonly<z.infer<typeof saidEmail>>;

/** So many addresses of somebody are looked at. */
const mostEmails = 50;

/** Notes an address in the partition of a caller, a visitor or a call. One that was said later stays. */
export async function putSaidEmail(calls: Table, pk: string, said: SaidEmail): Promise<void> {
  const { email, person, saidAt } = said;
  const ttl = Math.ceil((saidAt + keptDays * day) / 1000);
  const isFirst = 'attribute_not_exists(pk)';
  const isLater = 'saidAt < :saidAt';
  try {
    await calls.documents.send(
      new PutCommand({
        TableName: calls.name,
        Item: { ...saidKey(pk, person), email, person, saidAt, [tableKeys.ttl]: ttl },
        ConditionExpression: `${isFirst} OR ${isLater}`,
        ExpressionAttributeValues: { ':saidAt': saidAt },
      }),
    );
  } catch (error) {
    if (conditionFailed(error) === undefined) throw error;
  }
}

/** The addresses in a partition that are not too old, the last one said first. Consistent. `now` in ms. */
export async function readSaidEmails(calls: Table, pk: string, now: number): Promise<SaidEmail[]> {
  const { Items = [] } = await calls.documents.send(
    new QueryCommand({
      TableName: calls.name,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :emails)',
      ExpressionAttributeValues: { ':pk': pk, ':emails': emailPrefix },
      ConsistentRead: true,
      Limit: mostEmails,
    }),
  );
  return Items.flatMap((item) => readIfKnown(saidEmail, item) ?? [])
    .filter(({ saidAt }) => saidAt + keptDays * day > now)
    .sort((a, b) => b.saidAt - a.saidAt || (a.email < b.email ? -1 : 1));
}

/** Forgets all addresses in a partition, also those that are too old to be told. Twice is once. */
export async function deleteSaidEmails(calls: Table, pk: string): Promise<void> {
  const read = () => readSaidEmails(calls, pk, 0);
  for (let found = await read(); found.length > 0; found = await read()) {
    for (const { person } of found) await deleteSaidEmail(calls, pk, person);
  }
}

/** Forgets one of them, by the partition of who is known by it. Twice is once. */
export async function deleteSaidEmail(calls: Table, pk: string, person: string): Promise<void> {
  await calls.documents.send(new DeleteCommand({ TableName: calls.name, Key: saidKey(pk, person) }));
}

function saidKey(pk: string, person: string) {
  return { pk, sk: emailPrefix + person };
}
