import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { readIfKnown } from '../platform/aws/stored-item.ts';
import type { Table } from '../platform/aws/table.ts';
import { callPartition } from './call-item.ts';
import { type CallLink, callLink, endOfWay } from './call-links.ts';
import { type CallCollection, readCall } from './call-store.ts';

const linkPrefix = 'PART_OF#';
const partPrefix = 'PART#';

/** Writes links, each under its own key in the partition of the part: the same again changes nothing. */
export async function putLinks(calls: Table, links: readonly CallLink[]): Promise<void> {
  const items = links.map((link) => ({
    pk: callPartition(link.part),
    sk: `${linkPrefix}${link.by}#${link.call}`,
    ...link,
  }));
  await Promise.all(items.map((Item) => calls.documents.send(new PutCommand({ TableName: calls.name, Item }))));
}

/** Picks the links of a call from the items of its partition, the surest first. */
export function linksIn(items: readonly Record<string, unknown>[]): CallLink[] {
  const found = items.filter(({ sk }) => String(sk).startsWith(linkPrefix));
  return found
    .sort((a, b) => (String(a.sk) < String(b.sk) ? -1 : 1))
    .flatMap((item) => readIfKnown(callLink, item) ?? []);
}

/** The id of the call that a contact belongs to, as far as is known: its own where nothing links it. Consistent. */
export async function findCall(calls: Table, contact: string): Promise<string> {
  for (const way = [contact]; ; ) {
    const [link] = await readLinks(calls, way.at(-1) ?? contact);
    const end = endOfWay(way, link);
    if (end !== undefined) return end;
    if (link !== undefined) way.push(link.call);
  }
}

/** A contact's surest link is the first by key. */
async function readLinks(calls: Table, contact: string): Promise<CallLink[]> {
  const { Items = [] } = await calls.documents.send(
    new QueryCommand({
      TableName: calls.name,
      KeyConditionExpression: 'pk = :contact AND begins_with(sk, :links)',
      ExpressionAttributeValues: { ':contact': callPartition(contact), ':links': linkPrefix },
      ConsistentRead: true,
      Limit: 1,
    }),
  );
  return linksIn(Items);
}

/** Notes at a call that something of it lies in another partition, where it was put before the link was known. */
export async function putPart(calls: Table, call: string, part: string): Promise<void> {
  const Item = { pk: callPartition(call), sk: partPrefix + part, part };
  await calls.documents.send(new PutCommand({ TableName: calls.name, Item }));
}

const partItem = z.object({ part: z.string() });

/** What is kept of a call: its own partition, and those of its parts that hold something. Consistent. */
export interface WholeCall {
  readonly own: CallCollection;
  readonly parts: readonly CallCollection[];
}

/** Reads a call with its parts, and theirs. One without parts costs no more than its partition. */
export async function readWholeCall(calls: Table, call: string): Promise<WholeCall> {
  const own = await readCall(calls, call);
  return { own, parts: await readParts(calls, call, own) };
}

/** The parts of a call whose own partition has been read. */
export async function readParts(calls: Table, call: string, own: CallCollection): Promise<CallCollection[]> {
  const seen = new Set([call]);
  const parts: CallCollection[] = [];
  for (let last: readonly CallCollection[] = [own]; last.length > 0; ) {
    const named = [...new Set(last.flatMap(({ others }) => partsIn(others)))].filter((part) => !seen.has(part));
    for (const part of named) seen.add(part);
    last = await Promise.all(named.map((part) => readCall(calls, part)));
    parts.push(...last);
  }
  return parts;
}

function partsIn(items: readonly Record<string, unknown>[]): string[] {
  return items
    .filter(({ sk }) => String(sk).startsWith(partPrefix))
    .flatMap((item) => readIfKnown(partItem, item)?.part ?? []);
}
