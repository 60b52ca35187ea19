import type { Part } from '../payload-part.ts';

/** How a contact came to be, as far as Connect said it. */
export interface ContactKind {
  /** Upper case: INBOUND, TRANSFER, QUEUE_TRANSFER, CALLBACK, ... */
  readonly initiation: string | undefined;
  /** Outbound: we rang somebody up, who has to answer too. */
  readonly direction: 'inbound' | 'outbound' | undefined;
  /** The customer endpoint is the caller. Not so where somebody else was rung up: an external phone. */
  readonly hasCaller: boolean;
}

/** The other channels of Amazon Connect. */
const written = new Set(['CHAT', 'TASK', 'EMAIL']);

const outbound = new Set(['OUTBOUND', 'CALLBACK', 'EXTERNAL_OUTBOUND']);

/** The caller rang, or the contact goes on from one that says how the call came to be. */
const notOutbound = new Set(['INBOUND', 'WEBRTC_API', 'TRANSFER', 'QUEUE_TRANSFER', 'DISCONNECT']);

/**
 * What kind of contact this is, or why it is no leg of a phone call; a channel that is not known may be one. Nothing said of the channel means voice: a record with
 * fields missing is still a record. `asked`: by a flow that runs, rather than told afterwards.
 */
export function contactKind(
  contact: Part,
  { asked }: { readonly asked: boolean },
): ContactKind | { readonly ignored: string } | { readonly malformed: string } {
  const channel = contact.text('Channel')?.toUpperCase() ?? 'VOICE';
  if (written.has(channel)) return { ignored: 'not a voice contact' };
  if (channel !== 'VOICE') return { malformed: 'the channel is not known' };
  const initiation = contact.text('InitiationMethod')?.toUpperCase();
  if (initiation === 'MONITOR') return { ignored: 'a supervisor who listens in is no part of the call' };
  return {
    initiation,
    direction: directionOf(initiation, contact, asked),
    hasCaller: initiation !== 'EXTERNAL_OUTBOUND',
  };
}

/**
 * `API` is a call that `StartOutboundVoiceContact` or a campaign placed
 * (https://docs.aws.amazon.com/connect/latest/adminguide/contact-initiation-methods.html). Asked by a flow it says nothing: the samples of events by
 * which functions are tried have it of callers who rang. Campaigns and what detects answering machines are there for calls that go out.
 */
function directionOf(initiation: string | undefined, contact: Part, asked: boolean): ContactKind['direction'] {
  if (initiation === 'INBOUND') return 'inbound';
  if (outbound.has(initiation ?? '') || (initiation === 'API' && !asked)) return 'outbound';
  if (notOutbound.has(initiation ?? '')) return undefined;
  const placed = contact.part('Campaign').text('CampaignId') ?? contact.text('AnsweringMachineDetectionStatus');
  return placed === undefined ? undefined : 'outbound';
}
