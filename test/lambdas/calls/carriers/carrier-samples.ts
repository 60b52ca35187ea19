import { Webhook } from 'standardwebhooks';
import type { RawRequest, SignedRequest } from '../../../../lambdas/calls/carriers/carrier.ts';
import * as connect from './connect/samples.ts';
import * as freeswitch from './freeswitch/samples.ts';
import * as generic from './generic/samples.ts';
import * as telnyx from './telnyx/samples.ts';
import * as twilio from './twilio/samples.ts';
import { form } from './twiml/form.ts';

/** What the contract needs to know of a carrier, besides the carrier itself. */
export interface CarrierSample {
  readonly settings: unknown;
  readonly secrets: unknown;
  /** One answered call from beginning to end, in the carrier's own words, before they are written as text. */
  readonly payloads: readonly SentPayload[];
  /** Something that is no news of a phone call, and a word by which the reason names it. */
  readonly ofNoConcern: SentPayload & { readonly named: string };
  /** How the carrier writes what it sends; missing: as JSON. */
  readonly write?: (payload: unknown) => string;
  /** How the carrier signs; missing: it has no hooks. */
  readonly sign?: (body: string, at: number) => RawRequest & Partial<SignedRequest>;
  /** What is signed of a body; missing: its bytes. */
  readonly signedOf?: (body: string) => unknown;
  /** How long after it was signed a request is believed, s; missing: the scheme has no time. */
  readonly window?: number;
  /** The scheme says who sends, and nothing of what is sent. */
  readonly isBodyUnsigned?: true;
}

export interface SentPayload {
  readonly hook: string;
  readonly payload: unknown;
}

const imported = {
  id: '1764430000.12',
  event: 'record',
  from: generic.caller,
  to: generic.number,
  startedAt: '2025-11-20T14:00:00Z',
  answeredAt: '2025-11-20T14:00:09Z',
  endedAt: '2025-11-20T14:01:09Z',
};

/** By type: a carrier without samples does not pass. */
export const carrierSamples: Readonly<Record<string, CarrierSample>> = {
  connect: {
    settings: { defaultQueueArn: 'arn:aws:connect:us-east-1:111122223333:instance/i/queue/default' },
    secrets: {},
    payloads: [
      { hook: 'lookup', payload: connect.lookup },
      ...connect.events.map((payload) => ({ hook: 'events', payload })),
      { hook: 'records', payload: connect.record },
    ],
    ofNoConcern: { hook: 'records', payload: { ...connect.record, Channel: 'CHAT' }, named: 'voice' },
  },
  freeswitch: {
    settings: { country: 'US' },
    secrets: { password: freeswitch.password },
    payloads: freeswitch.records.map((payload) => ({ hook: 'calls', payload })),
    ofNoConcern: {
      hook: 'calls',
      payload: freeswitch.channelRecord({ ...freeswitch.answered.variables, channel_name: 'loopback/1002-b' }),
      named: 'loopback',
    },
    sign: (body) => ({
      headers: { authorization: `Basic ${Buffer.from(`freeswitch:${freeswitch.password}`).toString('base64')}` },
      query: { uuid: freeswitch.callUuid },
      body: Buffer.from(body),
    }),
    isBodyUnsigned: true,
  },
  generic: {
    settings: { country: 'US' },
    secrets: { signing: generic.signing },
    payloads: generic.messages,
    ofNoConcern: { hook: 'calls', payload: { ...generic.ringing, event: 'parked' }, named: 'parked' },
    sign: (body, at) => standardWebhook(generic.signing, body, at),
    window: 300,
  },
  import: {
    settings: { country: 'US' },
    secrets: {},
    payloads: [{ hook: 'import', payload: imported }],
    ofNoConcern: { hook: 'import', payload: { ...imported, event: 'parked' }, named: 'parked' },
  },
  telnyx: {
    settings: { country: 'US' },
    secrets: { publicKey: telnyx.publicKey, previousPublicKey: telnyx.otherPublicKey },
    payloads: telnyx.messages,
    write: form,
    ofNoConcern: { hook: 'recording', payload: { ...telnyx.recording, RecordingStatus: 'absent' }, named: 'recording' },
    sign: telnyx.signed,
    window: 300,
  },
  twilio: {
    settings: { country: 'US', accountSid: twilio.accountSid },
    secrets: { authToken: twilio.otherToken, secondaryAuthToken: twilio.authToken },
    payloads: twilio.messages,
    write: form,
    ofNoConcern: { hook: 'recording', payload: { ...twilio.recording, RecordingStatus: 'absent' }, named: 'recording' },
    sign: (body) => twilio.signed(body),
    // A form can be written in several ways; its fields are signed.
    signedOf: (body) => [...new URLSearchParams(body)].map((field) => field.join('=')).toSorted(),
  },
};

/** A request signed by Standard Webhooks, by the library's own word. `at` in ms. */
export function standardWebhook(secret: string, body: string, at: number): RawRequest {
  const signature = new Webhook(secret).sign('msg_1', new Date(at), body);
  const timestamp = String(Math.floor(at / 1000));
  return {
    headers: { 'webhook-id': 'msg_1', 'webhook-timestamp': timestamp, 'webhook-signature': signature },
    query: {},
    body: Buffer.from(body),
  };
}
