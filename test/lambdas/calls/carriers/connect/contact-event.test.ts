import fc from 'fast-check';
import { parseContactEvent } from '../../../../../lambdas/calls/carriers/connect/contact-event.ts';
import { observation } from '../../../../../lambdas/calls/observation.ts';
import { mutations } from './mutations.ts';
import { contact, contactEvent, events, number } from './samples.ts';

function fieldsOf(envelope: unknown) {
  const parsed = parseContactEvent(envelope);
  if (!('observations' in parsed)) throw new Error(JSON.stringify(parsed));
  return parsed.observations[0]!.fields;
}

test('an event is a hint of its envelope time that never names the caller', () => {
  expect(parseContactEvent(events[2])).toEqual({
    observations: [
      {
        call: contact,
        leg: contact,
        carrier: 'connect',
        source: 'event',
        version: '2022-04-08T15:00:49.000Z',
        fields: {
          trackedNumber: number,
          startedAt: Date.parse('2022-04-08T14:59:38.412Z'),
          queuedAt: Date.parse('2022-04-08T15:00:42.100Z'),
          answeredAt: Date.parse('2022-04-08T15:00:49.250Z'),
          direction: 'inbound',
          initiation: 'INBOUND',
          agent: '7',
          queue: expect.stringContaining('/queue/9'),
        },
      },
    ],
  });
});

test('1970 is no value: a queued call is neither answered nor over', () => {
  const fields = fieldsOf(events[1]);
  expect(fields.answeredAt).toBeUndefined();
  expect(fields.endedAt).toBeUndefined();
});

describe('early events without times in their detail', () => {
  const early = (eventType: string) =>
    contactEvent(eventType, '2021-08-11T07:43:00Z', {
      initiationTimestamp: undefined,
      connectedToSystemTimestamp: undefined,
      disconnectTimestamp: undefined,
      tags: undefined,
    });
  const time = Date.parse('2021-08-11T07:43:00Z');

  test.each([
    ['INITIATED', { startedAt: time }],
    ['QUEUED', { queuedAt: time }],
    ['CONNECTED_TO_AGENT', { answeredAt: time }],
    ['DISCONNECTED', { endedAt: time }],
  ])('%s happened at the time of the envelope', (type, fields) => {
    expect(fieldsOf(early(type))).toEqual({ ...fields, direction: 'inbound', initiation: 'INBOUND' });
  });
});

test('the contact is found in the resources by what it is, not where', () => {
  const event = contactEvent('INITIATED', '2022-04-08T14:59:38Z', { contactId: undefined });
  for (const resources of [event.resources, event.resources.toReversed()]) {
    expect(parseContactEvent({ ...event, resources })).toMatchObject({ observations: [{ leg: contact }] });
  }
});

test('a transfer is a leg of the call that it belongs to', () => {
  const event = contactEvent('INITIATED', '2022-04-08T15:00:00Z', {
    initialContactId: 'first',
    initiationMethod: 'TRANSFER',
  });
  expect(parseContactEvent(event)).toMatchObject({ observations: [{ call: 'first', leg: contact }] });
});

test.each([
  ['by the API', { initiationMethod: 'API' }],
  ['by a campaign', { initiationMethod: undefined, campaign: { campaignId: 'c' } }],
])('a call that was placed %s goes out', (_name, detail) => {
  const event = contactEvent('CONNECTED_TO_SYSTEM', '2022-04-08T15:00:00Z', detail);
  expect(fieldsOf(event)).toMatchObject({ direction: 'outbound', customerAnsweredAt: expect.any(Number) });
  expect(fieldsOf(event).answeredAt).toBeUndefined();
});

test.each([
  ['a chat', contactEvent('INITIATED', '2022-04-08T15:00:00Z', { channel: 'Chat' })],
  ['a supervisor', contactEvent('INITIATED', '2022-04-08T15:00:00Z', { initiationMethod: 'MONITOR' })],
])('%s is ignored with a reason', (_name, event) => {
  expect(parseContactEvent(event)).toEqual({ ignored: expect.any(String) });
});

test('a type that is new tells what it tells of its contact, and is noted', () => {
  const at = '2022-04-08T15:00:00Z';
  expect(parseContactEvent(contactEvent('SOMETHING_NEW', at, { disconnectTimestamp: at }))).toMatchObject({
    observations: [
      {
        leg: contact,
        fields: { endedAt: Date.parse(at) },
        ignored: [{ what: 'eventType', reason: 'not a type that is known' }],
      },
    ],
  });
});

test.each([
  ['a channel that is not known', contactEvent('INITIATED', '2022-04-08T15:00:00Z', { channel: 'Hologram' })],
  ['no object', 'text'],
  ['no detail', {}],
  ['no type', contactEvent('', '2022-04-08T15:00:00Z')],
  ['no contact', { ...contactEvent('QUEUED', '2022-04-08T15:00:00Z', { contactId: null }), resources: [] }],
  ['no time', { ...contactEvent('QUEUED', '2022-04-08T15:00:00Z'), time: 'soon' }],
])('%s is malformed', (_name, event) => {
  expect(parseContactEvent(event)).toEqual({ malformed: expect.any(String) });
});

test('no JSON value makes it throw, and what it says is an observation', () => {
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), ...events.map((event) => mutations(event))), (payload) => {
      const parsed = parseContactEvent(payload);
      if ('observations' in parsed) for (const one of parsed.observations) observation.parse(one);
    }),
    { numRuns: 1000 },
  );
});
