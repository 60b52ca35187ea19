import { randomInt, randomUUID } from 'node:crypto';
import type { Machine } from '../machine.ts';
import { connectTo } from './connect.ts';
import { instanceOf } from './instance.ts';
import { createSoftphone, type Softphone } from './softphone.ts';

/** The softphone on the running stack; undefined where the stack has no Amazon Connect parts. */
export function startSoftphone(
  machine: Machine,
  outputs: Readonly<Record<string, string>>,
  instanceArn: string | undefined,
): Softphone | undefined {
  const { ConnectLookupFunctionName, ContactEventBusName, ContactRecordStreamName } = outputs;
  if (!ConnectLookupFunctionName || !ContactRecordStreamName || instanceArn === undefined) return undefined;
  const waiting = new Set<NodeJS.Timeout>();
  machine.onStop(() => {
    for (const timer of waiting) clearTimeout(timer);
  });
  return createSoftphone({
    connect: connectTo(machine, {
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
        work().catch((error: unknown) => machine.log.warn(`Softphone: ${String(error)}`));
      }, milliseconds);
      waiting.add(timer);
    },
  });
}
