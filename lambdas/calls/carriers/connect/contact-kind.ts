import type { Part } from '../payload-part.ts';

/** How a contact came to be, as far as Connect said it. */
export interface ContactKind {
  /** Upper case: INBOUND, TRANSFER, QUEUE_TRANSFER, CALLBACK, ... */
  readonly initiation: string | undefined;
  readonly direction: 'inbound' | 'outbound' | undefined;
  /** We rang somebody up, who has to answer too. */
  readonly ringsOut: boolean;
  /** The customer endpoint is the caller. Not so where somebody else was rung up: an external phone. */
  readonly hasCaller: boolean;
}

/** The other channels of Amazon Connect. */
const written = new Set(['CHAT', 'TASK', 'EMAIL']);

const outbound = new Set(['OUTBOUND', 'CALLBACK', 'EXTERNAL_OUTBOUND']);

/**
 * What kind of contact this is, or why it is no leg of a phone call; a channel that is not known may be one. Nothing said of the channel means voice: a record with
 * fields missing is still a record. `API` says nothing of the direction: samples of inbound flows have it too.
 */
export function contactKind(
  contact: Part,
): ContactKind | { readonly ignored: string } | { readonly malformed: string } {
  const channel = contact.text('Channel')?.toUpperCase() ?? 'VOICE';
  if (written.has(channel)) return { ignored: 'not a voice contact' };
  if (channel !== 'VOICE') return { malformed: 'the channel is not known' };
  const initiation = contact.text('InitiationMethod')?.toUpperCase();
  if (initiation === 'MONITOR') return { ignored: 'a supervisor who listens in is no part of the call' };
  return {
    initiation,
    direction: initiation === 'INBOUND' ? 'inbound' : outbound.has(initiation ?? '') ? 'outbound' : undefined,
    ringsOut: outbound.has(initiation ?? '') || initiation === 'API',
    hasCaller: initiation !== 'EXTERNAL_OUTBOUND',
  };
}
