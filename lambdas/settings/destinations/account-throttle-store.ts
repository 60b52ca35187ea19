import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { readKnown } from '../../platform/aws/stored-item.ts';
import type { Table } from '../../platform/aws/table.ts';
import type { TransactItem } from '../../platform/aws/transact.ts';
import { accountMember } from '../item-key.ts';
import type { DestinationKey } from './destination-pause-store.ts';
import { noteThrottled } from './destination-throttle-store.ts';
import type { StoredDestination } from './stored-destination.ts';

const member = z.object({ sk: z.string(), site: z.string() });

/** More destinations of an account than these are slowed down by their own 429. */
const mostMembers = 100;

/**
 * Notes at a destination that it had too much to do (`noteThrottled`), and at all others that go to the same account of its receiver, whose limit they share: each
 * has its part of it. `account` as the destination has it. Twice is once.
 */
export async function noteAccountThrottled(
  settings: Table,
  of: DestinationKey,
  {
    account,
    ...to
  }: {
    readonly sentAt: number;
    readonly until: number;
    readonly slotMs: number;
    readonly account?: string | undefined;
  },
): Promise<void> {
  const members = account === undefined ? [] : await membersOf(settings, account);
  const others = members.filter(({ destination }) => destination !== of.destination);
  const shared = { ...to, slotMs: to.slotMs * (others.length + 1) };
  // Of many that were refused at once one tells the others.
  if (!(await noteThrottled(settings, of, shared))) return;
  for (const other of others) await noteThrottled(settings, other, shared);
}

async function membersOf(settings: Table, account: string): Promise<DestinationKey[]> {
  const { pk } = accountMember(account, '');
  const { Items = [] } = await settings.documents.send(
    new QueryCommand({
      TableName: settings.name,
      KeyConditionExpression: 'pk = :account',
      ExpressionAttributeValues: { ':account': pk },
      Limit: mostMembers,
    }),
  );
  return readKnown(member, Items).map(({ sk, site }) => ({ site, destination: sk }));
}

type Member = Pick<StoredDestination, 'id' | 'site' | 'account'>;

/** The writes by which a destination is one of its account's, and no more of the one before; either may be missing. */
export function accountWrites(table: string, before: Member | undefined, after: Member | undefined): TransactItem[] {
  if (before?.account === after?.account) return [];
  return [
    ...(before?.account === undefined
      ? []
      : [{ Delete: { TableName: table, Key: accountMember(before.account, before.id) } }]),
    ...(after?.account === undefined
      ? []
      : [{ Put: { TableName: table, Item: { ...accountMember(after.account, after.id), site: after.site } } }]),
  ];
}
