import { GetCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { sortKeyOf } from '../platform/key-limits.ts';
import type { Table } from '../platform/table.ts';
import type { TransactItem } from '../platform/transact.ts';
import type { MemoryChange } from './caller-memory.ts';
import { matchedVisit } from './match.ts';
import { type CallerMemory, isEarlier } from './match-facts.ts';

/** The partition of one caller of one site: `PERSON#<site>#<hash>`. */
export function personPartition(site: string, hash: string): string {
  return `PERSON#${site}#${hash}`;
}

const personCall = z.object({ call: z.string(), startedAt: z.number().int(), number: z.string().optional() });
/** One call of a person and the number that was dialled. */
export type PersonCall = Readonly<z.infer<typeof personCall>>;

const callerMemory = z.object({ call: z.string(), startedAt: z.number().int(), visit: matchedVisit });

/** What is remembered of a person and a number. Consistent. */
export async function readMemory(calls: Table, person: string, number: string): Promise<CallerMemory | undefined> {
  const { Item } = await calls.documents.send(
    new GetCommand({ TableName: calls.name, Key: memoryKey(person, number), ConsistentRead: true }),
  );
  return Item && callerMemory.parse(Item);
}

/** Whether the person has a call that began before this one. Consistent; stops at the first. */
export async function hasEarlierCall(calls: Table, person: string, { call, startedAt }: PersonCall): Promise<boolean> {
  const pages = personCalls(calls, person, {
    FilterExpression: 'startedAt < :at OR (startedAt = :at AND #call < :call)',
    ExpressionAttributeNames: { '#call': 'call' },
    values: { ':at': startedAt, ':call': call },
  });
  for await (const { Items = [] } of pages) if (Items.length > 0) return true;
  return false;
}

/** The person's calls, to whatever number, that began at this time (ms) or later, earliest first. Consistent. */
export async function callsSince(calls: Table, person: string, startedAt: number): Promise<PersonCall[]> {
  const pages = personCalls(calls, person, { FilterExpression: 'startedAt >= :at', values: { ':at': startedAt } });
  const found: PersonCall[] = [];
  for await (const { Items = [] } of pages) found.push(...Items.map((item) => personCall.parse(item)));
  return found.sort((a, b) => (isEarlier(a, b) ? -1 : 1));
}

/** The write that puts a call among the person's calls. */
export function personCallWrite(table: string, person: string, entry: PersonCall): TransactItem {
  return { Put: { TableName: table, Item: { ...personCallKey(person, entry.call), ...entry } } };
}

/** The write that takes it out again: the caller turned out to be somebody else, or nobody. */
export function personCallRemoval(table: string, person: string, call: string): TransactItem {
  return { Delete: { TableName: table, Key: personCallKey(person, call) } };
}

/** The write of a changed memory, on condition that it is still the one that was known. */
export function memoryWrite(
  table: string,
  place: { readonly person: string; readonly number: string },
  known: CallerMemory | undefined,
  change: MemoryChange,
): TransactItem {
  const key = memoryKey(place.person, place.number);
  const unchanged =
    known === undefined
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : {
          ConditionExpression: '#call = :knownCall AND startedAt = :knownStart',
          ExpressionAttributeNames: { '#call': 'call' },
          ExpressionAttributeValues: { ':knownCall': known.call, ':knownStart': known.startedAt },
        };
  return change.kind === 'forget'
    ? { Delete: { TableName: table, Key: key, ...unchanged } }
    : { Put: { TableName: table, Item: { ...key, ...change.memory }, ...unchanged } };
}

function memoryKey(person: string, number: string) {
  return { pk: person, sk: sortKeyOf('NUMBER#', number) };
}

function personCallKey(person: string, call: string) {
  return { pk: person, sk: `CALL#${call}` };
}

interface CallFilter {
  readonly FilterExpression: string;
  readonly ExpressionAttributeNames?: Record<string, string>;
  readonly values: Record<string, unknown>;
}

function personCalls(calls: Table, person: string, { values, ...filter }: CallFilter) {
  return paginateQuery(
    { client: calls.documents },
    {
      TableName: calls.name,
      KeyConditionExpression: 'pk = :person AND begins_with(sk, :calls)',
      ...filter,
      ExpressionAttributeValues: { ':person': person, ':calls': 'CALL#', ...values },
      ConsistentRead: true,
    },
  );
}
