import { createHash, randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import type { ConnectCaller } from '../e2e/connect-caller.ts';
import { contact } from '../e2e/connect-payloads.ts';
import type { Management } from '../e2e/management.ts';
import { channelRecord } from '../lambdas/calls/carriers/freeswitch/samples.ts';
import type { LocalRun } from '../start-local-run.ts';

export const crowdSite = 'crowd';
export const crowdNumber = '+13055550190';
const phone = '+12025550199';
const password = randomBytes(24).toString('hex');
const signing = `whsec_${randomBytes(32).toString('base64')}`;
const authToken = randomBytes(16).toString('hex');

/** A shop with a printed number, a rule, and accounts of the carriers that need one. */
export async function setUpCrowd(api: Management): Promise<void> {
  await api.must(`PUT /v1/sites/${crowdSite}`, {
    name: 'Crowd',
    siteKey: 'pk_crowd',
    origins: ['https://crowd.example'],
  });
  const pool = { site: crowdSite, kind: 'source', source: 'print', numbers: [crowdNumber] };
  await api.must('PUT /v1/pools/crowd-print', pool);
  await api.must('PUT /v1/rules/crowd-talk', {
    site: crowdSite,
    when: { status: 'completed', talkSeconds: { gte: 5 } },
    conversion: { name: 'qualified_call', value: { amount: '50.00', currency: 'EUR' } },
  });
  await api.must('PUT /v1/carrier-accounts/pbx', { type: 'generic', secrets: { signing } });
  await api.must('PUT /v1/carrier-accounts/fs', { type: 'freeswitch', secrets: { password } });
  const settings = { phones: [phone] };
  await api.must('PUT /v1/carrier-accounts/voice', { type: 'twilio', settings, secrets: { authToken } });
}

/** A call of the crowd: how its carrier tells of it, step by step, and what it must come to. */
export interface CrowdCall {
  readonly id: string;
  readonly caller: string;
  readonly legs: number;
  readonly steps: readonly (() => Promise<unknown>)[];
}

/** Where they are played. */
export interface Stage {
  readonly run: LocalRun;
  readonly connect: ConnectCaller;
  /** ms */
  readonly startedAt: number;
}

/** Each fourth one comes by another carrier. All wait 5 s and talk 60 s. */
export function crowdCall(index: number, stage: Stage): CrowdCall {
  const caller = `+1${202 + Math.floor(index / 100)}55501${String(index % 100).padStart(2, '0')}`;
  const carriers = [byConnect, byPbx, byTwilio, byFreeSwitch];
  const play = carriers[index % carriers.length] ?? byPbx;
  return { caller, ...play(`crowd-${index}`, caller, stage) };
}

type Play = (id: string, caller: string, stage: Stage) => Pick<CrowdCall, 'id' | 'legs' | 'steps'>;

const byConnect: Play = (_id, caller, { connect, startedAt }) => {
  const call = contact(crowdNumber, caller, { startedAt, wait: 5, talk: 60 });
  const steps = [
    () => connect.lookup(call),
    () => connect.event(call, 'INITIATED', call.startedAt),
    () => connect.event(call, 'CONNECTED_TO_AGENT', call.startedAt + 5000),
    () => connect.event(call, 'DISCONNECTED', call.endedAt),
    () => connect.record(call),
  ];
  return { id: call.id, legs: 1, steps };
};

const byPbx: Play = (id, caller, { run, startedAt }) => {
  const at = (seconds: number) => new Date(startedAt + seconds * 1000).toISOString();
  const send = (hook: string, message: object) => () => {
    const body = JSON.stringify(message);
    const signature = new Webhook(signing).sign('msg_1', new Date(), body);
    const timestamp = String(Math.floor(Date.now() / 1000));
    return post(`${run.url}/v1/carriers/pbx/${hook}`, body, {
      'content-type': 'application/json',
      'webhook-id': 'msg_1',
      'webhook-timestamp': timestamp,
      'webhook-signature': signature,
    });
  };
  const ends = { id, from: caller, to: crowdNumber };
  const times = { startedAt: at(0), answeredAt: at(5), endedAt: at(65), talkSeconds: 60 };
  const steps = [
    send('lookup', ends),
    send('calls', { ...ends, event: 'ringing', at: at(0) }),
    send('calls', { id, event: 'answered', at: at(5), agent: 'anna' }),
    send('calls', { id, event: 'ended', at: at(65) }),
    send('calls', { ...ends, event: 'record', ...times }),
  ];
  return { id: `pbx-${id}`, legs: 1, steps };
};

/** One phone takes it; where the carrier asks next is what it was told, once it was told anything. */
const byTwilio: Play = (id, caller, { run, startedAt }) => {
  const hooks = `${run.url}/v1/carriers/voice`;
  const sid = (name: string) => `CA${createHash('sha256').update(`${id} ${name}`).digest('hex').slice(0, 32)}`;
  const call = { CallSid: sid('call'), From: caller, To: crowdNumber, Direction: 'inbound' };
  const leg = { ...call, CallSid: sid('phone'), ParentCallSid: sid('call'), To: phone, Direction: 'outbound-dial' };
  const progress = (seconds: number, sequence: number) => ({
    CallbackSource: 'call-progress-events',
    Timestamp: new Date(startedAt + seconds * 1000).toUTCString().replace('GMT', '+0000'),
    SequenceNumber: String(sequence),
  });
  let action = `${hooks}/dialed`;
  const send = (url: string, fields: Readonly<Record<string, string>>) => {
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': getExpectedTwilioSignature(authToken, url, fields),
    };
    return post(url, new URLSearchParams(fields).toString(), headers);
  };
  const dialed = { DialCallSid: sid('phone'), DialCallStatus: 'completed', DialCallDuration: '60' };
  const steps = [
    async () => {
      const twiml = await send(`${hooks}/voice`, { ...call, CallStatus: 'ringing' });
      const [, told] = /<Dial[^>]* action="([^"]*)"/.exec(twiml) ?? [];
      if (told === undefined) throw new Error(`nobody is to be rung: ${twiml}`);
      action = told.replaceAll('&amp;', '&');
    },
    () => send(`${hooks}/status`, { ...leg, CallStatus: 'initiated', ...progress(0, 0) }),
    () => send(`${hooks}/status`, { ...leg, CallStatus: 'in-progress', ...progress(5, 2) }),
    () => send(`${hooks}/status`, { ...leg, CallStatus: 'completed', CallDuration: '60', ...progress(65, 3) }),
    () => send(action, { ...call, CallStatus: 'in-progress', ...dialed }),
    () => send(`${hooks}/status`, { ...call, CallStatus: 'completed', CallDuration: '65', ...progress(65, 0) }),
  ];
  return { id: `voice-${sid('call')}`, legs: 2, steps };
};

