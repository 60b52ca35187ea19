import { twilio } from '../../../../../lambdas/calls/carriers/twilio/twilio.ts';
import { fold } from '../../../../../lambdas/calls/fold/fold.ts';
import { talksOf } from '../../../../../lambdas/calls/fold/talks.ts';
import { form } from '../twiml/form.ts';
import { accountSid, caller, callSid, number, ofPhone, over, phone, recording, voice } from './samples.ts';

const at = (time: string) => Date.parse(`2025-11-20T${time}Z`);
const settings = twilio.settings.parse({});
const read = (fields: object, hook = 'status') =>
  twilio.read({ account: 'pbx', hook, settings, raw: form(fields) }, at('14:02:00'));

function observe(...sent: readonly object[]) {
  return sent.flatMap((fields) => {
    const parsed = read(fields);
    return 'observations' in parsed ? parsed.observations : [];
  });
}
const callOf = (...sent: readonly object[]) => fold(observe(...sent), { now: at('14:02:00'), graceSeconds: 600 });

const made = { ...over, Direction: 'outbound-api', From: number, To: caller, CallDuration: '40' };
/** Put through to an agent 10 s after the customer had answered, until the end. */
const agent = ofPhone('completed', 70, 3, { From: number, CallDuration: '30' });

test('who was rung up and the agent whom they were put through to talk in one call', () => {
  const told = {
    direction: 'outbound',
    trackedNumber: number,
    answeredAt: at('14:00:30'),
    talkSeconds: 40,
    agent: phone,
  };
  expect(callOf(made, agent)).toMatchObject(told);
  expect(callOf(agent, made)).toMatchObject(told);
  expect(talksOf(observe(made, agent))).toEqual([{ from: at('14:00:30'), seconds: 40 }]);
});

test('time in which only one of them was there counts, too', () => {
  const late = ofPhone('completed', 90, 3, { From: number, CallDuration: '30' });
  expect(callOf(made, late)).toMatchObject({ talkSeconds: 60 });
});

describe('a call from a client, which is one of our phones', () => {
  const begun = { ...over, From: 'client:anna1', To: caller, Direction: 'inbound', CallDuration: '60' };

  test('is outbound, and answered when the customer does', () => {
    const theirs = ofPhone('completed', 70, 3, { From: number, To: caller, CallDuration: '45' });
    const call = callOf(begun, theirs);
    expect(call).toMatchObject({
      direction: 'outbound',
      caller: { kind: 'number', number: caller },
      status: 'completed',
      answeredAt: at('14:00:25'),
      talkSeconds: 45,
    });
    expect([call?.trackedNumber, call?.agent]).toEqual([undefined, undefined]);
  });

  test('that nobody took is missed; one to another client is none; none asks where it shall go', () => {
    expect(callOf(begun)).toMatchObject({ direction: 'outbound', status: 'missed' });
    expect(read({ ...begun, To: 'client:bert' })).toHaveProperty('ignored');
    expect(read({ ...voice, From: 'client:anna1', To: caller }, 'voice')).toHaveProperty('malformed');
  });
});

describe('what Twilio tells of other things than calls', () => {
  const conference = { AccountSid: accountSid, ConferenceSid: 'CF1', FriendlyName: 'room', SequenceNumber: '1' };

  test.each([
    ['a conference', { ...conference, StatusCallbackEvent: 'conference-start' }],
    ['a participant', { ...conference, StatusCallbackEvent: 'participant-join', CallSid: callSid, Muted: 'false' }],
    ['a stream', { AccountSid: accountSid, CallSid: callSid, StreamSid: 'MZ1', StreamEvent: 'stream-started' }],
    ['a transcription', { AccountSid: accountSid, CallSid: callSid, TranscriptionSid: 'GT1' }],
  ])('%s is ignored', (_what, fields) => {
    expect(read(fields)).toHaveProperty('ignored');
  });

  test('the recording of a conference is ignored, that of a call in one is not', () => {
    const { CallSid: _none, ...ofConference } = recording;
    expect(read({ ...ofConference, ConferenceSid: 'CF1' }, 'recording')).toHaveProperty('ignored');
    expect(read({ ...recording, ConferenceSid: 'CF1' }, 'recording')).toHaveProperty('observations');
  });

  test('a status of a call is read, whatever else it names; what names nothing is malformed', () => {
    expect(read({ ...over, ConferenceSid: 'CF1' })).toHaveProperty('observations');
    expect(read({ AccountSid: accountSid, CallSid: callSid })).toHaveProperty('malformed');
    expect(read({ ...conference, CallSid: callSid }, 'voice')).toHaveProperty('malformed');
  });
});
