import fc from 'fast-check';
import { freeswitch } from '../../../../lambdas/calls/carriers/freeswitch/freeswitch.ts';
import { generic } from '../../../../lambdas/calls/carriers/generic/generic.ts';
import type { ParsedPayload } from '../../../../lambdas/calls/carriers/parsed-payload.ts';
import { telnyx } from '../../../../lambdas/calls/carriers/telnyx/telnyx.ts';
import { twilio } from '../../../../lambdas/calls/carriers/twilio/twilio.ts';
import { fold } from '../../../../lambdas/calls/fold/fold.ts';
import { callChannel, channelRecord } from './freeswitch/samples.ts';
import * as pbx from './generic/samples.ts';
import { event } from './telnyx/samples.ts';
import * as sent from './twilio/samples.ts';
import { form } from './twiml/form.ts';

/** All was told at 14:10 of a call that had begun ten minutes before, or earlier. */
const receivedAt = Date.parse('2025-11-20T14:10:00Z');
const began = Date.parse('2025-11-20T14:00:00Z');

type Sent = readonly [hook: string, payload: object];

const byTwilio = ([hook, payload]: Sent) =>
  twilio.read({ account: 'pbx', hook, settings: twilio.settings.parse({}), raw: form(payload) }, receivedAt);
const byPbx = (payload: object) =>
  generic.read({ account: 'pbx', hook: 'calls', settings: {}, raw: JSON.stringify(payload) }, receivedAt);

function callOf(...parsed: readonly ParsedPayload[]) {
  const observations = parsed.flatMap((one) => {
    if (!('observations' in one)) throw new Error(JSON.stringify(one));
    return one.observations;
  });
  return fold(observations, { now: receivedAt + 60_000, graceSeconds: 0 });
}

const Timestamp = 'Thu, 20 Nov 2025 14:10:00 +0000';
const over: Sent = ['status', { ...sent.over, CallDuration: '600', Timestamp }];
const dialed: Sent = ['dialed', { ...sent.dialed, DialCallDuration: '590' }];
const { RecordingStartTime, ...untimed } = sent.recording;
const recording: Sent = ['recording', { ...untimed, RecordingDuration: '580' }];
const phoneOver: Sent = ['status', { ...sent.ofPhone('completed', 600, 3, { CallDuration: '585' }), Timestamp }];

describe('a call of which only the end is known began as long before as it lasted', () => {
  test.each<[string, Sent, number]>([
    ['its last status', over, 0],
    ['what came of ringing phones', dialed, 10],
    ['its recording', recording, 20],
    ['a recording that says when it began', ['recording', { ...untimed, RecordingStartTime }], 9],
    ['the last status of a phone', phoneOver, 15],
    ['a machine that took it', ['status', { ...phoneOver[1], AnsweredBy: 'machine_start' }], 15],
  ])('Twilio: %s', (_what, one, seconds) => {
    expect(callOf(byTwilio(one))?.startedAt).toBe(began + seconds * 1000);
  });

  test('nobody is known to have answered, so all of it was waiting', () => {
    expect(callOf(byTwilio(over))).toMatchObject({ status: 'missed', waitSeconds: 600 });
  });

  test('Telnyx: what took it, and its recording', () => {
    const settings = telnyx.settings.parse({});
    const { CallDuration: _none, ...answered } = { ...sent.over, Timestamp };
    const raw = form({ ...answered, AnsweredTime: '2025-11-20T14:00:00Z' });
    expect(callOf(telnyx.read({ account: 'pbx', hook: 'status', settings, raw }, receivedAt))?.startedAt).toBe(began);
    const saved = event('call.recording.saved', '14:10:00', 'in', {
      recording_urls: { mp3: 'https://recordings.example/a.mp3' },
      recording_started_at: '2025-11-20T14:00:00Z',
    });
    const told = telnyx.read({ account: 'pbx', hook: 'events', settings, raw: JSON.stringify(saved) }, receivedAt);
    expect(callOf(told)?.startedAt).toBe(began);
  });

  test.each([
    ['an end', { event: 'ended', waitSeconds: 100, talkSeconds: 500 }],
    ['a record', { event: 'record', talkSeconds: 600 }],
    ['an answer', { event: 'answered', waitSeconds: 600 }],
    ['an answer and an end', { event: 'record', answeredAt: '2025-11-20T14:00:07Z', waitSeconds: 7, talkSeconds: 9 }],
  ])('a PBX: %s', (_what, more) => {
    const { id, from, to } = pbx.ringing;
    expect(callOf(byPbx({ id, from, to, at: '2025-11-20T14:10:00Z', ...more }))?.startedAt).toBe(began);
  });

  test('FreeSWITCH: a record without a start', () => {
    const { start_epoch: _start, start_stamp: _stamp, ...variables } = callChannel.variables;
    const raw = JSON.stringify(channelRecord({ ...variables, duration: '69' }));
    const settings = freeswitch.settings.parse({});
    expect(callOf(freeswitch.read({ account: 'pbx', hook: 'calls', settings, raw }, receivedAt))?.startedAt).toBe(
      1763647200_000,
    );
  });
});

test('who was asked, when it rang, where it shall go knows the start better than the end of a call does', () => {
  const asked = twilio.read(
    { account: 'pbx', hook: 'voice', settings: twilio.settings.parse({}), raw: form(sent.voice) },
    receivedAt - 590_000,
  );
  expect(callOf(byTwilio(over), asked)?.startedAt).toBe(began + 10_000);
});

test('what is told later only finds an earlier start, in whatever order it comes', () => {
  const all = [over, dialed, recording, phoneOver].map(byTwilio);
  fc.assert(
    fc.property(fc.shuffledSubarray(all, { minLength: 1 }), fc.constantFrom(...all), (some, more) => {
      const [before, after] = [callOf(...some)?.startedAt, callOf(...some, more)?.startedAt];
      expect(after).toBeLessThanOrEqual(before ?? 0);
      expect(callOf(more, ...some)?.startedAt).toBe(after);
    }),
  );
});
