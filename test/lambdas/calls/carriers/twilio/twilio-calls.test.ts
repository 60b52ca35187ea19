import { twilio } from '../../../../../lambdas/calls/carriers/twilio/twilio.ts';
import { fold } from '../../../../../lambdas/calls/fold/fold.ts';
import { form } from '../twiml/form.ts';
import {
  accountSid,
  caller,
  callSid,
  dialed,
  messages,
  number,
  ofPhone,
  over,
  phone,
  recording,
  recordingUrl,
  voice,
} from './samples.ts';

const now = Date.parse('2025-11-20T15:00:00Z');
const settings = twilio.settings.parse({});
const at = (time: string) => Date.parse(`2025-11-20T${time}Z`);

const read = (hook: string, fields: object | string, receivedAt = now) =>
  twilio.read({ account: 'pbx', hook, settings, raw: typeof fields === 'string' ? fields : form(fields) }, receivedAt);

function observe(sent: readonly { readonly hook: string; readonly payload: object }[], receivedAt = at('14:00:02')) {
  return sent.flatMap(({ hook, payload }) => {
    const parsed = read(hook, payload, receivedAt);
    if (!('observations' in parsed)) throw new Error(JSON.stringify(parsed));
    return parsed.observations;
  });
}
const callOf = (sent: Parameters<typeof observe>[0], more = {}) =>
  fold(observe(sent, at('14:00:02')), { now: at('14:01:30'), graceSeconds: 600, ...more });
const status = (payload: object) => ({ hook: 'status', payload });

test('a call that was put through: who called which number, who answered, how long, and where its recording lies', () => {
  expect(callOf(messages)).toMatchObject({
    id: `pbx-${callSid}`,
    carrier: 'twilio',
    status: 'completed',
    final: true,
    direction: 'inbound',
    trackedNumber: number,
    caller: { kind: 'number', number: caller },
    attestation: 'A',
    startedAt: at('14:00:02'),
    answeredAt: at('14:00:09'),
    endedAt: at('14:01:10'),
    waitSeconds: 7,
    talkSeconds: 60,
    agent: phone,
    recordings: [{ startedAt: at('14:00:09'), status: 'available' }],
    ignored: [],
  });
  const [{ fields }] = observe([{ hook: 'recording', payload: recording }]) as [ReturnType<typeof observe>[0]];
  expect(fields.recording?.location).toBe(recordingUrl);
});

test('it is answered while people talk, and not final before each phone is over', () => {
  expect(callOf(messages.slice(0, 3))).toMatchObject({ status: 'answered', final: false });
  const early = [messages[0]!, messages[1]!, messages[2]!, messages.at(-1)!];
  expect(callOf(early)).toMatchObject({ status: 'answered', final: false });
});

test('that Twilio took the call is no answer', () => {
  expect(callOf([messages[0]!, status(over)])).toMatchObject({ status: 'missed', final: true });
  expect(callOf([messages[0]!, status({ ...over, CallStatus: 'in-progress' })])).toMatchObject({ status: 'ringing' });
});

test('the answer at the end of the ringing is enough where all events of the phone are lost, and so are they without it', () => {
  const answered = { status: 'completed', final: true, talkSeconds: 60 };
  expect(callOf([messages[0]!, { hook: 'dialed', payload: dialed }, status(over)])).toMatchObject(answered);
  expect(callOf([messages[0]!, messages[3]!, status(over)])).toMatchObject({ ...answered, waitSeconds: 7 });
});

test.each([
  ['busy', 'busy'],
  ['failed', 'failed'],
  ['no-answer', 'missed'],
  ['canceled', 'missed'],
])('a phone that is %s: the call is %s', (word, expected) => {
  const unanswered = { ...dialed, DialCallStatus: word, DialCallDuration: undefined };
  expect(
    callOf([
      messages[0]!,
      status(ofPhone('initiated', 2, 0)),
      status(ofPhone(word, 12, 1)),
      { hook: 'dialed', payload: JSON.parse(JSON.stringify(unanswered)) },
      status(over),
    ]),
  ).toMatchObject({ status: expected, final: true, endReason: 'COMPLETED' });
});

test('the second phone answers after the first did not', () => {
  const second = { CallSid: 'CA00000000000000000000000000000003', To: '+12025550152' };
  expect(
    callOf([
      messages[0]!,
      status(ofPhone('initiated', 2, 0)),
      status(ofPhone('no-answer', 12, 1)),
      { hook: 'dialed', payload: { ...dialed, DialCallStatus: 'no-answer' } },
      status(ofPhone('initiated', 12, 0, second)),
      status(ofPhone('completed', 60, 2, { ...second, CallDuration: '40' })),
      status(over),
    ]),
  ).toMatchObject({ status: 'completed', agent: '+12025550152', talkSeconds: 40, waitSeconds: 18, legs: 3 });
});

