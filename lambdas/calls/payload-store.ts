import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { deflate } from 'node:zlib';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { conditionFailed } from '../platform/aws/condition-failed.ts';
import type { Table } from '../platform/aws/table.ts';
import { payloadDictionary } from './payload-dictionary.ts';

const pack = promisify(deflate);
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

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
