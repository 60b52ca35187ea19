import { parseContactEvent } from '../../../../lambdas/calls/carriers/connect/contact-event.ts';
import { parseContactRecord } from '../../../../lambdas/calls/carriers/connect/contact-record.ts';
import { generic } from '../../../../lambdas/calls/carriers/generic/generic.ts';
import type { ParsedPayload } from '../../../../lambdas/calls/carriers/parsed-payload.ts';
import { noteOrder } from '../../../../lambdas/calls/carriers/payload-time.ts';
import type { Ignored } from '../../../../lambdas/calls/observation.ts';
import { contactEvent, record } from './connect/samples.ts';

const receivedAt = Date.parse('2026-11-20T14:00:00Z');

function noted(parsed: ParsedPayload): readonly Ignored[] {
  if (!('observations' in parsed)) throw new Error(JSON.stringify(parsed));
  return parsed.observations[0]!.ignored ?? [];
}

function ofGeneric(times: object): readonly Ignored[] {
  const raw = JSON.stringify({ event: 'record', id: 'c1', from: '+12025550123', to: '+12025550100', ...times });
  return noted(generic.read({ account: 'pbx', hook: 'calls', settings: {}, raw }, receivedAt));
}

test('a record whose call ended before it was answered, and that before it began', () => {
  const times = {
    startedAt: '2026-11-20T13:30:00Z',
    answeredAt: '2026-11-20T13:20:00Z',
    endedAt: '2026-11-20T13:10:00Z',
  };
  expect(ofGeneric(times)).toEqual([
    { what: 'answeredAt', reason: 'before startedAt' },
    { what: 'endedAt', reason: 'before startedAt' },
  ]);
  expect(ofGeneric({ ...times, answeredAt: undefined, endedAt: '2026-11-20T13:30:00Z' })).toEqual([]);
});

test('of Amazon Connect, a record and an event', () => {
  const DisconnectTimestamp = '2022-04-08T14:50:00Z';
  expect(noted(parseContactRecord({ ...record, DisconnectTimestamp }, receivedAt))).toEqual([
    { what: 'DisconnectTimestamp', reason: 'before InitiationTimestamp' },
  ]);
  const event = contactEvent('DISCONNECTED', '2022-04-08T15:00:00Z', { disconnectTimestamp: DisconnectTimestamp });
  expect(noted(parseContactEvent(event))).toEqual([
    { what: 'disconnectTimestamp', reason: 'before initiationTimestamp' },
  ]);
});

test('times of the same second are in order, and those that are missing are', () => {
  const ignored: Ignored[] = [];
  noteOrder(ignored, { start: ['start', 1900], between: [['answer', 1000]], end: ['end', undefined] });
  noteOrder(ignored, { start: ['start', undefined], between: [['answer', 5000]], end: ['end', 5999] });
  expect(ignored).toEqual([]);
  noteOrder(ignored, { start: ['start', undefined], between: [['answer', 5000]], end: ['end', 4000] });
  expect(ignored).toEqual([{ what: 'end', reason: 'before answer' }]);
});
