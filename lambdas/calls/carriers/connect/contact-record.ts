import { type Ignored, type LegFields, noted } from '../../observation.ts';
import type { ParsedPayload } from '../parsed-payload.ts';
import { type Part, readPart } from '../payload-part.ts';
import { noteOrder } from '../payload-time.ts';
import { answeredFields } from './answered.ts';
import { contactIds, otherContactId } from './contact-ids.ts';
import { type ContactKind, contactKind } from './contact-kind.ts';
import { callerFields, trackedNumberField } from './endpoints.ts';
import { keptFields } from './kept-attributes.ts';
import { lineQuality } from './line-quality.ts';
import { recordingOf } from './recording.ts';

/**
 * A contact record (CTR): the authority on one contact, delivered at least once and again whenever something is added;
 * `LastUpdateTimestamp` says which copy is newer. `receivedAt` (ms) stands in only where a record has no time at all.
 */
export function parseContactRecord(record: unknown, receivedAt: number): ParsedPayload {
  const ignored: Ignored[] = [];
  const contact = readPart(record, ignored);
  if (!contact.present) return { malformed: 'the record is not a JSON object' };
  const kind = contactKind(contact, { asked: false });
  if ('ignored' in kind || 'malformed' in kind) return kind;
  const ids = contactIds(contact, ignored);
  if (ids === undefined) return { malformed: 'the record has no ContactId' };
  const { previousLeg, ...named } = ids;
  const taker = answeredBy(contact.text('AnsweringMachineDetectionStatus')?.toUpperCase());
  const fields: LegFields = {
    ...times(contact, kind, taker, ignored),
    ...people(contact, kind, ignored),
    ...endCause(contact.text('DisconnectReason')),
    ...keptFields(contact.part('Attributes'), ignored),
    answeredBy: taker,
    quality: lineQuality(contact),
    recording: recordingOf(contact),
    direction: kind.direction,
    initiation: kind.initiation,
    nextLeg: otherContactId(contact, 'NextContactId', ignored),
    previousLeg,
    recorded: true,
  };
  const updatedAt = contact.time('LastUpdateTimestamp') ?? fields.endedAt ?? fields.startedAt ?? receivedAt;
  const version = new Date(updatedAt).toISOString();
  return {
    observations: [{ ...named, carrier: 'connect', source: 'record', version, fields, ...noted(ignored) }],
  };
}

function times(contact: Part, kind: ContactKind, taker: LegFields['answeredBy'], ignored: Ignored[]): LegFields {
  const [agent, queue] = [contact.part('Agent'), contact.part('Queue')];
  const startedAt = contact.time('InitiationTimestamp');
  const endedAt = contact.time('DisconnectTimestamp');
  const joinedAt = agent.time('ConnectedToAgentTimestamp');
  const connectedAt = contact.time('ConnectedToSystemTimestamp');
  noteOrder(ignored, {
    start: ['InitiationTimestamp', startedAt],
    between: [
      ['ConnectedToSystemTimestamp', connectedAt],
      ['Agent.ConnectedToAgentTimestamp', joinedAt],
    ],
    end: ['DisconnectTimestamp', endedAt],
  });
  // Whoever was heard to be a person was there before an agent joined.
  const outside = connectedAt ?? (taker === 'person' ? joinedAt : undefined);
  const answered = answeredFields(kind, { agent: joinedAt, outside });
  const external = contact.part('ExternalThirdParty').seconds('ExternalThirdPartyInteractionDuration') ?? 0;
  const answeredOutside = external > 0 ? Math.max(startedAt ?? 0, (endedAt ?? 0) - external * 1000) : undefined;
  return {
    startedAt,
    queuedAt: queue.time('EnqueueTimestamp'),
    endedAt,
    ...answered,
    answeredAt: answered.answeredAt ?? answeredOutside,
    waitSeconds: queue.seconds('Duration'),
    talkSeconds: talkSeconds(agent.seconds('AgentInteractionDuration'), external, kind, answered),
    holdSeconds: agent.seconds('CustomerHoldDuration'),
  };
}

/**
 * The agent's part is talk only if there was somebody to talk to: of a call that nobody took it may be the time for which the agent
 * heard it ring. On an external phone's own contact it is not that phone's.
 */
function talkSeconds(
  withAgent: number | undefined,
  external: number,
  { initiation, direction }: ContactKind,
  { customerAnsweredAt }: LegFields,
): number | undefined {
  const outside = external > 0 ? external : undefined;
  if (initiation === 'EXTERNAL_OUTBOUND') return outside;
  return (direction === 'outbound' && customerAnsweredAt === undefined ? undefined : withAgent) ?? outside;
}

function people(contact: Part, kind: ContactKind, ignored: Ignored[]): LegFields {
  const [agent, queue] = [contact.part('Agent'), contact.part('Queue')];
  return {
    ...callerFields(contact, kind),
    ...trackedNumberField(contact.part('SystemEndpoint').text('Address'), kind, ignored),
    agent: agent.line('Username') ?? agent.text('ARN'),
    queue: queue.line('Name') ?? queue.text('ARN'),
  };
}

/** What detected who took a call that went out; every other status says nothing of that. */
function answeredBy(detected: string | undefined): LegFields['answeredBy'] {
  switch (detected) {
    case 'HUMAN_ANSWERED':
      return 'person';
    case 'VOICEMAIL_BEEP':
    case 'VOICEMAIL_NO_BEEP':
      return 'voicemail';
    case 'FAX_MACHINE_DETECTED':
      return 'machine';
    default:
      return undefined;
  }
}

/** `DisconnectReason` values that tell of the network, not of people. Unanswered, timed out and given up are missed calls. */
const failed = new Set(['TELECOM_NUMBER_INVALID', 'TELECOM_POTENTIAL_BLOCKING', 'TELECOM_PROBLEM']);

/** Why the contact ended. No reason is normal: ends by flow or API have none. */
export function endCause(reason: string | undefined): LegFields {
  if (reason === undefined) return {};
  const endReason = reason.toUpperCase();
  return { endReason, cause: endReason === 'TELECOM_BUSY' ? 'busy' : failed.has(endReason) ? 'failed' : 'other' };
}
