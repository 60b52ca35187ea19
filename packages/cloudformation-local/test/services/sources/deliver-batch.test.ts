import fc from 'fast-check';
import type { Invocation } from '../../../src/machine.ts';
import { deliverBatch, type GivenUp, type Retries } from '../../../src/services/sources/deliver-batch.ts';
import type { StreamRecord } from '../../../src/services/sources/stream-source.ts';

const record = (number: number): StreamRecord => ({
  sequence: String(number).padStart(5, '0'),
  at: 0,
  event: {},
  filterable: {},
});

const usual: Retries = { reportsItems: false, bisect: false, maximumAttempts: 1, maximumAgeSeconds: -1 };
const error: Invocation = { ok: false, error: { errorType: 'Error', errorMessage: 'no' } };

/** Delivers `count` records to a function that fails on the poisoned ones, and tells what happened. */
async function deliver(count: number, poisoned: ReadonlySet<number>, retries: Partial<Retries> = {}) {
  const batches: string[][] = [];
  const done: string[] = [];
  const givenUp: GivenUp[] = [];
  const batch = Array.from({ length: count }, (_, number) => record(number));
  const bad = new Set([...poisoned].map((number) => record(number).sequence));
  const settings = { ...usual, ...retries };
  const whole = await deliverBatch(batch, {
    retries: settings,
    async invoke(records) {
      const failed = records.filter(({ sequence }) => bad.has(sequence));
      batches.push(records.map(({ sequence }) => sequence));
      if (!settings.reportsItems) return failed.length > 0 ? error : { ok: true, payload: null };
      return { ok: true, payload: { batchItemFailures: failed.map(({ sequence }) => ({ itemIdentifier: sequence })) } };
    },
    done: ({ sequence }) => done.push(sequence),
    giveUp: async (failure) => void givenUp.push(failure),
    now: () => 60_000,
    pause: async () => true,
  });
  return {
    whole,
    batches,
    done,
    givenUp,
    lost: givenUp.flatMap(({ records }) => records.map(({ sequence }) => sequence)),
  };
}

test('a batch that succeeds is done at once', async () => {
  expect(await deliver(3, new Set())).toMatchObject({
    batches: [['00000', '00001', '00002']],
    done: ['00002'],
    lost: [],
  });
});

test('a batch that fails is tried again as often as allowed, then given up whole', async () => {
  const { batches, lost, givenUp } = await deliver(2, new Set([1]), { maximumAttempts: 2 });
  expect(batches).toHaveLength(3);
  expect(lost).toEqual(['00000', '00001']);
  expect(givenUp[0]).toMatchObject({ condition: 'RetryAttemptsExhausted', attempts: 3 });
});

test('what is too old is given up', async () => {
  const { givenUp } = await deliver(1, new Set([0]), { maximumAttempts: -1, maximumAgeSeconds: 59 });
  expect(givenUp[0]?.condition).toBe('RecordAgeExceeded');
});

test('a partial answer keeps what came before the first failure', async () => {
  const { batches, done } = await deliver(4, new Set([2]), { reportsItems: true });
  expect(batches.slice(0, 2)).toEqual([
    ['00000', '00001', '00002', '00003'],
    ['00002', '00003'],
  ]);
  expect(done[0]).toBe('00001');
});

test('nothing goes on when the machine stops during a pause', async () => {
  const batch = [record(0)];
  const stopped = await deliverBatch(batch, {
    retries: { ...usual, maximumAttempts: -1 },
    invoke: async () => error,
    done: () => expect(true).toBe(false),
    giveUp: () => Promise.reject(new Error('given up')),
    now: () => 0,
    pause: async () => false,
  });
  expect(stopped).toBe(false);
});

test('halving loses exactly the poisoned records, whichever they are, and progress only ever grows', async () => {
  const batch = fc.record({
    count: fc.integer({ min: 1, max: 12 }),
    poisoned: fc.uniqueArray(fc.integer({ min: 0, max: 11 })),
    reportsItems: fc.boolean(),
    maximumAttempts: fc.integer({ min: 1, max: 3 }),
  });
  await fc.assert(
    fc.asyncProperty(batch, async ({ count, poisoned, reportsItems, maximumAttempts }) => {
      const here = poisoned.filter((number) => number < count);
      const result = await deliver(count, new Set(here), { bisect: true, reportsItems, maximumAttempts });
      expect(result.whole).toBe(true);
      expect(result.lost.toSorted()).toEqual(here.map((number) => record(number).sequence).sort());
      expect(result.done).toEqual(result.done.toSorted());
      expect(result.done.at(-1)).toBe(record(count - 1).sequence);
    }),
  );
});
