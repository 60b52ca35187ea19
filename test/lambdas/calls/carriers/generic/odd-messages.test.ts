import { readCallMessage } from '../../../../../lambdas/calls/carriers/generic/call-message.ts';
import { answered, caller, ended, lookup, number, record, ringing } from './samples.ts';

const receivedAt = Date.parse('2025-11-20T14:02:00Z');
const inSixMinutes = '2025-11-20T14:08:00Z';

function read(message: unknown, hook = 'calls') {
  const raw = typeof message === 'string' ? message : JSON.stringify(message);
  return readCallMessage({ account: 'pbx', hook, settings: {}, raw }, receivedAt);
}

function told(message: unknown, hook = 'calls') {
  const parsed = read(message, hook);
  if (!('observations' in parsed)) throw new Error(JSON.stringify(parsed));
  return parsed.observations[0]!;
}

test.each([
  ['{"id": "1", "event": "rin', 'not JSON'],
  ['[]', 'not a JSON object'],
  ['null', 'not a JSON object'],
  [{ ...ringing, id: undefined }, 'id is missing'],
  [{ ...ringing, id: 12 }, 'id is not a text'],
  [{ ...ringing, id: 'a b' }, 'id is not 1 to 200'],
  [{ ...ringing, id: 'a/b' }, 'id is not 1 to 200'],
  [{ ...ringing, leg: '#1' }, 'leg is not 1 to 200'],
  [{ ...ringing, leg: 7 }, 'leg is not a text'],
  [{ ...ringing, event: undefined }, 'event is missing; it is one of ringing'],
  [{ ...ringing, event: 1 }, 'event is not a text'],
  [{ ...ringing, at: undefined }, 'at is missing'],
  [{ ...ringing, at: 'soon' }, 'at is not a time'],
  [{ ...ringing, at: -5 }, 'at is not a time'],
  [{ ...ringing, at: inSixMinutes }, 'at is in the future'],
  [{ ...ended, at: undefined, endedAt: inSixMinutes }, 'endedAt is in the future'],
])('%j is malformed: %s', (message, reason) => {
  expect(read(message)).toEqual({ malformed: expect.stringContaining(reason) });
});

test.each([
  [{ ...lookup, to: undefined }, 'to is missing'],
  [{ ...lookup, to: 'reception' }, 'to is not a phone number'],
  [{ ...lookup, to: 112 }, 'to is not a text'],
  [{ ...lookup, direction: 'outbound', from: null }, 'from is missing'],
  [{ ...lookup, id: undefined }, 'id is missing'],
  [{ ...lookup, at: inSixMinutes }, 'at is in the future'],
  // What was signed for the hook `calls` is no lookup, whoever sends it there again.
  [ringing, 'event is ringing: that is for the hook calls'],
  [ended, 'event is ended'],
  [record, 'event is record'],
  [{ ...lookup, event: 'RINGING' }, 'event is ringing'],
  [{ ...lookup, event: 'parked' }, 'event is not lookup'],
  [{ ...lookup, event: 7 }, 'event is not a text'],
])('a lookup that asks nothing is malformed: %j: %s', (message, reason) => {
  expect(read(message, 'lookup')).toEqual({ malformed: expect.stringContaining(reason) });
});

test.each([
  [{ ...record, startedAt: -5 }, 'startedAt', 'not a time'],
  [{ ...record, answeredAt: 'soon' }, 'answeredAt', 'not a time'],
  [{ ...record, answeredAt: inSixMinutes }, 'answeredAt', 'future'],
  [{ ...record, from: '112' }, 'from', 'withheld'],
  [{ ...record, from: '2025550123' }, 'from', 'withheld'],
  [{ ...record, from: 112 }, 'from', 'not a text'],
  [{ ...record, to: undefined }, 'to', 'missing'],
  [{ ...ringing, to: null }, 'to', 'missing'],
  [{ ...ringing, direction: 'outbound', to: caller, from: '' }, 'from', 'missing'],
  [{ ...record, to: 'reception' }, 'to', 'not a phone number'],
  [{ ...record, agent: 'x'.repeat(513) }, 'agent', '512'],
  [{ ...record, talkSeconds: 3600 }, 'talkSeconds', 'longer than its times'],
  [{ ...record, waitSeconds: '71' }, 'waitSeconds', 'longer than its times'],
  [{ ...record, holdSeconds: 62 }, 'holdSeconds', 'longer than its times'],
])('%j is taken, and what does not fit is noted once: %s is %s', (message, what, reason) => {
  const { fields, ignored } = told(message);
  expect(ignored).toEqual([{ what, reason: expect.stringContaining(reason) }]);
  expect(fields).not.toHaveProperty('startedAt', -5000);
});

test('nothing lasts longer than the call: so much counts as its times leave room for', () => {
  const long = { ...record, waitSeconds: 3600, talkSeconds: 3600, holdSeconds: 3600 };
  expect(told(long).fields).toMatchObject({ waitSeconds: 69, talkSeconds: 60, holdSeconds: 60 });
  expect(told({ ...long, answeredAt: undefined }).fields).toMatchObject({ talkSeconds: 69 });
  // Whole seconds may be one too many, and without an end nobody can say.
  expect(told({ ...record, talkSeconds: 61 })).toMatchObject({ fields: { talkSeconds: 61 } });
  expect(told({ ...long, endedAt: undefined }).fields).toMatchObject({ talkSeconds: 3600 });
});

test('what is usual is not noted: a word for a withheld number, 0 for never, events that repeat nothing, a clock that is a little fast', () => {
  for (const message of [
    { ...record, from: 'anonymous' },
    { ...record, from: 'sip:anonymous@anonymous.invalid' },
    { ...record, answeredAt: 0 },
    { ...record, answeredAt: '0.000000' },
    answered,
    { ...ended, at: '2025-11-20T14:06:59Z' },
  ])
    expect(told(message).ignored).toBeUndefined();
});

test('times are read as Asterisk and databases write them, in UTC if they say no zone', () => {
  for (const startedAt of ['2025-11-20 14:00:00', '2025-11-20T15:00:00+01:00', '2025-11-20 15:00:00+01:00'])
    expect(told({ ...record, startedAt }).fields.startedAt).toBe(Date.parse('2025-11-20T14:00:00Z'));
  expect(told({ ...record, startedAt: '1763647200.123456' }).fields.startedAt).toBe(1763647200_123);
});

test('names are on one line, and hold nothing that cannot be seen', () => {
  const { fields } = told({
    ...record,
    agent: ' an\u0000na\u0007\n\u202eben ',
    queue: '\u202e',
    endReason: 'NO\tANSWER',
    to: number,
  });
  expect(fields).toMatchObject({ agent: 'an na ben', endReason: 'NO ANSWER' });
  expect(fields.queue).toBeUndefined();
});

test('a lookup may say that it is one, and is none of the events of the hook calls', () => {
  expect(read({ ...lookup, event: 'lookup' }, 'lookup')).toEqual(read(lookup, 'lookup'));
  expect(read({ ...lookup, event: 'lookup' }, 'calls')).toEqual({ ignored: expect.stringContaining('lookup') });
  expect(read(lookup, 'calls')).toEqual({ malformed: expect.stringContaining('event is missing') });
});
