import { createHash } from 'node:crypto';
import { BatchWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { callItem, type StoredCall } from '../../../lambdas/calls/call-item.ts';
import { personCallWrite, personPartition } from '../../../lambdas/calls/callers/person-store.ts';

const minute = 60_000;
/** Every third call is of somebody who called before. */
const callers = 2 / 3;
const sources = [
  { source: 'google', medium: 'cpc', campaign: 'spring' },
  { source: 'google', medium: 'organic' },
  { source: 'facebook', medium: 'social' },
];

/** Writes so many calls of the site `shop`, one every few minutes within the 29 days before `now` (ms), with what is kept of their callers. */
export async function seedCalls(
  documents: DynamoDBDocumentClient,
  table: string,
  count: number,
  now: number,
): Promise<void> {
  const lastCall = new Map<number, number>();
  const items: Record<string, unknown>[] = [];
  for (let index = 0; index < count; index++) {
    const startedAt = Math.floor((now - 29 * 1440 * minute + (index * 28 * 1440 * minute) / count) / 1000) * 1000;
    const caller = (index * 7919) % Math.ceil(count * callers);
    const call = storedCall(index, startedAt, caller, lastCall.get(caller));
    lastCall.set(caller, startedAt);
    const { Put } = personCallWrite(table, call.person ?? '', { call: call.id, startedAt, number: call.trackedNumber });
    items.push({ ...callItem(call) }, ...(Put?.Item ? [Put.Item] : []));
  }
  const batches = Array.from({ length: Math.ceil(items.length / 25) }, (_, index) =>
    items.slice(index * 25, index * 25 + 25),
  );
  for (const batch of batches) {
    const puts = batch.map((Item) => ({ PutRequest: { Item } }));
    await documents.send(new BatchWriteCommand({ RequestItems: { [table]: puts } }));
  }
}

function storedCall(index: number, startedAt: number, caller: number, previousCallAt: number | undefined): StoredCall {
  const talkSeconds = (index * 37) % 240;
  const origin = sources[index % sources.length] ?? { source: 'direct', medium: 'none' };
  const visit = {
    id: `v${index}`,
    visitor: `w${caller}`,
    shownAt: startedAt - minute,
    device: 'mobile' as const,
    ...origin,
  };
  return {
    id: `call-${index}`,
    carrier: 'generic',
    status: talkSeconds === 0 ? 'missed' : 'completed',
    final: true,
    finalAt: startedAt + 30 * minute,
    direction: 'inbound',
    trackedNumber: '+12025550100',
    caller: { kind: 'number', number: '+12025550123' },
    startedAt,
    endedAt: startedAt + talkSeconds * 1000,
    ...(talkSeconds > 0 && { answeredAt: startedAt, talkSeconds }),
    waitSeconds: 7,
    legs: 1,
    ignored: [],
    site: 'shop',
    match: {
      method: 'lease',
      confidence: 0.88,
      reason: 'They were shown it a minute before the call, and nobody else was in between.',
      site: 'shop',
      pool: 'web',
      ...origin,
      candidates: [],
      linkedVisits: [],
      visit,
      firstTimeCaller: previousCallAt === undefined,
      ...(previousCallAt !== undefined && { previousCallAt }),
    },
    person: personPartition('shop', createHash('sha256').update(String(caller)).digest('base64url')),
    sums: { conversions: 0, values: [], tags: [] },
    rev: 1,
  };
}
