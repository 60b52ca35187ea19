import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { Machine } from '../../machine.ts';
import type { ResourceType } from '../../resource-type.ts';
import { tags } from '../tags.ts';

/** An event as rules and targets see it. */
export interface BusEvent {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  readonly account: string;
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: unknown;
}

export type BusListener = (event: BusEvent) => void;

/** The buses by name; `default` is always there. */
export interface EventBuses {
  has(bus: string): boolean;
  create(bus: string): void;
  listen(bus: string, listener: BusListener): void;
  put(bus: string, event: BusEvent): void;
}

export function eventBuses(): EventBuses {
  const listeners = new Map<string, BusListener[]>([['default', []]]);
  return {
    has: (bus) => listeners.has(bus),
    create: (bus) => {
      if (!listeners.has(bus)) listeners.set(bus, []);
    },
    listen: (bus, listener) => listeners.get(bus)?.push(listener),
    put: (bus, event) => {
      for (const listener of listeners.get(bus) ?? []) listener(event);
    },
  };
}

/** The name of a bus that may be given by name or ARN. */
export function busName(nameOrArn: string | undefined): string {
  return nameOrArn?.replace(/^arn:.*:event-bus\//, '') ?? 'default';
}

export function busEvent(
  { accountId, region }: Machine,
  event: Pick<BusEvent, 'source' | 'detail-type' | 'detail'> & Partial<BusEvent>,
): BusEvent {
  const made = { id: randomUUID(), account: accountId, time: eventTime(new Date()), region, resources: [] };
  return { version: '0', ...made, ...event };
}

/** Events tell whole seconds. */
export function eventTime(at: Date): string {
  return at.toISOString().replace(/\.\d+Z$/, 'Z');
}

const properties = z.strictObject({
  Name: z.string(),
  // No meaning locally:
  Description: z.string().optional(),
  KmsKeyIdentifier: z.string().optional(),
  Tags: tags,
});

export function eventBusType(buses: EventBuses): ResourceType<z.infer<typeof properties>> {
  return {
    type: 'AWS::Events::EventBus',
    properties,
    async create({ properties: { Name } }, { region, accountId }) {
      buses.create(Name);
      const arn = `arn:aws:events:${region}:${accountId}:event-bus/${Name}`;
      return { ref: Name, attributes: { Arn: arn, Name } };
    },
  };
}
