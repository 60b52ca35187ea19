import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { deflate, gunzip, inflate } from 'node:zlib';
import { PutCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { conditionFailed } from '../platform/aws/condition-failed.ts';
import type { Table } from '../platform/aws/table.ts';
import { payloadDictionary } from './payload-dictionary.ts';

const [pack, unpack, unzip] = [promisify(deflate), promisify(inflate), promisify(gunzip)];
const dictionary = payloadDictionary;

/** What a carrier really sent: the text itself, or where it lies in the archive when it is long. */
export type RawPayload = { readonly raw: string } | { readonly stored: string };

/** The partition with what was sent about one call. Not that of the call, which is read whole each time that it is settled. */
export function payloadPartition(callId: string): string {
  return `PAYLOADS#${callId}`;
}

/**
 * Keeps what was sent about a call, once, with the time at which it first came (ms). Packed: one write unit where the text would
 * take two to five, and an object in the archive costs as much as eight.
 */
export async function putPayload(calls: Table, callId: string, payload: RawPayload, receivedAt: number): Promise<void> {
  const [sk, content] =
    'stored' in payload
      ? [digestOf(payload.stored), { stored: payload.stored }]
      : [digestOf(payload.raw), { deflated: await pack(payload.raw, { level: 9, dictionary }) }];
  try {
    await calls.documents.send(
      new PutCommand({
        TableName: calls.name,
        Item: { pk: payloadPartition(callId), sk, ...content, receivedAt },
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
  } catch (error) {
    if (!conditionFailed(error)) throw error;
  }
}

const payloadItem = z.object({
  deflated: z.instanceof(Uint8Array).optional(),
  /** Of before there was a dictionary. */
  gzip: z.instanceof(Uint8Array).optional(),
  stored: z.string().optional(),
  receivedAt: z.number().int(),
});

/** Everything that was sent about a call, in the order in which it came. */
export async function readPayloads(
  calls: Table,
  callId: string,
): Promise<(RawPayload & { readonly receivedAt: number })[]> {
  const pages = paginateQuery(
    { client: calls.documents },
    {
      TableName: calls.name,
      KeyConditionExpression: 'pk = :payloads',
      ExpressionAttributeValues: { ':payloads': payloadPartition(callId) },
      ConsistentRead: true,
    },
  );
  const items: Record<string, unknown>[] = [];
  for await (const page of pages) items.push(...(page.Items ?? []));
  const payloads = await Promise.all(
    items.map(async (item) => {
      const { deflated, gzip: zipped, stored = '', receivedAt } = payloadItem.parse(item);
      if (deflated !== undefined) return { raw: (await unpack(deflated, { dictionary })).toString(), receivedAt };
      return zipped === undefined ? { stored, receivedAt } : { raw: (await unzip(zipped)).toString(), receivedAt };
    }),
  );
  return payloads.sort((a, b) => a.receivedAt - b.receivedAt);
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
