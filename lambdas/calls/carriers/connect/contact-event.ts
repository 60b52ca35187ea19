import { type Ignored, type LegFields, noted } from '../../observation.ts';
import type { ParsedPayload } from '../parsed-payload.ts';
import { type Part, readPart } from '../payload-part.ts';
import { noteOrder } from '../payload-time.ts';
import { answeredFields } from './answered.ts';
import { contactIds } from './contact-ids.ts';
import { type ContactKind, contactKind } from './contact-kind.ts';
import { trackedNumberField } from './endpoints.ts';

const eventTypes = new Set([
  'INITIATED',
  'CONNECTED_TO_SYSTEM',
  'CONTACT_DATA_UPDATED',
  'QUEUED',
  'CONNECTED_TO_AGENT',
  'DISCONNECTED',
  'PAUSED',
  'RESUMED',
  'COMPLETED',
  'AMD_DISABLED',
]);

/**
 * An EventBridge envelope with an "Amazon Connect Contact Event": a hint that may be lost, late or out of order, and that never
 * names the caller. Early events have no times in their detail; then the envelope's time is when it happened.
 */
export function parseContactEvent(envelope: unknown): ParsedPayload {
  const ignored: Ignored[] = [];
  const event = readPart(envelope, ignored);
  const contact = event.part('detail');
  if (!contact.present) return { malformed: 'the event has no detail' };
  const kind = contactKind(contact, { asked: false });
  if ('ignored' in kind || 'malformed' in kind) return kind;
  const type = contact.text('eventType')?.toUpperCase();
  if (type === undefined) return { malformed: 'the event has no eventType' };
  // New types come without notice; whatever happened, what the event tells of its contact is true.
  if (!eventTypes.has(type)) ignored.push({ what: 'eventType', reason: 'not a type that is known' });
  const ids = contactIds(contact, ignored, contactInArn(event.texts('resources')));
  if (ids === undefined) return { malformed: 'the event names no contact' };
  const { previousLeg, ...named } = ids;
  const time = event.time('time');
  if (time === undefined) return { malformed: 'the event has no time' };
  const fields = { ...eventFields(contact, kind, type, time, ignored), previousLeg };
  const version = new Date(time).toISOString();
  return {
    observations: [{ ...named, carrier: 'connect', source: 'event', version, fields, ...noted(ignored) }],
  };
}

function eventFields(contact: Part, kind: ContactKind, type: string, time: number, ignored: Ignored[]): LegFields {
  const agent = contact.part('agentInfo');
  const queue = contact.part('queueInfo');
  const [startedAt, endedAt] = [contact.time('initiationTimestamp'), contact.time('disconnectTimestamp')];
  const joinedAt = agent.time('connectedToAgentTimestamp');
  noteOrder(ignored, {
    start: ['initiationTimestamp', startedAt],
    between: [['agentInfo.connectedToAgentTimestamp', joinedAt]],
    end: ['disconnectTimestamp', endedAt],
  });
  const happened = (...types: string[]) => (types.includes(type) ? time : undefined);
  const number = contact.part('tags').text('aws:connect:systemEndpoint');
  return {
    ...trackedNumberField(number ?? contact.part('systemEndpoint').text('address'), kind, ignored),
    ...answeredFields(kind, {
      agent: joinedAt ?? happened('CONNECTED_TO_AGENT'),
      outside: contact.time('connectedToSystemTimestamp') ?? happened('CONNECTED_TO_SYSTEM'),
    }),
    startedAt: startedAt ?? happened('INITIATED'),
    queuedAt: queue.time('enqueueTimestamp') ?? happened('QUEUED'),
    // After-contact work begins when the talk is over; COMPLETED comes only when that work is done.
    endedAt: endedAt ?? agent.time('afterContactWorkStartTimestamp') ?? happened('DISCONNECTED', 'COMPLETED'),
    direction: kind.direction,
    initiation: kind.initiation,
    agent: lastPart(agent.text('agentArn')),
    queue: queue.text('queueArn'),
  };
}

/** The order of `resources` differs, so the contact is found by `/contact/`. */
function contactInArn(resources: readonly string[]): string | undefined {
  return lastPart(resources.find((resource) => resource.includes('/contact/')));
}

function lastPart(arn: string | undefined): string | undefined {
  return arn?.slice(arn.lastIndexOf('/') + 1);
}
