import { readChannelRecord } from '../../../../../lambdas/calls/carriers/freeswitch/channel-record.ts';
import { verifyBasicCredentials } from '../../../../../lambdas/calls/carriers/verify-basic-credentials.ts';
import { fold } from '../../../../../lambdas/calls/fold/fold.ts';
import type { Observation } from '../../../../../lambdas/calls/observation.ts';
import * as samples from './samples.ts';

const now = Date.parse('2025-11-20T15:00:00Z');
const { callChannel, channelRecord } = samples;

function observed(payload: unknown, country = 'US'): readonly Observation[] {
  const raw = typeof payload === 'string' ? payload : JSON.stringify(payload);
  const read = readChannelRecord({ account: 'fs', hook: 'calls', settings: { country }, raw }, now);
  if (!('observations' in read)) throw new Error(JSON.stringify(read));
  return read.observations;
}

const callOf = (...payloads: unknown[]) =>
  fold(
    payloads.flatMap((payload) => observed(payload)),
    { now, graceSeconds: 3600 },
  );
const changed = (variables: Record<string, string | undefined>) =>
  channelRecord(
    Object.fromEntries(
      Object.entries({ ...callChannel.variables, ...variables }).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value]],
      ),
    ),
  );

const whole = {
  id: `fs-${samples.callUuid}`,
  status: 'completed',
  final: true,
  direction: 'inbound',
  caller: { kind: 'number', number: samples.caller },
  trackedNumber: samples.number,
  startedAt: 1763647200_000,
  answeredAt: 1763647209_000,
  endedAt: 1763647269_000,
  waitSeconds: 9,
  talkSeconds: 60,
  holdSeconds: 5,
  agent: '1002',
  endReason: 'NORMAL_CLEARING',
  ignored: [],
};

test('the records of a call and of the phones that rang are one call, answered by a person and not by the announcement', () => {
  expect(callOf(...samples.records)).toMatchObject({ ...whole, legs: 2 });
  expect(callOf(callChannel)).toMatchObject({ ...whole, legs: 1 });
});

test('a phone that hung up first does not make the call final', () => {
  expect(callOf(samples.unanswered)).toMatchObject({ final: false });
  expect(callOf(samples.answered)).toMatchObject({ final: false });
  expect(callOf(samples.unanswered, callChannel)).toMatchObject(whole);
});

test.each([
  ['URL-encoded', (json: string) => `cdr=${encodeURIComponent(json)}`],
  ['in base64', (json: string) => `cdr=${Buffer.from(json).toString('base64')}`],
  ['after a byte order mark', (json: string) => `\uFEFF${json}`],
])('a record comes %s', (_how, encode) => {
  expect(observed(encode(JSON.stringify(callChannel)))).toEqual(observed(callChannel));
});

test('values may be encoded or not, numbers written in full or as in the country', () => {
  const plain = changed({ sip_from_user: '+12025550123', sip_req_user: '(202) 555-0199', sip_to_user: undefined });
  expect(callOf(plain)).toMatchObject({ trackedNumber: samples.number, caller: whole.caller });
});

test.each<[string, Record<string, string | undefined>, object]>([
  ['nobody was put through', { bridge_epoch: '0' }, { status: 'missed', talkSeconds: undefined }],
  [
    'the caller gave up',
    { answer_epoch: '0', bridge_epoch: '0', hangup_cause: 'ORIGINATOR_CANCEL', hangup_cause_q850: '487' },
    { status: 'missed' },
  ],
  ['the phone was heard to ring, and gave up', { answer_epoch: '0', hangup_cause: 'NO_ANSWER' }, { status: 'missed' }],
  ['busy', { bridge_epoch: '0', hangup_cause: 'USER_BUSY' }, { status: 'busy' }],
  ['busy by number', { bridge_epoch: '0', hangup_cause: undefined, hangup_cause_q850: '17' }, { status: 'busy' }],
  [
    'failed by number',
    { bridge_epoch: '0', hangup_cause: 'BRAND_NEW_WORD', hangup_cause_q850: '38' },
    { status: 'failed' },
  ],
  ['no such number', { bridge_epoch: '0', hangup_cause: 'UNALLOCATED_NUMBER' }, { status: 'failed' }],
  [
    'a queue',
    {
      cc_queue: 'sales@pbx',
      cc_agent: 'anna',
      cc_queue_joined_epoch: '1763647203',
      cc_queue_answered_epoch: '1763647215',
    },
    { queue: 'sales@pbx', agent: 'anna', waitSeconds: 12, talkSeconds: 54 },
  ],
  ['a withheld caller', { sip_Privacy: 'id' }, { caller: { kind: 'withheld' } }],
  ['a trunk that registers', { sip_req_user: 'trunk-account-7' }, { trackedNumber: samples.number }],
])('%s', (_what, variables, told) => {
  expect(callOf(changed(variables))).toMatchObject(told);
});

test.each([
  ['not JSON', '{"variables":', /^the body is not JSON$/],
  ['a cut form', `cdr=${encodeURIComponent(JSON.stringify(callChannel)).slice(0, -9)}`, /^the body is not JSON$/],
  ['no variables', '{}', /^variables is missing$/],
  ['no id', JSON.stringify(changed({ uuid: 'with/slash' })), /^variables.uuid/],
  ['no end', JSON.stringify(changed({ end_epoch: '0' })), /^variables.end_epoch/],
  ['an end of next year', JSON.stringify(changed({ end_epoch: '1800000000' })), /^variables.end_epoch/],
])('%s is malformed', (_what, raw, reason) => {
  const read = readChannelRecord({ account: 'fs', hook: 'calls', settings: {}, raw }, now);
  expect(read).toEqual({ malformed: expect.stringMatching(reason) });
});

test.each([
  ['the password', 'fs:sixteen-letters-a', 'genuine'],
  ['the one before', 'fs:sixteen-letters-b', 'genuine'],
  ['another', 'fs:sixteen-letters-c', 'forged'],
  ['another user', 'fs2:sixteen-letters-a', 'forged'],
  ['a part', 'fs:sixteen-letters-', 'forged'],
])('credentials: %s', (_what, shown, verification) => {
  const ask = (scheme: string) =>
    verifyBasicCredentials({ headers: { authorization: `${scheme} ${Buffer.from(shown).toString('base64')}` } }, 'fs', [
      'sixteen-letters-a',
      'sixteen-letters-b',
    ]);
  expect([ask('Basic'), ask('basic'), ask('Bearer')]).toEqual([verification, verification, 'forged']);
});