const byFreeSwitch: Play = (id, caller, { run, startedAt }) => {
  const epoch = (seconds: number) => String(startedAt / 1000 + seconds);
  const times = (from: number, answered: number) => ({
    start_epoch: epoch(from),
    answer_epoch: epoch(answered),
    bridge_epoch: epoch(answered),
    end_epoch: epoch(65),
    hangup_cause: 'NORMAL_CLEARING',
  });
  const ofPhone = channelRecord({
    direction: 'outbound',
    uuid: `${id}-b`,
    call_uuid: id,
    dialed_user: '1',
    ...times(1, 5),
  });
  const whole = channelRecord({
    direction: 'inbound',
    uuid: id,
    call_uuid: id,
    sip_req_user: crowdNumber,
    ...times(0, 5),
  });
  const callflow = [{ caller_profile: { caller_id_number: caller, destination_number: crowdNumber } }];
  const authorization = `Basic ${Buffer.from(`freeswitch:${password}`).toString('base64')}`;
  const headers = { 'content-type': 'application/json', authorization };
  const send = (record: object) => () => post(`${run.url}/v1/carriers/fs/calls`, JSON.stringify(record), headers);
  return { id: `fs-${id}`, legs: 1, steps: [send(ofPhone), send({ ...whole, callflow })] };
};

/** The text of the answer; throws where the request was not taken. */
async function post(url: string, body: string, headers: Readonly<Record<string, string>>): Promise<string> {
  const response = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(20_000) });
  const text = await response.text();
  if (!response.ok) throw new Error(`${new URL(url).pathname} answers ${response.status}`);
  return text;
}
