import { randomInt, randomUUID } from 'node:crypto';
import type { LocalStack, Log } from 'cloudformation-local';
import { carrierAccounts } from './carriers/carrier-accounts.ts';
import { carrierSoftphone } from './carriers/carrier-softphone.ts';
import { connectTo } from './connect.ts';
import { instanceOf } from './instance.ts';
import { createSoftphone, type Softphone } from './softphone.ts';

/** The softphone on the running stack, at `url`: it plays the carriers that have accounts, and Amazon Connect where the stack has its parts. */
export function startSoftphone(stack: LocalStack, log: Log, url: string, instanceArn: string | undefined): Softphone {
  const waiting = new Set<NodeJS.Timeout>();
  stack.onStop(() => {
    for (const timer of waiting) clearTimeout(timer);
  });
  const people = {
    now: Date.now,
    newId: randomUUID,
    newSeed: () => randomInt(2 ** 32),
    after: (milliseconds: number, work: () => Promise<void>) => {
      const timer = setTimeout(() => {
        waiting.delete(timer);
        work().catch((error: unknown) => log.warn(`Softphone: ${String(error)}`));
      }, milliseconds);
      waiting.add(timer);
    },
  };
  const carriers = carrierSoftphone({ ...people, url, send: fetch, accounts: carrierAccounts(stack) });
  const { ConnectLookupFunctionName, ContactEventBusName, ContactRecordStreamName } = stack.outputs;
  if (!ConnectLookupFunctionName || !ContactRecordStreamName || instanceArn === undefined) return carriers;
  const connect = createSoftphone({
    ...people,
    connect: connectTo(stack, {
      lookupFunction: ConnectLookupFunctionName,
      eventBus: ContactEventBusName ?? 'default',
      recordStream: ContactRecordStreamName,
    }),
    instance: instanceOf(instanceArn),
  });
  return both(connect, carriers);
}

/** One phone: calls that name an account are of its carrier, all others of Amazon Connect. */
function both(connect: Softphone, carriers: Softphone): Softphone {
  const of = (id: string) => (connect.find(id) === undefined ? carriers : connect);
  return {
    dial: (dialled) => (dialled.account === undefined ? connect : carriers).dial(dialled),
    answer: (id) => of(id).answer(id),
    hangUp: (id, how) => of(id).hangUp(id, how),
    sendRecord: (id, how) => of(id).sendRecord(id, how),
    find: (id) => of(id).find(id),
    list: () => [...connect.list(), ...carriers.list()].sort((a, b) => b.startedAt - a.startedAt),
  };
}
