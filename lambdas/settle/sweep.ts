import { callKey } from '../calls/call-item.ts';
import type { Table } from '../platform/table.ts';
import { dueWork, raiseRedrive, type WorkKey } from './sweep-store.ts';

export interface SweepDeps {
  readonly calls: Table;
  /** Queues calls to be settled; when it throws, they stay due. */
  readonly settleLater: (calls: readonly string[]) => Promise<void>;
}

/** How many calls were queued, and how many deliveries started again. */
export interface Swept {
  readonly calls: number;
  readonly deliveries: number;
}

/** A delivery that was started again is looked at again after this time, ms. */
const lookAgainAfter = 5 * 60_000;

/**
 * Sets going what stands still: calls past `finalAt` are queued, deliveries past their time get a new execution. So a lost message
 * or a dead execution only delays. `now` in ms.
 */
export async function sweep({ calls, settleLater }: SweepDeps, now: number): Promise<Swept> {
  const swept = { calls: 0, deliveries: 0 };
  for await (const due of dueWork(calls, now)) {
    const open = due.filter(isCall).map(callOf);
    if (open.length > 0) await settleLater(open);
    swept.calls += open.length;
    for (const delivery of due.filter((key) => !isCall(key))) {
      if (await raiseRedrive(calls, delivery, now, now + lookAgainAfter)) swept.deliveries++;
    }
  }
  return swept;
}

function isCall({ pk, sk }: WorkKey): boolean {
  return sk === callKey(pk).sk;
}

function callOf({ pk }: WorkKey): string {
  return pk.slice(callKey('').pk.length);
}
