import { readChannelRecord } from '../../../../../lambdas/calls/carriers/freeswitch/channel-record.ts';
import { fold } from '../../../../../lambdas/calls/fold/fold.ts';
import { answered, callChannel, caller, channelRecord, number, phoneOf } from './samples.ts';

const now = Date.parse('2025-11-20T15:00:00Z');
const mobile = '+12025550177';

function read(payload: unknown) {
  const raw = JSON.stringify(payload);
  return readChannelRecord({ account: 'fs', hook: 'calls', settings: { country: 'US' }, raw }, now);
}

function callOf(...payloads: readonly unknown[]) {
  const observations = payloads.flatMap((payload) => {
    const parsed = read(payload);
    return 'observations' in parsed ? parsed.observations : [];
  });
  return fold(observations, { now, graceSeconds: 3600 });
}

/** A call from and to these, as its caller's channel tells of it. */
function dialled(from: string, to: string, more: Readonly<Record<string, string>> = {}) {
  const variables = { ...callChannel.variables, sip_from_user: from, sip_req_user: to, sip_to_user: to, ...more };
  return {
    ...channelRecord(variables),
    callflow: [{ caller_profile: { caller_id_number: from, destination_number: to } }],
  };
}

const inbound = { direction: 'inbound', trackedNumber: number, caller: { kind: 'number', number: caller } };
const outbound = { direction: 'outbound', trackedNumber: number, caller: { kind: 'number', number: mobile } };

test.each<[string, object, object]>([
  ['an extension that signed in', dialled('1001', mobile, { sip_auth_username: '1001' }), { direction: 'outbound' }],
  ['a user by name', dialled('anna', mobile, { sip_auth_username: 'anna' }), { direction: 'outbound' }],
  [
    'an extension that is shown outside by a number of ours',
    dialled('1001', mobile, { sip_auth_username: '1001', effective_caller_id_number: '12025550199' }),
    outbound,
  ],
  [
    'a user whose phone tells another number',
    dialled('+12025550198', mobile, { sip_auth_username: '1001', outbound_caller_id_number: '12025550199' }),
    outbound,
  ],
  ['a trunk that signs in', dialled(caller, number, { sip_auth_username: 'trunk-7' }), inbound],
  ['a trunk that signs in, in national form', dialled('2025550123', number, { sip_auth_username: '77' }), inbound],
  [
    'a trunk of which the dialplan put the number into another form',
    dialled('2025550123', number, { sip_auth_username: 'trunk-7', effective_caller_id_number: caller }),
    inbound,
  ],
  [
    'a withheld caller by a trunk that signs in',
    dialled('anonymous', number, { sip_auth_username: 'trunk-7' }),
    { ...inbound, caller: { kind: 'withheld' } },
  ],
  ['a caller by a trunk without sign-in', dialled(caller, number), inbound],
  ['a caller to an extension', dialled(caller, '200'), { direction: 'inbound', trackedNumber: '200' }],
])('%s', (_what, payload, told) => {
  expect(callOf(payload)).toMatchObject(told);
});

test.each([
  ['an extension', dialled('1001', '1002', { sip_auth_username: '1001' })],
  ['an extension, without sign-in', dialled('1001', '1002')],
  ['a mail box', dialled('1001', '*97', { sip_auth_username: '1001' })],
  ['a name', dialled('1001', 'sales', { sip_auth_username: '1001' })],
  ['the phone that rang', dialled('1001', '1002', { direction: 'outbound', uuid: 'b-leg' })],
])('from inside to %s is no call of anybody outside', (_what, payload) => {
  expect(read(payload)).toEqual({ ignored: 'a call from inside to inside' });
});

test('of a call that we made the agent is not who was called', () => {
  const made = dialled('1001', mobile, { sip_auth_username: '1001', dialed_user: '' });
  const theirs = channelRecord({ ...answered.variables, dialed_user: '', sip_to_user: mobile.slice(1) });
  const call = callOf(made, theirs);
  expect(call).toMatchObject({ direction: 'outbound', talkSeconds: 60 });
  expect(call?.agent).toBeUndefined();
});

describe('a call that was transferred', () => {
  const start = 1763647200;
  const first = phoneOf('1002', start + 5, start + 20);
  const second = phoneOf('1003', start + 30, start + 80);
  const times = (bridged: number, more = {}) => ({ bridged_time: `${start + bridged}123456`, ...more });
  const callerOf = (before: object, after: object = times(30)) => {
    const { callflow, ...record } = channelRecord({
      ...callChannel.variables,
      dialed_user: '1003',
      answer_epoch: String(start + 5),
      bridge_epoch: String(start + 30),
      end_epoch: String(start + 80),
    });
    const [newer, older] = callflow;
    const profile = { ...older?.caller_profile, callee_id_number: '1002' };
    return {
      ...record,
      callflow: [
        { ...newer, times: after },
        { caller_profile: profile, times: before },
      ],
    };
  };
  const whole = { status: 'completed', waitSeconds: 5, talkSeconds: 65, agent: '1002', answeredAt: (start + 5) * 1000 };

  test('was answered when it was first, and both talks count', () => {
    expect(callOf(first, second, callerOf(times(5)))).toMatchObject(whole);
    expect(callOf(callerOf(times(5)), second, first)).toMatchObject(whole);
  });

  test('tells as much by itself, if the phones tell nothing', () => {
    expect(callOf(callerOf(times(5, { transfer_time: `${start + 20}000000` })))).toMatchObject(whole);
    const created = times(30, { profile_created_time: `${start + 20}000000` });
    expect(callOf(callerOf(times(5), created), second)).toMatchObject(whole);
    expect(callOf(callerOf(times(5)))).toMatchObject({ ...whole, talkSeconds: 75 });
  });

  test('who is there at the same time is in the same talk', () => {
    const consulted = phoneOf('1003', start + 15, start + 80);
    expect(callOf(first, consulted, callerOf(times(5)))).toMatchObject({ ...whole, talkSeconds: 75 });
  });

  test('into a queue it had been answered before', () => {
    const record = callerOf(times(5));
    const queued = { cc_queue_joined_epoch: String(start + 22), cc_queue_answered_epoch: String(start + 30) };
    const call = callOf(first, second, { ...record, variables: { ...record.variables, ...queued } });
    expect(call).toMatchObject(whole);
  });
});
