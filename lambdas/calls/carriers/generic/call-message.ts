import { type Ignored, type LegFields, noted, type Observation } from '../../observation.ts';
import type { CarrierPayload } from '../carrier.ts';
import type { ParsedPayload } from '../parsed-payload.ts';
import { type Part, readPart } from '../payload-part.ts';
import { readJson } from '../read-json.ts';
import { endFields } from './end-reason.ts';
import { endpointFields } from './endpoints.ts';

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
  const kind = kindOf(message, hook);
  if (typeof kind !== 'string') return kind;
  const id = message.text('id');
  const leg = message.text('leg') ?? id;
  if (id === undefined || leg === undefined) return { malformed: 'id is missing, or not a text' };
  if (!idForm.test(id)) return { malformed: `id is not ${saidOfIds}` };
  if (!idForm.test(leg)) return { malformed: `leg is not ${saidOfIds}` };
  const direction = message.text('direction')?.toLowerCase();
  if (direction !== undefined && direction !== 'inbound' && direction !== 'outbound') {
    return { ignored: 'a call that is neither inbound nor outbound' };
  }
  const at = message.time('at');
  const times = timeFields(message, kind, at);
  const said = at ?? times.endedAt ?? times.answeredAt ?? times.queuedAt ?? times.startedAt;
  if (said === undefined && kind !== 'lookup') return { malformed: 'at is missing, or not a time' };
  const numbers = endpointFields(message, { kind, direction, country: settings.country }, ignored);
  if (kind === 'lookup' && numbers.trackedNumber === undefined) {
    return { malformed: 'to is missing, or not a number' };
  }
  const fields: LegFields = {
    ...times,
    ...numbers,
    ...endFields(message.text('endReason')),
    direction,
    waitSeconds: message.seconds('waitSeconds'),
    talkSeconds: message.seconds('talkSeconds'),
    holdSeconds: message.seconds('holdSeconds'),
    agent: message.text('agent'),
    queue: message.text('queue'),
    ...(kind === 'record' && { recorded: true }),
  };
  const names = { call: `${account}-${id}`, leg: `${account}-${leg}` };
  const version = new Date(said ?? receivedAt).toISOString();
  return {
    observations: [{ ...names, carrier: 'generic', source: sources[kind], version, fields, ...noted(ignored) }],
  };
}

const saidOfIds = '1 to 200 letters, digits and . _ : @ ~ -';

/** New events come with new senders: one that is not known is named, if its name is one. */
function kindOf(message: Part, hook: string): Kind | ParsedPayload {
  if (hook === 'lookup') return 'lookup';
  const event = message.text('event');
  if (event === undefined) return { malformed: `event is missing; it is one of ${kinds.join(', ')}` };
  const kind = kinds.find((each) => each === event.toLowerCase());
  if (kind !== undefined) return kind;
  return {
    ignored: `an event of a kind that is not known${/^[a-z]([._-]?[a-z]){0,39}$/i.test(event) ? `: ${event}` : ''}`,
  };
}

/** When an event happened stands for the time that it is about, where that is not told by itself. */
function timeFields(message: Part, kind: Kind, at: number | undefined): LegFields {
  const happened = (what: Kind) => (kind === what ? at : undefined);
  return {
    startedAt: message.time('startedAt') ?? happened('ringing'),
    queuedAt: message.time('queuedAt') ?? happened('queued'),
    answeredAt: message.time('answeredAt') ?? happened('answered'),
    endedAt: message.time('endedAt') ?? happened('ended'),
  };
}
