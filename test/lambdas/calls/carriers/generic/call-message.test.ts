import { readCallMessage } from '../../../../../lambdas/calls/carriers/generic/call-message.ts';
import { answered, caller, ended, lookup, number, queued, record, ringing } from './samples.ts';

const receivedAt = Date.parse('2025-11-20T14:02:00Z');
const at = (time: string) => Date.parse(`2025-11-20T${time}Z`);

function read(message: unknown, { hook = 'calls', country }: { hook?: string; country?: string } = {}) {
  const raw = typeof message === 'string' ? message : JSON.stringify(message);
  return readCallMessage({ account: 'pbx', hook, settings: { country }, raw }, receivedAt);
}

function told(message: unknown, options = {}) {
  const parsed = read(message, options);
  if (!('observations' in parsed)) throw new Error(JSON.stringify(parsed));
  return parsed.observations[0]!;
}

test('a record tells the whole call', () => {
  expect(told(record)).toEqual({
    call: 'pbx-1764430000.12',
    leg: 'pbx-1764430000.12',
    carrier: 'generic',
    source: 'record',
    version: '2025-11-20T14:01:10.000Z',
    fields: {
      startedAt: 1763647200_000,
      queuedAt: at('14:00:02'),
      answeredAt: at('14:00:09'),
      endedAt: at('14:01:09'),
      caller: { kind: 'number', number: caller },
      trackedNumber: number,
      endReason: 'NORMAL CLEARING',
      cause: 'other',
      direction: 'inbound',
      waitSeconds: 7,
      talkSeconds: 55,
      holdSeconds: 5,
      agent: 'anna',
      queue: 'sales',
      recorded: true,
      callRecorded: true,
    },
  });
});

test.each([
  [ringing, { startedAt: at('14:00:00'), trackedNumber: number, caller: { kind: 'number', number: caller } }],
  [queued, { queuedAt: at('14:00:02'), queue: 'sales' }],
  [answered, { answeredAt: at('14:00:09'), agent: 'anna' }],
  [ended, { endedAt: at('14:01:09'), endReason: 'NORMAL_CLEARING', cause: 'other' }],
])('an event says when it happened: %j', (message, fields) => {
  expect(told(message)).toMatchObject({ source: 'webhook', version: new Date(message.at).toISOString(), fields });
  expect(told(message).fields.recorded).toBeUndefined();
});

test('a time of its own goes before that of the event, and stands in where the event has none', () => {
  expect(told({ ...ringing, startedAt: '2025-11-20T13:59:58Z' }).fields.startedAt).toBe(at('13:59:58'));
  const { at: _at, ...timeless } = record;
  expect(told(timeless).version).toBe('2025-11-20T14:01:09.000Z');
});

test('a lookup is about now, unless it says when', () => {
  expect(told(lookup, { hook: 'lookup' })).toMatchObject({ source: 'lookup', version: '2025-11-20T14:02:00.000Z' });
  expect(told({ ...lookup, at: ringing.at }, { hook: 'lookup' }).version).toBe('2025-11-20T14:00:00.000Z');
});

test('legs of one call have ids of their own', () => {
  expect(told({ ...answered, leg: '1764430003.13' })).toMatchObject({
    call: 'pbx-1764430000.12',
    leg: 'pbx-1764430000.12/1764430003.13',
    fields: { ownLeg: true },
  });
  expect(told({ ...answered, leg: answered.id })).toMatchObject({ leg: 'pbx-1764430000.12', fields: { ownLeg: true } });
  expect(told(answered).fields).not.toHaveProperty('ownLeg');
});

test('who was rung up is the person outside, also where the call went the other way', () => {
  expect(told({ ...ringing, direction: 'Outbound', from: number, to: caller }).fields).toMatchObject({
    direction: 'outbound',
    caller: { kind: 'number', number: caller },
    trackedNumber: number,
  });
  expect(read({ ...ringing, direction: 'internal' })).toEqual({ ignored: expect.stringContaining('inbound') });
});

test.each([
  [null, { callerAbsent: true }],
  ['', { callerAbsent: true }],
  ['anonymous', { caller: { kind: 'withheld' } }],
  ['sip:anonymous@anonymous.invalid', { caller: { kind: 'withheld' } }],
  ['+266696687', { caller: { kind: 'withheld' } }],
])('a caller who is withheld: %j', (from, fields) => {
  expect(told({ ...record, from }).fields).toMatchObject(fields);
  expect(told({ ...ringing, from }).fields).not.toHaveProperty('callerAbsent');
});

test.each([
  ['+1 (202) 555-0123', undefined, '+12025550123'],
  ['0012025550123', undefined, '+12025550123'],
  ['sip:+12025550123@pbx.example;user=phone', undefined, '+12025550123'],
  ['tel:+12025550123', undefined, '+12025550123'],
  ['202-555-0123', 'US', '+12025550123'],
  ['12025550123', 'US', '+12025550123'],
  ['030 23125001', 'DE', '+493023125001'],
  ['493023125001', 'DE', '+493023125001'],
  ['sip:02079460123@10.0.0.1', 'GB', '+442079460123'],
  ['+442079460123', 'DE', '+442079460123'],
])('the number %s with country %s is %s', (written, country, e164) => {
  const { fields, ignored } = told({ ...ringing, from: written, to: written }, { country });
  expect(fields).toMatchObject({ trackedNumber: e164, caller: { kind: 'number', number: e164 } });
  expect(ignored).toBeUndefined();
});

test('a number without its country is kept where it was dialled, and noted on both sides', () => {
  const { fields, ignored } = told({ ...ringing, from: '2025550123', to: '2025550199' });
  expect(fields).toMatchObject({ trackedNumber: '2025550199', caller: { kind: 'withheld' } });
  expect(ignored?.map(({ what }) => what)).toEqual(['from', 'to']);
});

test.each([
  ['BUSY', 'busy'],
  ['user_busy', 'busy'],
  ['CONGESTION', 'failed'],
  ['no route destination', 'failed'],
  ['NO ANSWER', 'other'],
  ['ORIGINATOR_CANCEL', 'other'],
])('%s means %s', (endReason, cause) => {
  expect(told({ ...ended, endReason }).fields).toMatchObject({ endReason: endReason.toUpperCase(), cause });
});

test.each([
  ['hold', 'hold'],
  ['dtmf.begin', 'dtmf.begin'],
])('the event %s is of no concern, and named', (event, named) => {
  expect(read({ ...ringing, event })).toEqual({ ignored: expect.stringContaining(named) });
});

test('an event whose name is none is not repeated', () => {
  expect(read({ ...ringing, event: '<b>call me</b>' })).toEqual({ ignored: 'an event of a kind that is not known' });
});
