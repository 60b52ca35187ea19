import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { chunks } from '../leases/inventory/chunks.ts';
import { batchGet } from '../platform/aws/batch-get.ts';
import type { Table } from '../platform/aws/table.ts';
import { knownOrConflict } from '../settings/unsupported.ts';
import { type Recipient, readKnownRecipient, recipient, recipientItemKey } from './recipient.ts';
import { poolOfToken } from './recipient-token.ts';

/** The recipient whose token that is; undefined for a token that is nobody's, was altered, or whose recipient is not kept any more. Consistent. */
export async function readRecipient(visits: Table, token: string): Promise<Recipient | undefined> {
  if (poolOfToken(token) === undefined) return undefined;
  const { Item } = await visits.documents.send(
    new GetCommand({ TableName: visits.name, Key: recipientItemKey(token), ConsistentRead: true }),
  );
  return Item && readKnownRecipient(Item);
}

/** The recipients of these tokens, by token, as far as they are kept, and known to this version. Consistent. */
export async function readRecipients(visits: Table, tokens: readonly string[]): Promise<Map<string, Recipient>> {
  return byToken((await recipientItems(visits, tokens)).flatMap((item) => readKnownRecipient(item) ?? []));
}

/** The same for who changes them. Throws a 409 for one of a newer version. */
export async function readRecipientsToChange(
  visits: Table,
  tokens: readonly string[],
): Promise<Map<string, Recipient>> {
  return byToken((await recipientItems(visits, tokens)).map((item) => knownOrConflict(recipient, item, 'a recipient')));
}

async function recipientItems(visits: Table, tokens: readonly string[]): Promise<Record<string, unknown>[]> {
  const parts = chunks(tokens, 100).map((some) => batchGet(visits, some.map(recipientItemKey), { isConsistent: true }));
  return (await Promise.all(parts)).flat();
}

function byToken(recipients: readonly Recipient[]): Map<string, Recipient> {
  return new Map(recipients.map((one) => [one.token, one]));
}
