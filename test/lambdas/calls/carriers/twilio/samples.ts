import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks';
import type { SignedRequest } from '../../../../../lambdas/calls/carriers/carrier.ts';
import { form } from '../twiml/form.ts';

/** Messages of Twilio, of the fields that its documents list; all made up. */
export const authToken = '0123456789abcdef0123456789abcdef';
export const otherToken = 'fedcba9876543210fedcba9876543210';
export const accountSid = 'AC00000000000000000000000000000001';
export const callSid = 'CA00000000000000000000000000000001';
export const phoneSid = 'CA00000000000000000000000000000002';
export const caller = '+12025550123';
export const number = '+12025550199';
export const phone = '+12025550151';
const hooks = 'https://calls.example/v1/carriers/pbx';

const common = { AccountSid: accountSid, ApiVersion: '2010-04-01' };
const call = { ...common, CallSid: callSid, From: caller, To: number, Caller: caller, Called: number };

export const voice = {
  ...call,
  CallStatus: 'ringing',
  Direction: 'inbound',
  FromCity: 'WASHINGTON',
  FromState: 'DC',
  FromCountry: 'US',
  StirVerstat: 'TN-Validation-Passed-A',
  CallToken: '{"parentCallInfoToken":"made up","identityHeaderTokens":[]}',
};

/** Of the leg of the phone; `second` of the minute 14:00. */
export const ofPhone = (status: string, second: number, sequence: number, more: object = {}) => ({
  ...common,
  CallSid: phoneSid,
  ParentCallSid: callSid,
  From: caller,
  To: phone,
  Direction: 'outbound-dial',
  CallStatus: status,
  Timestamp: `Thu, 20 Nov 2025 14:0${Math.floor(second / 60)}:${String(second % 60).padStart(2, '0')} +0000`,
  CallbackSource: 'call-progress-events',
  SequenceNumber: String(sequence),
  ...more,
});

export const dialed = {
  ...call,
  CallStatus: 'in-progress',
  Direction: 'inbound',
  DialCallSid: phoneSid,
  DialCallStatus: 'completed',
  DialCallDuration: '60',
  DialBridged: 'true',
};

export const recordingUrl = `https://api.twilio.com/2010-04-01/Accounts/${accountSid}/Recordings/RE00000000000000000000000000000001`;
export const recording = {
  AccountSid: accountSid,
  CallSid: callSid,
  RecordingSid: 'RE00000000000000000000000000000001',
  RecordingUrl: recordingUrl,
  RecordingStatus: 'completed',
  RecordingDuration: '60',
  RecordingChannels: '2',
  RecordingSource: 'DialVerb',
  RecordingStartTime: 'Thu, 20 Nov 2025 14:00:09 +0000',
  RecordingTrack: 'both',
};

export const over = {
  ...call,
  Direction: 'inbound',
  CallStatus: 'completed',
  CallDuration: '61',
  Duration: '2',
  Timestamp: 'Thu, 20 Nov 2025 14:01:10 +0000',
  CallbackSource: 'call-progress-events',
  SequenceNumber: '0',
};

/** Rang for 7 s, talked for 60 s. */
export const messages = [
  { hook: 'voice', payload: voice },
  { hook: 'status', payload: ofPhone('initiated', 2, 0) },
  { hook: 'status', payload: ofPhone('in-progress', 9, 2) },
  { hook: 'status', payload: ofPhone('completed', 69, 3, { CallDuration: '60', Duration: '1' }) },
  { hook: 'dialed', payload: dialed },
  { hook: 'recording', payload: recording },
  { hook: 'status', payload: over },
];

/** A request as the official package signs it. */
export function signed(body: string, token = authToken, url = `${hooks}/status`): SignedRequest {
  const params: Record<string, string | string[]> = {};
  for (const [name, value] of new URLSearchParams(body)) {
    params[name] = name in params ? [params[name]!, value].flat() : value;
  }
  const signature = getExpectedTwilioSignature(token, url, params);
  return { url, query: {}, headers: { 'x-twilio-signature': signature }, body: Buffer.from(body) };
}

export const signedFields = (fields: object, token?: string, url?: string) => signed(form(fields), token, url);
