import { type Ignored, type LegFields, noted, type Observation } from '../../observation.ts';
import type { CarrierPayload } from '../carrier.ts';
import { endpointFields } from '../generic/endpoints.ts';
import type { ParsedPayload } from '../parsed-payload.ts';
import { type Part, readPart } from '../payload-part.ts';
import { noteOrder } from '../payload-time.ts';
import { readJson } from '../read-json.ts';
import { answeredByOf, attestedBy } from '../twiml/call-words.ts';

/** What may be in an id of Telnyx: it becomes a part of keys and addresses. */
const idForm = /^[\w.:~-]{1,200}$/;

/** How much faster than ours the carrier's clock may be, ms. */
const skew = 5 * 60_000;

/** What happened to a leg. */
interface Event {
  readonly payload: Part;
  readonly country: string | undefined;
  /** ms */
  readonly at: number;
  readonly ignored: Ignored[];
}

type Reading = { readonly source: Observation['source']; readonly fields: LegFields } | { readonly ignored: string };

/** What is read of which event; others are of no concern. */
const readings: ReadonlyMap<string, (event: Event) => Reading> = new Map<string, (event: Event) => Reading>([
  ['call.initiated', readInitiated],
  // Whose the leg is says only its beginning: of one that came in, that it was taken is no answer yet.
  ['call.answered', ({ at }) => ({ source: 'webhook', fields: { customerAnsweredAt: at } })],
  ['call.hangup', readHangup],
  ['call.recording.saved', readRecording],
  ['call.machine.detection.ended', readDetection],
  ['call.machine.premium.detection.ended', readDetection],
]);

/**
 * An event of Telnyx's Call Control, or of a SIP connection: one leg of a session, which is the call. `receivedAt` (ms) stands in for a time
 * that is missing.
 */
export function readCallEvent(
  { account, settings, raw }: CarrierPayload<{ readonly country?: string | undefined }>,
  receivedAt: number,
): ParsedPayload {
  const json = readJson(raw);
  if ('malformed' in json) return { malformed: `the body is ${json.malformed}` };
  const ignored: Ignored[] = [];
  const data = readPart(json.value, ignored).part('data');
  const type = data.text('event_type')?.toLowerCase();
  if (!data.present || type === undefined) return { malformed: 'data.event_type is missing' };
  const read = readings.get(type);
  if (read === undefined)
    return { ignored: `an event of no concern${/^[a-z_.]{1,60}$/.test(type) ? `: ${type}` : ''}` };
  const payload = data.part('payload');
  const [session, leg] = [payload.text('call_session_id'), payload.text('call_leg_id')];
  if (session === undefined || leg === undefined) return { malformed: 'call_session_id or call_leg_id is missing' };
  if (![session, leg].every((id) => idForm.test(id)))
    return { malformed: 'call_session_id or call_leg_id is not an id' };
  const at = data.time('occurred_at') ?? receivedAt;
  if (at > receivedAt + skew) return { malformed: 'occurred_at is in the future' };
  const reading = read({ payload, country: settings.country, at, ignored });
  if ('ignored' in reading) return reading;
  const call = `${account}-${session}`;
  const version = new Date(at).toISOString();
  const fields = { ...reading.fields, ownLeg: true as const };
  // No id holds a slash, so a leg is never taken for a call of its own.
  const observation = { call, leg: `${call}/${leg}`, carrier: 'telnyx', source: reading.source, version, fields };
  return { observations: [{ ...observation, ...noted(ignored) }] };
}

/**
 * A leg that came in and is parked is answered by who steers the call, which is no person; one that goes on to a PBX, and one that goes out,
 * is answered when the phone at its end is.
 */
function readInitiated({ payload, country, at, ignored }: Event): Reading {
  const direction = payload.text('direction')?.toLowerCase() === 'outgoing' ? 'outbound' : 'inbound';
  const startedAt = payload.time('start_time') ?? at;
  const isToPhone = direction === 'outbound' || payload.text('state')?.toLowerCase() === 'bridging';
  const fields: LegFields = {
    startedAt,
    direction,
    ...endpointFields(payload, { kind: 'lookup', direction, country }, ignored),
    attestation: attestedBy(payload.text('shaken_stir_attestation'), payload.flag('shaken_stir_validated') !== false),
    ...(isToPhone && { agentConnectedAt: startedAt }),
    ...(direction === 'outbound' && { agent: payload.line('to') }),
  };
  return { source: 'webhook', fields };
}

/** Why a leg ended, where nobody talked on it; all other causes are people's doing. */
const causes: ReadonlyMap<string, LegFields['cause']> = new Map([
  ['user_busy', 'busy'],
  ['not_found', 'failed'],
]);

function readHangup({ payload, at, ignored }: Event): Reading {
  const reason = payload.line('hangup_cause')?.toLowerCase();
  const [startedAt, endedAt] = [payload.time('start_time'), payload.time('end_time') ?? at];
  noteOrder(ignored, { start: ['start_time', startedAt], between: [], end: ['end_time', endedAt] });
  const fields: LegFields = {
    startedAt,
    endedAt,
    endReason: reason?.toUpperCase(),
    cause: causes.get(reason ?? '') ?? 'other',
    recorded: true,
  };
  return { source: 'record', fields };
}

/** Addresses that do not expire go before those that do. */
function readRecording({ payload }: Event): Reading {
  const urls = [payload.part('public_recording_urls'), payload.part('recording_urls')];
  const [location] = urls.flatMap((part) => part.httpsUrl('mp3') ?? part.httpsUrl('wav') ?? []);
  if (location === undefined) return { ignored: 'a recording of which there is nothing to hear' };
  const startedAt = payload.time('recording_started_at');
  return { source: 'webhook', fields: { recording: { location, startedAt, status: 'available' } } };
}

function readDetection({ payload }: Event): Reading {
  const answeredBy = answeredByOf(payload.text('result'));
  return answeredBy === undefined
    ? { ignored: 'who answered is not known' }
    : { source: 'webhook', fields: { answeredBy } };
}
