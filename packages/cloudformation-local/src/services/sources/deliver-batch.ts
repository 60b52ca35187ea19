import type { Invocation } from '../../machine.ts';
import { failedItems } from './batch-answer.ts';
import type { StreamRecord } from './stream-source.ts';

export interface Retries {
  readonly reportsItems: boolean;
  readonly bisect: boolean;
  /** -1: without end. */
  readonly maximumAttempts: number;
  /** -1: without end. */
  readonly maximumAgeSeconds: number;
}

export type GivenUp = {
  readonly condition: 'RetryAttemptsExhausted' | 'RecordAgeExceeded';
  readonly records: readonly StreamRecord[];
  readonly attempts: number;
  readonly answer: Invocation;
};

export interface Delivery {
  readonly retries: Retries;
  readonly invoke: (records: readonly StreamRecord[]) => Promise<Invocation>;
  /** Everything up to this record is dealt with. */
  readonly done: (record: StreamRecord) => void;
  readonly giveUp: (batch: GivenUp) => Promise<void>;
  readonly now: () => number;
  /** Waits before the next try; false when the machine stops. */
  readonly pause: (attempt: number) => Promise<boolean>;
}

/**
 * Brings a batch of one shard to its function, in order: what fails is tried again from the first failed record on, in
 * halves if so wanted, until it succeeds or is given up to the destination. Returns early only when the machine stops.
 */
export async function deliverBatch(batch: readonly StreamRecord[], delivery: Delivery): Promise<boolean> {
  const { retries, invoke, done, giveUp, now, pause } = delivery;
  let rest = batch;
  for (let attempt = 1; rest.length > 0; attempt++) {
    const answer = await invoke(rest);
    const failed = failedItems(
      answer,
      rest.map(({ sequence }) => sequence),
      retries.reportsItems,
    );
    const first = rest.findIndex(({ sequence }) => failed.has(sequence));
    const last = rest.at(first === -1 ? -1 : first - 1);
    if (first !== 0 && last) done(last);
    if (first === -1) return true;
    // What comes after a step forward is a new batch with its own tries.
    if (first > 0) attempt = 0;
    rest = rest.slice(first);
    const condition = endOf(rest, attempt, retries, now());
    if (condition !== undefined) {
      await giveUp({ condition, records: rest, attempts: attempt, answer });
      const given = rest.at(-1);
      if (given) done(given);
      return true;
    }
    if (!(await pause(attempt))) return false;
    if (retries.bisect && first === 0 && rest.length > 1) {
      const middle = Math.ceil(rest.length / 2);
      return (
        (await deliverBatch(rest.slice(0, middle), delivery)) && (await deliverBatch(rest.slice(middle), delivery))
      );
    }
  }
  return true;
}

function endOf(records: readonly StreamRecord[], attempt: number, retries: Retries, now: number) {
  if (retries.maximumAttempts >= 0 && attempt > retries.maximumAttempts) return 'RetryAttemptsExhausted' as const;
  const age = (now - (records[0]?.at ?? now)) / 1000;
  return retries.maximumAgeSeconds >= 0 && age > retries.maximumAgeSeconds ? ('RecordAgeExceeded' as const) : undefined;
}
