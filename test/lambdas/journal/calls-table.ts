import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { callIndexAttributes, callKey, type StoredCall } from '../../../lambdas/calls/call-item.ts';
import type { Table } from '../../../lambdas/platform/aws/table.ts';

/** Puts calls as settling does, 25 at a time. */
export async function putCalls({ documents, name }: Table, calls: readonly StoredCall[]): Promise<void> {
  const writes = calls.map((call) => ({
    PutRequest: { Item: { ...callKey(call.id), ...call, ...callIndexAttributes(call) } },
  }));
  for (let done = 0; done < writes.length; done += 250) {
    const some = Array.from({ length: 10 }, (_, part) => writes.slice(done + part * 25, done + (part + 1) * 25));
    const asked = some.filter((part) => part.length > 0);
    await Promise.all(asked.map((part) => documents.send(new BatchWriteCommand({ RequestItems: { [name]: part } }))));
  }
}
