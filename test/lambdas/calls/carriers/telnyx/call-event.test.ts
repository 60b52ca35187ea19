import fc from 'fast-check';
import { telnyx } from '../../../../../lambdas/calls/carriers/telnyx/telnyx.ts';
import { fold } from '../../../../../lambdas/calls/fold/fold.ts';
import { mutations } from '../connect/mutations.ts';
import { caller, number, phone } from '../twilio/samples.ts';
import { event, sessionCall } from './samples.ts';

const at = (time: string) => Date.parse(`2025-11-20T${time}Z`);
const now = at('15:00:00');
const settings = telnyx.settings.parse({});
const read = (sent: unknown, receivedAt = now) =>
  telnyx.read({ account: 'pbx', hook: 'events', settings, raw: JSON.stringify(sent) ?? '' }, receivedAt);

function callOf(events: readonly object[]) {
  const observations = events.flatMap((sent) => {
    const parsed = read(sent);
    if ('malformed' in parsed) throw new Error(parsed.malformed);
    return 'observations' in parsed ? parsed.observations : [];
  });
  return fold(observations, { now: at('14:02:00'), graceSeconds: 600 });
}

const incoming = event('call.initiated', '14:00:00.076316', 'in', {
  direction: 'incoming',
  state: 'parked',
  shaken_stir_attestation: 'B',
  shaken_stir_validated: true,
});
const outgoing = event('call.initiated', '14:00:02.5', 'out', { direction: 'outgoing', state: 'bridging' });
const hangup = (time: string, leg: 'in' | 'out', cause: string) =>
  event('call.hangup', time, leg, { hangup_cause: cause, hangup_source: 'caller', sip_hangup_cause: '200' });

const answered = [
  incoming,
  event('call.answered', '14:00:01', 'in'),
  outgoing,
  event('call.answered', '14:00:09', 'out'),
  event('call.bridged', '14:00:09.2', 'in'),
  event('call.bridged', '14:00:09.2', 'out'),
  hangup('14:01:09', 'out', 'normal_clearing'),
  hangup('14:01:09.4', 'in', 'normal_clearing'),
];

test('a session is one call: parked, put through to a phone, answered there', () => {
  expect(callOf(answered)).toMatchObject({
    id: sessionCall,
    carrier: 'telnyx',
    status: 'completed',
    final: true,
    direction: 'inbound',
    trackedNumber: number,
    caller: { kind: 'number', number: caller },
    attestation: 'B',
    answeredAt: at('14:00:09'),
    waitSeconds: 9,
    talkSeconds: 60,
    agent: phone,
    endReason: 'NORMAL_CLEARING',
    ignored: [],
  });
});

test('in any order, and however often, it is the same call', () => {
  const some = fc.array(fc.constantFrom(...answered), { maxLength: 8 });
  const shuffled = some.chain((more) =>
    fc.shuffledSubarray([...answered, ...more], { minLength: answered.length + more.length }),
  );
  fc.assert(fc.property(shuffled, (events) => expect(callOf(events)).toEqual(callOf(answered))));
});

test('that the application took the call is no answer', () => {
  const parked = [incoming, event('call.answered', '14:00:01', 'in')];
  expect(callOf(parked)).toMatchObject({ status: 'ringing' });
  expect(callOf([...parked, hangup('14:00:20', 'in', 'originator_cancel')])).toMatchObject({
    status: 'missed',
    final: true,
  });
  expect(callOf([...parked, hangup('14:00:20', 'in', 'user_busy')])).toMatchObject({ status: 'busy' });
  expect(callOf([...parked, hangup('14:00:20', 'in', 'not_found')])).toMatchObject({ status: 'failed' });
});

test('a leg that goes on to a PBX is answered when the PBX answers', () => {
  const bridging = event('call.initiated', '14:00:00.076316', 'in', { direction: 'incoming', state: 'bridging' });
  const through = [bridging, event('call.answered', '14:00:05', 'in'), hangup('14:00:35', 'in', 'normal_clearing')];
  expect(callOf(through)).toMatchObject({ status: 'completed', talkSeconds: 30, direction: 'inbound' });
});

test('a call that we make is outbound', () => {
  const made = [outgoing, event('call.answered', '14:00:09', 'out'), hangup('14:01:09', 'out', 'normal_clearing')];
  // Who was called is no agent.
  expect(callOf(made)?.agent).toBeUndefined();
  expect(callOf(made)).toMatchObject({
    direction: 'outbound',
    status: 'completed',
    trackedNumber: caller,
    talkSeconds: 60,
  });
});

test('recordings are told by the address that lasts longest', () => {
  const saved = (payload: object) => event('call.recording.saved', '14:01:12', 'in', payload);
  const location = (payload: object) => {
    const parsed = read(saved(payload));
    return 'observations' in parsed ? parsed.observations[0]?.fields.recording?.location : undefined;
  };
  const urls = (host: string) => ({ mp3: `https://${host}/a.mp3`, wav: `https://${host}/a.wav` });
  const long = `https://s3.example/a.mp3?X-Amz-Signature=${'f'.repeat(900)}`;
  expect(location({ recording_urls: { mp3: long }, recording_started_at: '2025-11-20T14:00:09Z' })).toBe(long);
  expect(location({ recording_urls: urls('short.example'), public_recording_urls: urls('long.example') })).toBe(
    'https://long.example/a.mp3',
  );
  expect(location({ recording_urls: { mp3: 'javascript:alert(1)' } })).toBeUndefined();
});

test('what a signature that is wrong attests has failed; what a machine takes is told', () => {
  const first = (sent: object) => {
    const parsed = read(sent);
    return 'observations' in parsed ? parsed.observations[0]?.fields : undefined;
  };
  const attested = (shaken_stir_validated: unknown) =>
    first(event('call.initiated', '14:00:00', 'in', { shaken_stir_attestation: 'A', shaken_stir_validated }))
      ?.attestation;
  expect([true, false, null].map(attested)).toEqual(['A', 'failed', 'A']);
  expect(first(event('call.machine.detection.ended', '14:00:10', 'out', { result: 'machine' }))?.answeredBy).toBe(
    'machine',
  );
});

test('events of no concern are named; what is no event is malformed', () => {
  expect(read(event('call.speak.started', '14:00:03', 'in'))).toEqual({
    ignored: expect.stringContaining('call.speak.started'),
  });
  const broken = [
    {},
    [],
    'x',
    { data: {} },
    event('call.hangup', '14:00:03', 'in', { call_session_id: null }),
    event('call.hangup', '17:00:03', 'in'),
  ];
  expect(broken.map((sent) => Object.keys(read(sent)))).toEqual(broken.map(() => ['malformed']));
});

test('whatever came, nothing is thrown, and the same event says the same whenever it comes', () => {
  const sent = fc.constantFrom(...answered).chain(mutations);
  fc.assert(fc.property(sent, (one) => expect(read(one)).toBeDefined()));
  for (const one of answered) expect(read(one, now + 90_000)).toEqual(read(one));
});
