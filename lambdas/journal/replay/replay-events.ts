import { counts } from '../../calls/mark.ts';
import type { Conversion } from '../../conversions/conversion.ts';
import { type Delivery, deliveryState } from '../../deliveries/delivery.ts';
import type { ConversionItems } from '../../deliveries/read-conversion-items.ts';
import type { EventType } from '../../events/event-type.ts';
import { chunks } from '../../leases/inventory/chunks.ts';
import { cursorOf } from '../../platform/http/list-page.ts';
import type { LogEntry } from '../log-entry.ts';

/** What is told again, to whom. */
export interface Replay {
  readonly destination: string;
  /** Without it, everything. */
  readonly types?: readonly EventType[] | undefined;
}

/** What a part of a replay has done; `cursor` asks for the next part, and is missing at the end. */
export interface Replayed {
  /** Calls that were looked at. */
  readonly calls: number;
  /** Messages that are on their way again. */
  readonly replayed: number;
  readonly cursor?: string;
}

export interface ReplayDependencies {
  /** All that a call came to. */
  readonly itemsOf: (call: string) => Promise<Pick<ConversionItems, 'conversions' | 'deliveries' | 'events'>>;
  /** Whether it is on its way again. */
  readonly sendAgain: (delivery: Delivery) => Promise<boolean>;
  readonly isTimeUp: () => boolean;
}

/** So many calls are looked at for one answer. */
export const mostReplayedCalls = 100;
const mostAtOnce = 10;

/**
 * Sends again what a destination was told of the calls of a walk through the log, under the same ids: of each event and conversion the newest
 * revision, also what was parked or was not for it then; what is on its way is left alone. A call that only a newer version can read is
 * passed by.
 */
export async function replayEvents(
  walk: AsyncIterable<LogEntry>,
  replay: Replay,
  dependencies: ReplayDependencies,
): Promise<Replayed> {
  const { entries, isLast } = await firstOf(walk);
  let [calls, replayed] = [0, 0];
  for (const some of chunks(entries, mostAtOnce)) {
    const known = some.flatMap(({ call }) => (call !== undefined && counts(call) ? call.id : []));
    const sent = await Promise.all(known.map((call) => replayCall(call, replay, dependencies)));
    calls += some.length;
    replayed += sent.reduce((sum, count) => sum + count, 0);
    const last = some.at(-1);
    const isOver = calls === entries.length && isLast;
    if (last !== undefined && !isOver && (calls === entries.length || dependencies.isTimeUp())) {
      return { calls, replayed, cursor: cursorOf(last.key) };
    }
  }
  return { calls, replayed };
}

async function firstOf(walk: AsyncIterable<LogEntry>): Promise<{ entries: LogEntry[]; isLast: boolean }> {
  const entries: LogEntry[] = [];
  for await (const entry of walk) {
    if (entries.length === mostReplayedCalls) return { entries, isLast: false };
    entries.push(entry);
  }
  return { entries, isLast: true };
}

async function replayCall(
  call: string,
  { destination, types }: Replay,
  { itemsOf, sendAgain }: ReplayDependencies,
): Promise<number> {
  const items = await itemsOf(call);
  const again = items.deliveries.filter((delivery) => {
    if (delivery.destination !== destination || !isOver(delivery)) return false;
    const type = typeOf(delivery, items);
    return type !== undefined && (types?.includes(type) ?? true);
  });
  const sent = await Promise.all(again.map(sendAgain));
  return sent.filter(Boolean).length;
}

/** It was told, or given up; what never was for the receiver is not told now either. */
function isOver(delivery: Delivery): boolean {
  const state = deliveryState(delivery);
  return state === 'parked' || (state !== 'pending' && delivery.sent > 0);
}

/** What a delivery tells, as the message says it; undefined where a newer version wrote what it is about. */
function typeOf(
  delivery: Delivery,
  { conversions, events }: Pick<ConversionItems, 'conversions' | 'events'>,
): EventType | undefined {
  if (delivery.event !== undefined) return events.find(({ id }) => id === delivery.event)?.type;
  const conversion = conversions.find(({ id }) => id === delivery.conversion);
  return conversion && typeOfConversion(conversion, delivery);
}

function typeOfConversion({ state, revision }: Conversion, { firstSent = 1 }: Delivery): EventType {
  if (state === 'retired') return 'conversion.retracted';
  return firstSent < revision ? 'conversion.updated' : 'conversion.created';
}
