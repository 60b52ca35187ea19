import { randomInt, randomUUID } from 'node:crypto';
import type { LocalStack, Log } from 'cloudformation-local';
import { connectTo } from './connect.ts';
import { instanceOf } from './instance.ts';
import { createSoftphone, type Softphone } from './softphone.ts';

/** The softphone on the running stack; undefined where the stack has no Amazon Connect parts. */
export function startSoftphone(stack: LocalStack, log: Log, instanceArn: string | undefined): Softphone | undefined {
  const { ConnectLookupFunctionName, ContactEventBusName, ContactRecordStreamName } = stack.outputs;
  if (!ConnectLookupFunctionName || !ContactRecordStreamName || instanceArn === undefined) return undefined;
  const waiting = new Set<NodeJS.Timeout>();
  stack.onStop(() => {
    for (const timer of waiting) clearTimeout(timer);
  });
  return createSoftphone({
    connect: connectTo(stack, {
      lookupFunction: ConnectLookupFunctionName,
      eventBus: ContactEventBusName ?? 'default',
      recordStream: ContactRecordStreamName,
    }),
    instance: instanceOf(instanceArn),
    now: Date.now,
    newId: randomUUID,
    newSeed: () => randomInt(2 ** 32),
    after: (milliseconds, work) => {
      const timer = setTimeout(() => {
        waiting.delete(timer);
        work().catch((error: unknown) => log.warn(`Softphone: ${String(error)}`));
      }, milliseconds);
      waiting.add(timer);
    },
  });
}
