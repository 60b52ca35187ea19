import { type Ignored, type LegFields, noted } from '../../observation.ts';
import type { CarrierPayload } from '../carrier.ts';
import type { ParsedPayload } from '../parsed-payload.ts';
import { type Part, readPart } from '../payload-part.ts';
import { channelEnd } from './channel-end.ts';
import { channelNumbers, isRungUp } from './channel-numbers.ts';
import { percentDecoded, readPosted } from './posted-record.ts';

/** FreeSWITCH names channels by UUIDs, unless a dialplan chose the name. */
const idForm = /^[\w.:@~-]{1,200}$/;

/**
 * The record of a channel when it hung up. The caller's channel is the call itself; each channel that it rang up is a leg of it
 * (`call_uuid`), and tells of who answered there. The module posts the same record again until it is acknowledged: it says the same each time.
 */
export function readChannelRecord(
  { account, settings, raw }: CarrierPayload<{ readonly country?: string | undefined }>,
  receivedAt: number,
): ParsedPayload {
  const json = readPosted(raw);
  if ('malformed' in json) return { malformed: `the body is ${json.malformed}` };
  const ignored: Ignored[] = [];
  const body = readPart(json.value, []);
  if (!body.present) return { malformed: 'the body is not a JSON object' };
  const variables = readPart(decodedValues(body.value('variables')), ignored, 'variables.');
  if (!variables.present) return { malformed: 'variables is missing' };
  const uuid = variables.text('uuid');
  if (uuid === undefined || !idForm.test(uuid)) return { malformed: 'variables.uuid is missing, or no id' };
  if (/^loopback\//i.test(variables.text('channel_name') ?? '')) {
    return { ignored: 'a loopback channel, which is no line to anybody' };
  }
  const root = variables.text('call_uuid') ?? variables.text('originating_leg_uuid') ?? uuid;
  if (!idForm.test(root)) return { malformed: 'variables.call_uuid is no id' };
  const times = channelTimes(variables, receivedAt, ignored);
  if (times.endedAt === undefined) return { malformed: 'variables.end_epoch is missing, or no time' };
  const call = `${account}-${root}`;
  const isCall = root === uuid;
  const fields: LegFields = isCall
    ? callFields(variables, body, { times, country: settings.country }, ignored)
    : rungUpFields(variables, times, call);
  const observation = {
    call,
    leg: isCall ? call : `${call}/${uuid}`,
    carrier: 'freeswitch',
    source: 'record' as const,
    version: new Date(times.endedAt).toISOString(),
    fields: { ...fields, ...channelEnd(variables), recorded: true as const },
    ...noted(ignored),
  };
  return { observations: [observation] };
}

/** The caller's channel: who called, which number, and when a person was put through. */
function callFields(
  variables: Part,
  body: Part,
  { times, country }: { readonly times: ChannelTimes; readonly country: string | undefined },
  ignored: Ignored[],
): LegFields {
  const rungUp = isRungUp(variables);
  return {
    startedAt: times.startedAt,
    queuedAt: times.queuedAt,
    // Where we rang somebody up, that channel's answer is theirs.
    answeredAt: rungUp ? (times.bridgedAt ?? times.answeredAt) : times.personAt,
    endedAt: times.endedAt,
    holdSeconds: variables.seconds('hold_accum_seconds'),
    ...channelNumbers(variables, body, country, ignored),
    agent: variables.line('cc_agent') ?? variables.line('dialed_user'),
    queue: variables.line('cc_queue'),
    callRecorded: true,
  };
}

/** A phone that rang: it tells of who took the call there, and nothing of who called which number. */
function rungUpFields(variables: Part, { startedAt, answeredAt, endedAt }: ChannelTimes, call: string): LegFields {
  return {
    startedAt,
    answeredAt,
    endedAt,
    direction: 'outbound',
    agent: variables.line('cc_agent') ?? variables.line('dialed_user') ?? variables.line('sip_to_user'),
    ownLeg: true,
    // The call's own record is still to come, or was here before.
    previousLeg: call,
  };
}

/** When what happened to a channel, ms. */
interface ChannelTimes {
  readonly startedAt: number | undefined;
  readonly queuedAt: number | undefined;
  /** By whatever: an announcement, a queue, a person. */
  readonly answeredAt: number | undefined;
  readonly bridgedAt: number | undefined;
  /** When it was connected to another channel and answered. */
  readonly personAt: number | undefined;
  readonly endedAt: number | undefined;
}

/** How much faster than ours the switch's clock may be, ms. */
const skew = 5 * 60_000;

/** `0` is "never". A channel may be connected before it is answered, to hear how it rings: nobody is there yet. */
function channelTimes(variables: Part, receivedAt: number, ignored: Ignored[]): ChannelTimes {
  const read = (what: string) => {
    const time = variables.time(what);
    if (time === undefined || time <= receivedAt + skew) return time;
    ignored.push({ what: `variables.${what}`, reason: 'in the future' });
    return undefined;
  };
  const answeredAt = read('answer_epoch');
  const bridgedAt = read('cc_queue_answered_epoch') ?? read('bridge_epoch');
  const isConnected = answeredAt !== undefined && bridgedAt !== undefined;
  return {
    startedAt: read('start_epoch'),
    queuedAt: read('cc_queue_joined_epoch'),
    answeredAt,
    bridgedAt,
    personAt: isConnected ? Math.max(answeredAt, bridgedAt) : undefined,
    endedAt: read('end_epoch'),
  };
}

/** By default the module URL-encodes each value. */
function decodedValues(variables: unknown): unknown {
  if (typeof variables !== 'object' || variables === null || Array.isArray(variables)) return undefined;
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [name, typeof value === 'string' ? percentDecoded(value) : value]),
  );
}
