import { parseContactEvent } from '../../../../lambdas/calls/carriers/connect/contact-event.ts';
import { parseContactRecord } from '../../../../lambdas/calls/carriers/connect/contact-record.ts';
import { freeswitch } from '../../../../lambdas/calls/carriers/freeswitch/freeswitch.ts';
import { generic } from '../../../../lambdas/calls/carriers/generic/generic.ts';
import type { ParsedPayload } from '../../../../lambdas/calls/carriers/parsed-payload.ts';
import { noteOrder } from '../../../../lambdas/calls/carriers/payload-time.ts';
import { telnyx } from '../../../../lambdas/calls/carriers/telnyx/telnyx.ts';
import { twilio } from '../../../../lambdas/calls/carriers/twilio/twilio.ts';
import type { Ignored } from '../../../../lambdas/calls/observation.ts';
import { contactEvent, record } from './connect/samples.ts';
import { callChannel } from './freeswitch/samples.ts';
import { event } from './telnyx/samples.ts';
import { ofPhone } from './twilio/samples.ts';
import { form } from './twiml/form.ts';

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

test('of FreeSWITCH, an answer before the start, and an end before both', () => {
  const { variables } = callChannel;
  const of = (times: object) => {
    const raw = JSON.stringify({ ...callChannel, variables: { ...variables, ...times } });
    return noted(
      freeswitch.read({ account: 'pbx', hook: 'calls', settings: freeswitch.settings.parse({}), raw }, receivedAt),
    );
  };
  expect(of({})).toEqual([]);
  expect(of({ answer_epoch: '1763647100' })).toEqual([
    { what: 'variables.answer_epoch', reason: 'before variables.start_epoch' },
  ]);
  expect(of({ end_epoch: '1763647100' })).toEqual([
    { what: 'variables.end_epoch', reason: 'before variables.start_epoch' },
  ]);
});

test('of a form, an answer before the start, and a status before that', () => {
  const of = (times: object) => {
    const raw = form({ ...ofPhone('completed', 69, 3), ...times });
    return noted(twilio.read({ account: 'pbx', hook: 'status', settings: twilio.settings.parse({}), raw }, receivedAt));
  };
  expect(of({ StartTime: '2025-11-20T14:00:02Z', AnsweredTime: '2025-11-20T14:00:09Z' })).toEqual([]);
  expect(of({ StartTime: '2025-11-20T14:00:02Z', AnsweredTime: '2025-11-20T14:00:00Z' })).toEqual([
    { what: 'AnsweredTime', reason: 'before StartTime' },
  ]);
  expect(of({ CallInitiatedAt: '2025-11-20T14:05:00Z' })).toEqual([{ what: 'Timestamp', reason: 'before StartTime' }]);
});

test('of Telnyx, a leg that was over before it began', () => {
  const of = (times: object) => {
    const raw = JSON.stringify(event('call.hangup', '14:01:00', 'in', times));
    return noted(telnyx.read({ account: 'pbx', hook: 'events', settings: telnyx.settings.parse({}), raw }, receivedAt));
  };
  expect(of({})).toEqual([]);
  expect(of({ end_time: '2025-11-20T13:59:00Z' })).toEqual([{ what: 'end_time', reason: 'before start_time' }]);
});

test('times of the same second are in order, and those that are missing are', () => {
  const ignored: Ignored[] = [];
  noteOrder(ignored, { start: ['start', 1900], between: [['answer', 1000]], end: ['end', undefined] });
  noteOrder(ignored, { start: ['start', undefined], between: [['answer', 5000]], end: ['end', 5999] });
  expect(ignored).toEqual([]);
  noteOrder(ignored, { start: ['start', undefined], between: [['answer', 5000]], end: ['end', 4000] });
  expect(ignored).toEqual([{ what: 'end', reason: 'before answer' }]);
});
