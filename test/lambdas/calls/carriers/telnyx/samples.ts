import { generateKeyPairSync, sign } from 'node:crypto';
import type { SignedRequest } from '../../../../../lambdas/calls/carriers/carrier.ts';
import { caller, number, phone } from '../twilio/samples.ts';

/** Messages of Telnyx, of the fields that its documents list; all made up. */
const keys = generateKeyPairSync('ed25519');
const others = generateKeyPairSync('ed25519');

const shown = ({ publicKey }: typeof keys) =>
  publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64');
export const publicKey = shown(keys);
export const otherPublicKey = shown(others);

export const callSid = 'v3:9X2vxPDFY2RHSJ1EdMS0RHRksMTg7ldNxdjWbVr9zBjbGjGsSe-aiQ';
export const phoneSid = 'v3:MdI91X4lWFEs7IgbBEOT9M4AigoY08M0WWZFISt1Yw2axZ_IiE4pqg';
const common = { AccountSid: 'f5586561-8ff0-4291-a51b-c7dfe4139ff9', ConnectionId: '1234567890' };
const call = { ...common, CallSid: callSid, CallSidLegacy: callSid, From: caller, To: number };
const progress = { CallbackSource: 'call-progress-events', CallInitiatedAt: '2025-11-20T14:00:02.028Z' };

export const voice = {
  ...call,
  CallStatus: 'ringing',
  Direction: 'inbound',
  ShakenStirAttestation: 'A',
  ShakenStirValidated: 'true',
};
const ofPhone = (CallStatus: string, second: string, SequenceNumber: number, more: object = {}) => ({
  ...common,
  ...progress,
  CallSid: phoneSid,
  CallSidLegacy: phoneSid,
  ParentCallSid: callSid,
  ParentCallSidLegacy: callSid,
  From: caller,
  To: phone,
  CallStatus,
  Timestamp: `2025-11-20 14:${second}.731479Z`,
  SequenceNumber,
  ...more,
});
export const recording = {
  ...call,
  RecordingSid: 'b1',
  RecordingStatus: 'completed',
  RecordingUrl: 'https://recordings.example/b1.mp3?signature=made-up',
  RecordingDuration: '60',
  RecordingStartTime: '2025-11-20T14:00:09Z',
};
export const over = {
  ...call,
  ...progress,
  CallStatus: 'completed',
  Timestamp: '2025-11-20T14:01:10Z',
  SequenceNumber: 3,
  AnsweredTime: '2025-11-20T14:00:02Z',
  EndTime: '2025-11-20T14:01:10Z',
  CallDuration: '68',
  DialCallStatus: 'completed',
  DialCallSid: phoneSid,
  HangupCause: 'normal_clearing',
};

/** TeXML: rang for 7 s, talked for 60 s. */
export const messages = [
  { hook: 'voice', payload: voice },
  { hook: 'status', payload: ofPhone('initiated', '00:02', 0) },
  { hook: 'status', payload: ofPhone('in-progress', '00:09', 2) },
  {
    hook: 'status',
    payload: ofPhone('completed', '01:09', 3, { CallDuration: '60', AnsweredTime: '2025-11-20T14:00:09Z' }),
  },
  { hook: 'dialed', payload: { ...call, DialCallStatus: 'completed', DialCallSid: phoneSid, DialCallDuration: '60' } },
  { hook: 'recording', payload: recording },
  { hook: 'status', payload: over },
];

/** A request as Telnyx signs it; `at` in ms. */
export function signed(body: string, at: number, { privateKey } = keys): SignedRequest {
  const timestamp = String(Math.floor(at / 1000));
  const signature = sign(null, Buffer.from(`${timestamp}|${body}`), privateKey).toString('base64');
  const headers = { 'telnyx-timestamp': timestamp, 'telnyx-signature-ed25519': signature };
  return { url: 'https://calls.example/v1/carriers/pbx/status', query: {}, headers, body: Buffer.from(body) };
}

export const signedByOthers = (body: string, at: number) => signed(body, at, others);

const session = 'b0e6141e-c81c-11f0-abac-02420aef93a0';
const legs = { in: 'b0e6224c-c81c-11f0-afbb-02420aef93a0', out: 'b1e6224c-c81c-11f0-afbb-02420aef93a0' };

/** An event of Call Control. */
export function event(type: string, occurredAt: string, leg: keyof typeof legs, payload: object = {}): object {
  const [from, to] = [caller, leg === 'in' ? number : phone];
  return {
    data: {
      record_type: 'event',
      event_type: type,
      id: `0ccc7b54-4df3-4bca-a65a-${occurredAt.replace(/\D/g, '').slice(-12)}`,
      occurred_at: `2025-11-20T${occurredAt}Z`,
      payload: {
        call_control_id: `v3:${leg}`,
        call_leg_id: legs[leg],
        call_session_id: session,
        connection_id: '2811212257810187875',
        client_state: null,
        from,
        to,
        start_time: leg === 'in' ? '2025-11-20T14:00:00.076316Z' : '2025-11-20T14:00:02.5Z',
        ...payload,
      },
    },
    meta: { attempt: 1, delivered_to: 'https://calls.example' },
  };
}
export const sessionCall = `pbx-${session}`;
