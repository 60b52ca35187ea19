import { createHash } from 'node:crypto';
import { lookup as lookupSample } from '../lambdas/calls/carriers/connect/samples.ts';
import { channelRecord } from '../lambdas/calls/carriers/freeswitch/samples.ts';
import { form } from '../lambdas/calls/carriers/twiml/form.ts';
import { number, start } from '../lambdas/settle/call-house.ts';
import { contact, event } from '../lambdas/settle/contacts.ts';

/** A call that is handed on twice, in the words of a carrier, as messages of the queue; some of them tell the same twice. */
export interface TransferredCall {
  /** Its id in Leaseline. */
  readonly call: string;
  readonly bodies: readonly string[];
}

const accountSid = 'AC00000000000000000000000000000001';
const iso = (seconds: number) => new Date(start + seconds * 1000).toISOString();

function message(carrier: string, hook: string, payload: object, settings: object = {}): string {
  const account = carrier === 'connect' ? {} : { account: 'pbx' };
  const receivedAt = start + 200_000;
  return JSON.stringify({
    kind: 'carrier',
    carrier,
    ...account,
    hook,
    settings,
    receivedAt,
    raw: JSON.stringify(payload),
  });
}

/** By carrier; `id` and `caller` keep the calls of a test apart. Each talks 15 s, 25 s and 55 s with three people. */
export const transferredCalls: Readonly<Record<string, (id: string, caller: string) => TransferredCall>> = {
  connect(id, caller) {
    const [first, second, third] = [`${id}-1`, `${id}-2`, `${id}-3`];
    const phones = { CustomerEndpoint: { Address: caller, Type: 'TELEPHONE_NUMBER' } };
    const agentOf = (name: string, from: number, talk: number) => ({
      Username: name,
      ConnectedToAgentTimestamp: iso(from).slice(0, 19) + 'Z',
      AgentInteractionDuration: talk,
    });
    const handed = { InitiationMethod: 'TRANSFER', InitialContactId: first };
    const data = {
      ...lookupSample.Details.ContactData,
      ...phones,
      ContactId: first,
      InitialContactId: first,
      PreviousContactId: first,
    };
    const system = { SystemEndpoint: { Address: number, Type: 'TELEPHONE_NUMBER' } };
    const lookup = { ...lookupSample, Details: { ...lookupSample.Details, ContactData: { ...data, ...system } } };
    const ofFirst = { ...phones, NextContactId: second, DisconnectReason: 'CONTACT_FLOW_DISCONNECT' };
    const ofSecond = {
      ...phones,
      ...handed,
      PreviousContactId: first,
      NextContactId: third,
      Agent: agentOf('bert', 25, 25),
    };
    const tags = { 'aws:connect:systemEndpoint': number };
    const connected = (agent: string, at: number) => ({
      agentInfo: { agentArn: agent, connectedToAgentTimestamp: iso(at) },
      tags,
    });
    return {
      call: first,
      bodies: [
        message('connect', 'lookup', lookup),
        event('INITIATED', first, 0, { tags, initiationTimestamp: iso(0) }),
        event('CONNECTED_TO_AGENT', first, 5, connected('a', 5)),
        event('DISCONNECTED', first, 20, { tags, disconnectTimestamp: iso(20) }),
        event('INITIATED', second, 20, {
          tags,
          initialContactId: first,
          previousContactId: first,
          initiationTimestamp: iso(20),
        }),
        event('CONNECTED_TO_AGENT', third, 55, {
          ...connected('c', 55),
          initialContactId: first,
          previousContactId: second,
        }),
        contact(first, 0, 20, ofFirst),
        // A newer copy that lost the agent, and an older one without the reason.
        contact(first, 0, 20, { ...ofFirst, Agent: null, LastUpdateTimestamp: iso(90).slice(0, 19) + 'Z' }),
        contact(first, 0, 20, { ...ofFirst, DisconnectReason: null, LastUpdateTimestamp: iso(21).slice(0, 19) + 'Z' }),
        contact(second, 20, 50, ofSecond),
        contact(third, 50, 110, { ...phones, ...handed, PreviousContactId: second, Agent: agentOf('cleo', 55, 55) }),
      ],
    };
  },

  generic(id, caller) {
    const ends = { from: caller, to: number };
    const leg = (name: string, from: number, to: number, agent: string) => [
      { id, leg: name, event: 'ringing', at: iso(from), ...ends },
      { id, leg: name, event: 'answered', at: iso(from + 5), agent },
      {
        id,
        leg: name,
        event: 'record',
        ...ends,
        startedAt: iso(from),
        answeredAt: iso(from + 5),
        endedAt: iso(to),
        agent,
      },
    ];
    const told = [
      { id, event: 'ringing', at: iso(0), ...ends },
      ...leg('a', 0, 20, 'anna'),
      ...leg('b', 20, 50, 'bert'),
      ...leg('c', 50, 110, 'cleo'),
      { id, leg: 'b', event: 'ended', at: iso(50), endReason: 'TRANSFER' },
    ];
    return {
      call: `pbx-${id}`,
      bodies: [message('generic', 'lookup', { id, ...ends }), ...told.map((one) => message('generic', 'calls', one))],
    };
  },

  freeswitch(id, caller) {
    const epoch = (seconds: number) => String(start / 1000 + seconds);
    const times = (from: number, to: number) => ({
      start_epoch: epoch(from),
      answer_epoch: epoch(from + 5),
      bridge_epoch: epoch(from + 5),
      end_epoch: epoch(to),
      hangup_cause: 'NORMAL_CLEARING',
    });
    const phone = (name: string, from: number, to: number, dialed_user: string) =>
      channelRecord({ direction: 'outbound', uuid: `${id}-${name}`, call_uuid: id, dialed_user, ...times(from, to) });
    const whole = channelRecord({
      direction: 'inbound',
      uuid: id,
      call_uuid: id,
      sip_req_user: number,
      ...times(0, 110),
    });
    const [transferred, began] = whole.callflow;
    const called = { ...began, caller_profile: { ...began!.caller_profile, caller_id_number: caller } };
    const records = [
      phone('a', 0, 20, 'anna'),
      phone('b', 20, 50, 'bert'),
      phone('c', 50, 110, 'cleo'),
      { ...whole, callflow: [transferred, called] },
    ];
    return { call: `pbx-${id}`, bodies: records.map((one) => message('freeswitch', 'calls', one)) };
  },

  /** The caller's leg, and two phones: the first hands the call on. */
  twilio(id, caller) {
    const sid = (name: string) => `CA${createHash('sha256').update(`${id} ${name}`).digest('hex').slice(0, 32)}`;
    const call = { AccountSid: accountSid, CallSid: sid('call'), From: caller, To: number };
    const told = (hook: string, seconds: number, fields: object) => {
      const receivedAt = start + seconds * 1000;
      const settings = {};
      const raw = form(fields);
      return JSON.stringify({ kind: 'carrier', carrier: 'twilio', account: 'pbx', hook, settings, receivedAt, raw });
    };
    const stamp = (seconds: number) => new Date(start + seconds * 1000).toUTCString().replace('GMT', '+0000');
    const phone = (name: string, to: string, from: number, until: number) => {
      const leg = {
        AccountSid: accountSid,
        CallSid: sid(name),
        ParentCallSid: sid('call'),
        From: caller,
        To: to,
      };
      const status = (CallStatus: string, at: number, SequenceNumber: string, more: object = {}) =>
        told('status', at, {
          ...leg,
          Direction: 'outbound-dial',
          CallStatus,
          Timestamp: stamp(at),
          SequenceNumber,
          ...more,
        });
      const duration = String(until - from - 5);
      const dialed = { DialCallSid: sid(name), DialCallStatus: 'completed', DialCallDuration: duration };
      return [
        status('initiated', from, '0'),
        status('in-progress', from + 5, '2'),
        status('completed', until, '3', { CallDuration: duration }),
        told('dialed', until, { ...call, CallStatus: 'in-progress', Direction: 'inbound', ...dialed }),
      ];
    };
    const over = { CallStatus: 'completed', CallDuration: '110', Timestamp: stamp(110), SequenceNumber: '0' };
    return {
      call: `pbx-${sid('call')}`,
      bodies: [
        told('voice', 0, { ...call, CallStatus: 'ringing', Direction: 'inbound' }),
        ...phone('a', '+12025550151', 0, 20),
        ...phone('b', '+12025550152', 20, 110),
        told('status', 110, { ...call, Direction: 'inbound', ...over }),
      ],
    };
  },
};