test('a machine that takes the call is no person', () => {
  const machine = { AnsweredBy: 'machine_end_beep', CallDuration: '20' };
  const call = callOf([messages[0]!, status(ofPhone('completed', 40, 3, machine)), status(over)]);
  expect(call).toMatchObject({ status: 'missed', answeredBy: 'voicemail' });
});

test('nor is one that is found out after the phone was said to be answered', () => {
  const told = [
    status(ofPhone('in-progress', 9, 2)),
    status(ofPhone('completed', 69, 3, { AnsweredBy: 'machine_start', CallDuration: '60' })),
    { hook: 'dialed', payload: dialed },
    status(over),
  ];
  const call = callOf(told);
  expect(call).toMatchObject({ status: 'missed', answeredBy: 'machine', final: true });
  expect([call?.answeredAt, call?.talkSeconds]).toEqual([undefined, undefined]);
  expect(callOf(told.toReversed())).toEqual(call);
});

test('what took a call that we made is told apart from its status where nobody waited for it', () => {
  const out = { ...over, Direction: 'outbound-api', From: number, To: caller, CallDuration: '30' };
  const detected = { CallSid: callSid, AccountSid: accountSid, MachineDetectionDuration: '3300' };
  const told = (AnsweredBy: string) => callOf([status(out), status({ ...detected, AnsweredBy })]);
  expect(told('human')).toMatchObject({ status: 'completed', answeredBy: 'person', talkSeconds: 30 });
  expect(told('machine_end_beep')).toMatchObject({ status: 'missed', answeredBy: 'voicemail', final: true });
  expect(read('status', { ...detected, AnsweredBy: 'unknown' })).toHaveProperty('ignored');
});

test('an outbound call is marked, and its number is the one that calls', () => {
  const out = { ...over, Direction: 'outbound-api', From: number, To: caller, CallDuration: '30' };
  expect(callOf([status(out)])).toMatchObject({
    direction: 'outbound',
    trackedNumber: number,
    caller: { kind: 'number', number: caller },
    status: 'completed',
    talkSeconds: 30,
  });
});

test.each([
  '',
  'anonymous',
  'Restricted',
  '+266696687',
  '+86282452253',
  '+8656696',
  '+2562533',
  '+7378742833',
  'sip:anonymous@anonymous.invalid',
])('a caller %p is withheld', (From) => {
  const [one] = observe([{ hook: 'voice', payload: { ...voice, From } }]);
  expect(one?.fields.callerAbsent || one?.fields.caller?.kind === 'withheld').toBe(true);
});

test.each([
  ['TN-Validation-Passed-B', 'B'],
  ['TN-Validation-Passed-C-Diverted', 'C'],
  ['TN-Validation-Failed-A', 'failed'],
  ['TN-Validation-Failed', 'failed'],
  ['No-TN-Validation', undefined],
])('%s is attested by %s', (StirVerstat, attestation) => {
  expect(observe([{ hook: 'voice', payload: { ...voice, StirVerstat } }])[0]?.fields.attestation).toBe(attestation);
});

test('what a hook cannot take is malformed, and says why', () => {
  const reasons = [
    read('voice', { ...voice, CallSid: undefined }),
    read('voice', { ...voice, To: '' }),
    read('voice', over),
    read('voice', ofPhone('ringing', 3, 1)),
    read('status', { CallSid: callSid }),
    read('dialed', over),
    read('status', { ...over, Timestamp: 'Thu, 20 Nov 2027 14:01:10 +0000' }),
    read('recording', { ...recording, RecordingUrl: 'javascript:alert(1)' }),
    read('status', 'CallSid=a/b&CallStatus=completed'),
    read('status', ''),
  ];
  expect(reasons.map((parsed) => Object.keys(parsed))).toEqual(reasons.map(() => ['malformed']));
  const mine = twilio.settings.parse({ accountSid: accountSid.replace(/1$/, '2') });
  expect(twilio.read({ account: 'pbx', hook: 'status', settings: mine, raw: form(over) }, now)).toHaveProperty(
    'malformed',
  );
});

test('what is no news is ignored: a status of later, a recording of silence, a whisper', () => {
  expect(read('status', { ...over, CallStatus: 'pondering' })).toHaveProperty('ignored');
  expect(read('recording', { ...recording, RecordingStatus: 'absent' })).toHaveProperty('ignored');
  expect(read('whisper', ofPhone('in-progress', 9, 1))).toHaveProperty('ignored');
});

test('the same form again is the same observation, and a flat JSON object says the same as a form', () => {
  expect(read('status', over, now + 86_400_000)).toEqual(read('status', over));
  expect(read('status', JSON.stringify(over))).toEqual(read('status', over));
});

test('keys that were pressed are told', () => {
  expect(callOf([messages[0]!, { hook: 'consent', payload: { ...voice, Digits: '1' } }])).toMatchObject({
    keys: ['1'],
  });
});
