import { type Ignored, type LegFields, noted } from '../../observation.ts';
import type { CarrierPayload } from '../carrier.ts';
import { readNumber } from '../generic/endpoints.ts';
import type { ParsedPayload } from '../parsed-payload.ts';
import { type Part, readPart } from '../payload-part.ts';
import { callFlow, type FlowPart } from './call-flow.ts';
import { channelEnd } from './channel-end.ts';
import { channelNumbers, isInternal, isRungUp } from './channel-numbers.ts';
import { type ChannelTimes, channelTimes } from './channel-times.ts';
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
  const flow = callFlow(body);
  const times = channelTimes(variables, flow, { receivedAt, ignored });
  if (times.endedAt === undefined) return { malformed: 'variables.end_epoch is missing, or no time' };
  const { country } = settings;
  const told = { variables, profile: flow[0]?.profile ?? readPart(undefined, []), country };
  if (isInternal(told) && !(root === uuid && isRungUp(variables))) return { ignored: 'a call from inside to inside' };
  const call = `${account}-${root}`;
  const isCall = root === uuid;
  const fields: LegFields = isCall
    ? { ...callFields(variables, flow, times), ...channelNumbers(told, ignored) }
    : rungUpFields(variables, { times, country, call });
  const observation = {
    call,
    leg: isCall ? call : `${call}/${uuid}`,
    carrier: 'freeswitch',
    source: 'record' as const,
    version: new Date(times.endedAt).toISOString(),
    fields: { ...fields, begunBy: begunBy(times, variables), ...channelEnd(variables), recorded: true as const },
    ...noted(ignored),
  };
  return { observations: [observation] };
}

/** The caller's channel: when a person was put through, and who. */
function callFields(variables: Part, flow: readonly FlowPart[], times: ChannelTimes): LegFields {
  const { startedAt, queuedAt, answeredAt, bridgedAt, personAt, endedAt, talkSeconds } = times;
  return {
    startedAt,
    queuedAt,
    // Where we rang somebody up, that channel's answer is theirs.
    answeredAt: isRungUp(variables) ? (bridgedAt ?? answeredAt) : personAt,
    endedAt,
    talkSeconds,
    holdSeconds: variables.seconds('hold_accum_seconds'),
    agent: agentOf(variables, flow),
    queue: variables.line('cc_queue'),
    callRecorded: true,
    // Whoever was put through after another one has a record, too.
    talkOnLegs: true,
  };
}

/** Who took the call first: of who was dialled later the variables tell. */
function agentOf(variables: Part, flow: readonly FlowPart[]): string | undefined {
  const [first, ...later] = flow.filter(({ bridgedAt }) => bridgedAt !== undefined);
  const dialled = later.length === 0 ? variables.line('dialed_user') : first?.profile.line('callee_id_number');
  return variables.line('cc_agent') ?? dialled;
}

/** A phone that rang: it tells of who took the call there, and nothing of who called which number. */
function rungUpFields(
  variables: Part,
  {
    times,
    country,
    call,
  }: { readonly times: ChannelTimes; readonly country: string | undefined; readonly call: string },
): LegFields {
  const { startedAt, answeredAt, endedAt } = times;
  const dialled = variables.line('sip_to_user');
  return {
    startedAt,
    answeredAt,
    endedAt,
    direction: 'outbound',
    agent:
      variables.line('cc_agent') ??
      variables.line('dialed_user') ??
      (dialled && readNumber(dialled, country, () => {})),
    ownLeg: true,
    // The call's own record is still to come, or was here before.
    previousLeg: call,
  };
}

/** When it had begun at the latest, where its start is not told. */
function begunBy({ startedAt, endedAt }: ChannelTimes, variables: Part): number | undefined {
  const seconds = variables.seconds('duration') ?? variables.seconds('billsec');
  if (startedAt !== undefined || endedAt === undefined || seconds === undefined) return undefined;
  return Math.floor(endedAt - seconds * 1000);
}

/** By default the module URL-encodes each value. */
function decodedValues(variables: unknown): unknown {
  if (typeof variables !== 'object' || variables === null || Array.isArray(variables)) return undefined;
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [name, typeof value === 'string' ? percentDecoded(value) : value]),
  );
}
