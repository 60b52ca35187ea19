import type { StoredEvent } from '../../events/event.ts';
import type { EventType, SiteEventType } from '../../events/event-type.ts';
import type { BuildInput, EventInput } from '../destinations/destination.ts';
import { eventBody, webhookBody } from '../destinations/webhook/webhook-body.ts';
import { sampleFacts } from './sample-facts.ts';

type Facts<Input> = Omit<Input, 'settings' | 'secrets'>;

/** What a message of some type is made of: a conversion, or an event of a call. */
export type SampleInput =
  | { readonly conversion: Facts<BuildInput<unknown, unknown>> }
  | { readonly event: Facts<EventInput<unknown, unknown>> };

const { conversion, call, match } = sampleFacts;
const ringing = { ...call, status: 'ringing', final: false } as const;

/** What the sample of each type is made of: one call, from its first ring to the refund. */
export function sampleInput(type: EventType): SampleInput {
  switch (type) {
    case 'conversion.created':
      return { conversion: { ...sampleFacts, kind: 'new' } };
    case 'conversion.updated': {
      const value = { minor: 12_950, currency: 'EUR' };
      return { conversion: { ...sampleFacts, kind: 'restate', conversion: { ...conversion, value, revision: 2 } } };
    }
    case 'conversion.retracted': {
      const retired = { value: { minor: 0, currency: 'EUR' }, revision: 3, state: 'retired' } as const;
      return { conversion: { ...sampleFacts, kind: 'retract', conversion: { ...conversion, ...retired } } };
    }
    case 'call.started':
    case 'call.matched': {
      const { answeredAt: _answered, endedAt: _ended, waitSeconds: _wait, talkSeconds: _talk, ...begun } = ringing;
      return eventInput(type, call.startedAt + (type === 'call.started' ? 0 : 800), { call: begun });
    }
    case 'call.completed':
    case 'call.qualified':
      return eventInput(type, call.endedAt ?? call.startedAt);
    case 'delivery.parked':
      return eventInput(type, sampleFacts.now, {}, parked);
  }
}

const parked: StoredEvent['parked'] = {
  id: 'd8s4f0v1m6q2x9k3b7z5l0j4h6g',
  destination: 'ads',
  reason: 'rejected (settings.conversionActionId): there is no such conversion action',
  attempts: 1,
  conversion: conversion.id,
};

function eventInput(
  type: SiteEventType,
  occurredAt: number,
  more: Partial<EventInput<unknown, unknown>> = {},
  ofParked?: StoredEvent['parked'],
): SampleInput {
  const { conversion: _conversion, ...facts } = sampleFacts;
  const told = { id: 'e5t2n8c0r7w4y1p9a6u3i0o5s8d', call: call.id, site: match.site, revision: 1, digest: '' };
  const event = { ...told, type, occurredAt, destinations: [], ...(ofParked && { parked: ofParked }) };
  return { event: { ...facts, ...more, event } };
}

/** The body of the sample of a type, as a webhook sends it. */
export function sampleBody(type: EventType): string {
  const sample = sampleInput(type);
  const nothing = { settings: undefined, secrets: undefined };
  return 'event' in sample
    ? eventBody({ ...sample.event, ...nothing })
    : webhookBody({ ...sample.conversion, ...nothing });
}
