import { setTimeout as sleep } from 'node:timers/promises';
import type { LocalFunction, Machine } from '../../machine.ts';
import { inBackground } from '../background.ts';
import type { CheckPoints } from './check-points.ts';
import { deliverBatch } from './deliver-batch.ts';
import { type FailureDestination, failureRecord } from './failure-destination.ts';
import type { MappingProperties } from './mapping-properties.ts';
import type { RecordFilter } from './record-filter.ts';
import type { StreamRecord, StreamSource } from './stream-source.ts';

export interface StreamMapping {
  /** Names the reader; its check-points are kept under it. */
  readonly id: string;
  readonly source: StreamSource;
  readonly target: () => LocalFunction;
  readonly properties: MappingProperties;
  readonly passes: RecordFilter;
  readonly onFailure: FailureDestination | undefined;
}

/** Reads each shard in order and hands its records to the function; goes on after the last record dealt with, also after a restart. */
export function pollStream(machine: Machine, checkPoints: CheckPoints, mapping: StreamMapping): void {
  inBackground(machine, `Stream ${mapping.source.arn}`, async (signal) => {
    let read = 0;
    for (const shard of await mapping.source.shards()) {
      if (!signal.aborted) read += await pollShard(machine, checkPoints, mapping, shard, signal);
    }
    return read === 0 ? 250 : 0;
  });
}

async function pollShard(
  machine: Machine,
  checkPoints: CheckPoints,
  mapping: StreamMapping,
  shard: string,
  signal: AbortSignal,
): Promise<number> {
  const { source, target, properties } = mapping;
  const reader = `${mapping.id} ${source.arn} ${shard}`;
  const after = checkPoints.read(reader) ?? (await start(checkPoints, mapping, reader, shard));
  const records = await gather(mapping, shard, after, signal);
  const last = records.at(-1);
  if (last === undefined) return 0;
  const wanted = records.filter(({ filterable }) => mapping.passes(filterable));
  const whole = await deliverBatch(wanted, {
    retries: {
      reportsItems: properties.FunctionResponseTypes.includes('ReportBatchItemFailures'),
      bisect: properties.BisectBatchOnFunctionError,
      maximumAttempts: properties.MaximumRetryAttempts,
      maximumAgeSeconds: properties.MaximumRecordAgeInSeconds,
    },
    invoke: (batch) => target().invoke(eventOf(batch)),
    done: ({ sequence }) => checkPoints.write(reader, sequence),
    async giveUp(failure) {
      const { condition, records: given } = failure;
      machine.log.warn(`${target().name}: ${given.length} records of ${source.arn} given up (${condition}).`);
      const text = failureRecord(source, shard, target(), failure);
      await mapping.onFailure?.put({ shard, text, payload: JSON.stringify(eventOf(given)) });
    },
    now: Date.now,
    pause: (attempt) => sleep(Math.min(500 * 2 ** attempt, 30_000), true, { signal }).catch(() => false),
  });
  if (whole) checkPoints.write(reader, last.sequence);
  return records.length;
}

function eventOf(records: readonly StreamRecord[]): object {
  return { Records: records.map(({ event }) => event) };
}

async function start(checkPoints: CheckPoints, { properties, source }: StreamMapping, reader: string, shard: string) {
  const before = checkPoints.read(reader);
  if (before === null) return undefined;
  const latest = properties.StartingPosition === 'LATEST' ? await source.latest(shard) : undefined;
  checkPoints.write(reader, latest ?? null);
  return latest;
}

async function gather(
  { source, properties }: StreamMapping,
  shard: string,
  after: string | undefined,
  signal: AbortSignal,
) {
  const size = properties.BatchSize ?? 100;
  const until = Date.now() + properties.MaximumBatchingWindowInSeconds * 1000;
  let records = await source.read(shard, after, size);
  while (records.length > 0 && records.length < size && Date.now() < until && !signal.aborted) {
    await sleep(100, undefined, { signal }).catch(() => {});
    records = await source.read(shard, after, size);
  }
  return records;
}
