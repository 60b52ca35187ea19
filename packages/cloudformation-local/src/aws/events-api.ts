import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { Machine } from '../machine.ts';
import { busEvent, busName, type EventBuses, eventTime } from '../services/events/event-bus.ts';
import { type JsonApi, operation } from './json-api.ts';

const entry = z.object({
  Source: z.string().optional(),
  DetailType: z.string().optional(),
  Detail: z.string().optional(),
  EventBusName: z.string().optional(),
  Resources: z.array(z.string()).optional(),
  /** Seconds since 1970. */
  Time: z.number().optional(),
  TraceHeader: z.string().optional(),
});

type Entry = z.infer<typeof entry>;

/** PutEvents. An entry that cannot be put fails alone, as at the real service. */
export function eventsApi(machine: Machine, buses: EventBuses): JsonApi {
  return {
    PutEvents: operation(z.object({ Entries: z.array(entry).min(1).max(10) }), ({ Entries }) => {
      const results = Entries.map((each) => putEvent(machine, buses, each));
      return { FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length, Entries: results };
    }),
  };
}

function putEvent(machine: Machine, buses: EventBuses, entry: Entry): { EventId: string } | { ErrorCode: string } {
  const { Source, DetailType, Detail, EventBusName, Resources = [], Time } = entry;
  if (!Source || !DetailType || Detail === undefined) {
    return refused('InvalidArgument', 'Source, DetailType and Detail are required.');
  }
  const bus = busName(EventBusName);
  if (!buses.has(bus)) return refused('ResourceNotFoundException', `Event bus ${bus} does not exist.`);
  const detail = object(Detail);
  if (detail === undefined) return refused('MalformedDetail', 'Detail is malformed.');
  const time = eventTime(Time === undefined ? new Date() : new Date(Time * 1000));
  const id = randomUUID();
  const event = { id, source: Source, 'detail-type': DetailType, resources: Resources, time, detail };
  buses.put(bus, busEvent(machine, event));
  return { EventId: id };
}

function refused(ErrorCode: string, ErrorMessage: string): { ErrorCode: string; ErrorMessage: string } {
  return { ErrorCode, ErrorMessage };
}

function object(text: string): Record<string, unknown> | undefined {
  try {
    return z.record(z.string(), z.unknown()).safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
