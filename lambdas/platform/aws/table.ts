import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { required } from '../environment.ts';
import { documentClient } from './aws-clients.ts';

/** A DynamoDB table and the client that reaches it: what every store function takes first. */
export interface Table {
  readonly documents: DynamoDBDocumentClient;
  readonly name: string;
  /** How single items are read; without it each by a request of its own. */
  readonly readItem?: ItemReader;
}

/** Reads one item of a table; undefined when there is none. Consistent. */
export type ItemReader = (table: string, key: ItemKey) => Promise<Item | undefined>;

/** The key of an item, in every table. */
export interface ItemKey {
  readonly pk: string;
  readonly sk: string;
}

/** An item as it is stored. */
export type Item = Record<string, unknown>;

/** The table that an environment variable of the function names. */
export function tableOf(variable: string, readItem?: ItemReader): Table {
  return { documents: documentClient(), name: required(variable), ...(readItem && { readItem }) };
}

/** One item by its key; undefined when there is none. Consistent. */
export async function getItem({ documents, name, readItem }: Table, key: ItemKey): Promise<Item | undefined> {
  if (readItem !== undefined) return readItem(name, key);
  const answer = await documents.send(new GetCommand({ TableName: name, Key: { ...key }, ConsistentRead: true }));
  return answer.Item;
}
