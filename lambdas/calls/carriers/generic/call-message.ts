import { type Ignored, type LegFields, noted, type Observation } from '../../observation.ts';
import type { CarrierPayload } from '../carrier.ts';
import type { ParsedPayload } from '../parsed-payload.ts';
import { type Part, readPart } from '../payload-part.ts';
import { readJson } from '../read-json.ts';
import { endFields } from './end-reason.ts';
import { endpointFields, sidesOf } from './endpoints.ts';
import { begunBy, messageDurations } from './message-durations.ts';
import { messageTimes, whyNoTime } from './message-times.ts';

/** What may be in an id: it becomes a part of keys and addresses. */
const idForm = /^[\w.:@~-]{1,200}$/;

/** What a message tells of, by its `event`; at the hook `lookup` it is always the same. */
type Kind = 'ringing' | 'queued' | 'answered' | 'ended' | 'record' | 'lookup';

const kinds: readonly Kind[] = ['ringing', 'queued', 'answered', 'ended', 'record'];

/** A record is the last word on a leg, what is asked and told while the phone rings is not. */
const sources: Readonly<Record<Kind, Observation['source']>> = {
  ringing: 'webhook',
  queued: 'webhook',
  answered: 'webhook',
  ended: 'webhook',
  record: 'record',
  lookup: 'lookup',
};

/**
 * One message about one leg of a call. Its version is when it was so: the same message again is the same observation, whenever it comes.
 * Only a lookup may say no time, as it is about now: `receivedAt` (ms).
 */
export function readCallMessage(
  { account, hook, settings, raw }: CarrierPayload<{ readonly country?: string | undefined }>,
  receivedAt: number,
): ParsedPayload {
  const json = readJson(raw);
  if ('malformed' in json) return { malformed: `the body is ${json.malformed}` };
  const ignored: Ignored[] = [];
  const message = readPart(json.value, ignored);
  if (!message.present) return { malformed: 'the body is not a JSON object' };
  const kind = kindOf(message, hook, ignored);
  if (typeof kind !== 'string') return kind;
  const id = message.text('id');
  if (id === undefined) return { malformed: whyLacking('id', ignored) };
  if (!idForm.test(id)) return { malformed: `id is not ${saidOfIds}` };
  const leg = message.text('leg');
  if (leg === undefined && isNoted('leg', ignored)) return { malformed: whyLacking('leg', ignored) };
  if (leg !== undefined && !idForm.test(leg)) return { malformed: `leg is not ${saidOfIds}` };
  const direction = message.text('direction')?.toLowerCase();
  if (direction !== undefined && direction !== 'inbound' && direction !== 'outbound') {
    return { ignored: 'a call that is neither inbound nor outbound' };
  }
  const { times, said } = messageTimes(message, kind, ignored, receivedAt);
  const noTime = whyNoTime({ times, said }, kind, ignored);
  if (noTime !== undefined) return { malformed: noTime };
  const numbers = endpointFields(message, { kind, direction, country: settings.country }, ignored);
  if (kind === 'lookup' && numbers.trackedNumber === undefined) {
    return { malformed: whyLacking(sidesOf(direction).ours, ignored) };
  }
  const durations = messageDurations(message, times, ignored);
  const fields: LegFields = {
    ...times,
    begunBy: begunBy(times, durations, times.endedAt ?? (kind === 'record' ? said : undefined)),
    ...numbers,
    ...endFields(message.line('endReason')),
    // Who asks while a phone rings says so.
    direction: direction ?? (kind === 'lookup' ? 'inbound' : undefined),
    ...durations,
    agent: message.line('agent'),
    queue: message.line('queue'),
    ...(kind === 'record' && { recorded: true }),
    ...(leg !== undefined ? { ownLeg: true } : kind === 'record' && { callRecorded: true }),
  };
  const call = `${account}-${id}`;
  // No id holds a slash: legs of different calls never meet, though PBXs count them from 1 in each call.
  const names = { call, leg: leg === undefined || leg === id ? call : `${call}/${leg}` };
  const version = new Date(said ?? receivedAt).toISOString();
  return {
    observations: [{ ...names, carrier: 'generic', source: sources[kind], version, fields, ...noted(ignored) }],
  };
}

function isNoted(name: string, ignored: readonly Ignored[]): boolean {
  return ignored.some(({ what }) => what === name);
}

/** Why a field that must be there is not: it is missing, or what was noted of it. */
function whyLacking(name: string, ignored: readonly Ignored[]): string {
  const noted = ignored.find(({ what }) => what === name);
  return `${name} is ${noted?.reason ?? 'missing'}`;
}

const saidOfIds = '1 to 200 letters, digits and . _ : @ ~ -';

/**
 * New events come with new senders: one that is not known is named, if its name is one. What is signed is the body and not the hook, so the
 * body has to say what it is: an event is never taken for a lookup, wherever somebody sends it again.
 */
function kindOf(message: Part, hook: string, ignored: readonly Ignored[]): Kind | ParsedPayload {
  const event = message.text('event');
  if (hook === 'lookup') return lookupUnlessEvent(event, ignored);
  if (event === undefined) return { malformed: `${whyLacking('event', ignored)}; it is one of ${kinds.join(', ')}` };
  const kind = kinds.find((each) => each === event.toLowerCase());
  if (kind !== undefined) return kind;
  return {
    ignored: `an event of a kind that is not known${/^[a-z]([._-]?[a-z]){0,39}$/i.test(event) ? `: ${event}` : ''}`,
  };
}

function lookupUnlessEvent(event: string | undefined, ignored: readonly Ignored[]): Kind | ParsedPayload {
  if (event === undefined && isNoted('event', ignored)) return { malformed: whyLacking('event', ignored) };
  if (event === undefined || event.toLowerCase() === 'lookup') return 'lookup';
  const kind = kinds.find((each) => each === event.toLowerCase());
  return { malformed: kind === undefined ? 'event is not lookup' : `event is ${kind}: that is for the hook calls` };
}
