import type { Invocation, LocalFunction, Machine } from '../../src/machine.ts';
import { pollQueue, type QueueMapping } from '../../src/services/queues/queue-poller.ts';
import { mappingProperties } from '../../src/services/sources/mapping-properties.ts';
import { recordFilter } from '../../src/services/sources/record-filter.ts';

type Event = { Records: { messageId: string; body: string }[] };

interface Options {
  readonly mapping?: object;
  readonly duplicate?: number;
  readonly answer?: Invocation;
  /** Many wait for answers meanwhile. */
  readonly isHigh?: boolean;
}

/** Lets one poller loose on a queue with these messages until it has asked for more; tells what it invoked and deleted. */
async function poll(bodies: string[], options: Options = {}) {
  const batches: string[][] = [];
  const deleted: string[] = [];
  const starts: (() => void | Promise<void>)[] = [];
  const stops: (() => void | Promise<void>)[] = [];
  let waiting = bodies.map((Body, id) => ({ MessageId: Body, ReceiptHandle: String(id), Body, MD5OfBody: '' }));
  let emptied = () => {};
  const empty = new Promise<void>((resolve) => {
    emptied = resolve;
  });
  const sqs = async (operation: string, input: object, signal?: AbortSignal): Promise<unknown> => {
    if (operation === 'DeleteMessageBatch') {
      const { Entries } = input as { Entries: { ReceiptHandle: string }[] };
      deleted.push(...Entries.map(({ ReceiptHandle }) => bodies[Number(ReceiptHandle)]!));
      return {};
    }
    const { MaxNumberOfMessages, WaitTimeSeconds } = input as Record<string, number>;
    const Messages = waiting.slice(0, MaxNumberOfMessages);
    waiting = waiting.slice(Messages.length);
    if (Messages.length > 0 || WaitTimeSeconds === 0) return { Messages };
    emptied();
    return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new Error('aborted'))));
  };
  const machine = {
    region: 'eu-central-1',
    faults: { 'sqs.duplicate': options.duplicate ?? 0 },
    log: { warn: () => {}, info: () => {} },
    demand: { isHigh: options.isHigh ?? false },
    afterCreation: (start: () => void) => starts.push(start),
    onStop: (stop: () => void) => stops.push(stop),
  } as unknown as Machine;
  const target = {
    async invoke(event: Event) {
      batches.push(event.Records.map(({ body }) => body));
      return options.answer ?? { ok: true, payload: null };
    },
  } as unknown as LocalFunction;
  const properties = mappingProperties.parse({ EventSourceArn: 'arn', FunctionName: 'f', ...options.mapping });
  const mapping: QueueMapping = {
    queue: { arn: 'arn', name: 'q', url: 'url' },
    target: () => target,
    properties,
    passes: recordFilter(properties.FilterCriteria),
  };
  pollQueue(machine, sqs, mapping);
  // One poller of the two, so that batches come in order.
  await starts[0]?.();
  await empty;
  for (const stop of stops) await stop();
  return { batches, deleted };
}

const fails: Invocation = { ok: false, error: { errorType: 'Error', errorMessage: 'no' } };

test('messages come in batches of ten at the most, and are deleted', async () => {
  const bodies = Array.from({ length: 12 }, (_, number) => `m${number}`);
  const { batches, deleted } = await poll(bodies);
  expect(batches.map(({ length }) => length)).toEqual([10, 2]);
  expect(deleted).toEqual(bodies);
});

test('while many wait for answers they come one by one, but for those that a window gathers', async () => {
  const bodies = ['a', 'b', 'c'];
  expect((await poll(bodies, { isHigh: true })).batches).toEqual([['a'], ['b'], ['c']]);
  const mapping = { MaximumBatchingWindowInSeconds: 1 };
  expect((await poll(bodies, { isHigh: true, mapping })).batches).toEqual([['a', 'b', 'c']]);
});

test('a window gathers a larger batch', async () => {
  const bodies = Array.from({ length: 25 }, (_, number) => `m${number}`);
  const { batches } = await poll(bodies, { mapping: { BatchSize: 20, MaximumBatchingWindowInSeconds: 1 } });
  expect(batches.map(({ length }) => length)).toEqual([20, 5]);
});

test('what failed stays in the queue: all of the batch, or what the answer names', async () => {
  expect((await poll(['a', 'b'], { answer: fails })).deleted).toEqual([]);
  const answer: Invocation = { ok: true, payload: { batchItemFailures: [{ itemIdentifier: 'b' }] } };
  const mapping = { FunctionResponseTypes: ['ReportBatchItemFailures'] };
  expect((await poll(['a', 'b', 'c'], { answer, mapping })).deleted).toEqual(['a', 'c']);
});

test('what no filter passes is deleted unseen', async () => {
  const mapping = { FilterCriteria: { Filters: [{ Pattern: '{"body":{"kind":["wanted"]}}' }] } };
  const { batches, deleted } = await poll(['{"kind":"wanted"}', '{"kind":"other"}', 'text'], { mapping });
  expect(batches).toEqual([['{"kind":"wanted"}']]);
  expect(deleted).toHaveLength(3);
});

test('the fault of duplicates hands messages over twice', async () => {
  const { batches } = await poll(['a', 'b'], { duplicate: 1 });
  expect(batches.flat().sort()).toEqual(['a', 'a', 'b', 'b']);
});
