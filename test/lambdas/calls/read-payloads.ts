import { gunzipSync, inflateSync } from 'node:zlib';
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { payloadDictionary as dictionary } from '../../../lambdas/calls/payload-dictionary.ts';
import { payloadPartition, type RawPayload } from '../../../lambdas/calls/payload-store.ts';
import type { Table } from '../../../lambdas/platform/aws/table.ts';

const payloadItem = z.object({
  deflated: z.instanceof(Uint8Array).optional(),
  /** Of before there was a dictionary. */
  gzip: z.instanceof(Uint8Array).optional(),
  stored: z.string().optional(),
  receivedAt: z.number().int(),
});

/** Everything that was kept of what was sent about a call, in the order in which it came: as whoever investigates a call unpacks it. */
export async function readPayloads(
  calls: Table,
  callId: string,
): Promise<(RawPayload & { readonly receivedAt: number })[]> {
  const { Items = [] } = await calls.documents.send(
    new QueryCommand({
      TableName: calls.name,
      KeyConditionExpression: 'pk = :payloads',
      ExpressionAttributeValues: { ':payloads': payloadPartition(callId) },
      ConsistentRead: true,
    }),
  );
  const payloads = Items.map((item) => {
    const { deflated, gzip, stored = '', receivedAt } = payloadItem.parse(item);
    if (deflated !== undefined) return { raw: inflateSync(deflated, { dictionary }).toString(), receivedAt };
    return gzip === undefined ? { stored, receivedAt } : { raw: gunzipSync(gzip).toString(), receivedAt };
  });
  return payloads.sort((a, b) => a.receivedAt - b.receivedAt);
}
