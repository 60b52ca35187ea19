import { type Ignored, type LegFields, noted, type Observation } from '../../observation.ts';
import type { CarrierPayload } from '../carrier.ts';
import { endpointFields } from '../generic/endpoints.ts';
import type { ParsedPayload } from '../parsed-payload.ts';
import { type Part, readPart } from '../payload-part.ts';
import { noteOrder } from '../payload-time.ts';
import { answeredByOf, attestationOf, directionOf } from './call-words.ts';
import { formFields, readFormTime } from './form-fields.ts';
import { causeOf, isTaken, soLongBefore, statusFields } from './status-fields.ts';

/** What may be in a carrier's id: it becomes a part of keys and addresses. */
const sidForm = /^[\w.:~-]{1,200}$/;

/** How much faster than ours the carrier's clock may be, ms. */
const skew = 5 * 60_000;

interface TwimlSettings {
  /** Of numbers that do not say theirs. */
  readonly country?: string | undefined;
  readonly accountSid?: string | undefined;
}

/** A message and what it is about. */
interface Message {
  readonly carrier: string;
  readonly call: string;
  /** The call itself, or that of a phone that it was put through to. */
  readonly leg: string;
  readonly isOfPhone: boolean;
  readonly part: Part;
  readonly country: string | undefined;
  readonly direction: 'inbound' | 'outbound' | undefined;
  /** Somebody was rung up on this leg, so that it is answered by a person. */
  readonly isRungUp: boolean;
  /** When it was so, ms: when it was received, where that is not said. */
  readonly at: number;
  readonly ignored: Ignored[];
}

/**
 * What a carrier that speaks TwiML tells by a form. A call is the leg that came in, and one more for each phone that it was put through to.
 * That the carrier took the call is no answer; that a phone was answered is.
 */
export function readTwimlMessage(
  carrier: string,
  { account, hook, settings, raw }: CarrierPayload<TwimlSettings>,
  receivedAt: number,
): ParsedPayload {
  const ignored: Ignored[] = [];
  const part = readPart(Object.fromEntries(formFields(raw)), ignored);
  const sid = part.text('CallSid');
  const parent = part.text('ParentCallSid');
  const other = tellsOfOther(hook, part);
  if (other !== undefined) return { ignored: `a message about ${other}, and not about a call` };
  if (sid === undefined) return { malformed: 'CallSid is missing' };
  if (![sid, parent ?? sid].every((one) => sidForm.test(one))) return { malformed: 'CallSid is not an id' };
  const accountSid = part.text('AccountSid');
  if (accountSid !== undefined && settings.accountSid !== undefined && accountSid !== settings.accountSid) {
    return { malformed: 'AccountSid is not that of the settings' };
  }
  const isFromInside = isClient(part.text('From'));
  if (isFromInside && isClient(part.text('To'))) return { ignored: 'a call from inside to inside' };
  const told = readFormTime(part.text('Timestamp'));
  if (told !== undefined && told > receivedAt + skew) return { malformed: 'Timestamp is in the future' };
  const call = `${account}-${parent ?? sid}`;
  return readHook(hook, {
    carrier,
    call,
    // No id holds a slash, so a leg is never taken for a call of its own.
    leg: parent === undefined ? call : `${call}/${sid}`,
    isOfPhone: parent !== undefined,
    part,
    country: settings.country,
    // What somebody inside begins comes in at the carrier.
    direction: isFromInside ? 'outbound' : directionOf(part.text('Direction')),
    isRungUp: parent !== undefined || directionOf(part.text('Direction')) === 'outbound',
    at: told ?? receivedAt,
    ignored,
  });
}

/** What else a carrier tells of at the address of a status or a recording, by the id that it gives it. */
const others: ReadonlyMap<string, string> = new Map([
  ['ConferenceSid', 'a conference'],
  ['QueueSid', 'a queue'],
  ['StreamSid', 'a stream'],
  ['SiprecSid', 'a stream'],
  ['TranscriptionSid', 'a transcription'],
  ['PaymentSid', 'a payment'],
]);

/** Undefined of what tells of a call: how it is, or what was recorded of it. */
function tellsOfOther(hook: string, part: Part): string | undefined {
  const isOfCall = part.text('CallSid') !== undefined && part.text('CallStatus') !== undefined;
  const isRecording = hook === 'recording' && part.text('CallSid') !== undefined;
  if (isOfCall || isRecording || (hook !== 'status' && hook !== 'recording')) return undefined;
  return [...others].find(([name]) => part.text(name) !== undefined)?.[1];
}

/** An application in a browser or on a mobile phone, which is one of our own phones. */
function isClient(address: string | undefined): boolean {
  return /^client:/i.test(address ?? '');
}

/** Not every carrier signs the address, so the form has to say what it is: none is taken for that of another hook. */
function readHook(hook: string, message: Message): ParsedPayload {
  const { part } = message;
  const has = (name: string) => part.text(name) !== undefined;
  switch (hook) {
    case 'voice': {
      const isOther = ['SequenceNumber', 'DialCallStatus', 'RecordingUrl', 'Digits'].some(has);
      return isOther ? { malformed: notComingIn } : readCallIn(message);
    }
    case 'dialed':
      return has('DialCallStatus') ? readDialed(message) : { malformed: 'DialCallStatus is missing' };
    case 'consent':
      return readKeys(message);
    case 'code':
      return readCode(message);
    case 'whisper':
      return { ignored: 'that somebody is told who calls is no news of the call' };
    case 'recording':
      return readRecording(message);
    default:
      return readStatus(message);
  }
}

function readKeys(message: Message): ParsedPayload {
  const keys = Array.from(message.part.text('Digits') ?? '').filter((key) => /[\d*#]/.test(key));
  return keys.length === 0 ? { ignored: 'no key was pressed' } : observed(message, 'lookup', { keys });
}

/** What is no code is told as well: the call notes it. */
function readCode(message: Message): ParsedPayload {
  const keyedCode = (message.part.text('Digits') ?? '').replace(/\D/g, '').slice(0, 20);
  return keyedCode === '' ? { ignored: 'no key was pressed' } : observed(message, 'lookup', { keyedCode });
}

const notComingIn = 'this is not a call that comes in';

function readCallIn(message: Message): ParsedPayload {
  const { part, isOfPhone, direction, country, ignored } = message;
  if (isOfPhone || direction === 'outbound') return { malformed: notComingIn };
  const numbers = endpointFields(part, { kind: 'lookup', direction, country }, ignored);
  if (numbers.trackedNumber === undefined) return { malformed: 'To is missing, or not a phone number' };
  return observed(message, 'lookup', { ...numbers, direction: 'inbound', attestation: attestationOf(part) });
}

/** What came of ringing phones. That one was answered, and why none was; the phone's own events say it again, with its times. */
function readDialed(message: Message): ParsedPayload {
  const { part, call } = message;
  const status = part.text('DialCallStatus');
  if (!isTaken(status)) return observed(message, 'lookup', { cause: causeOf(status) ?? 'other' });
  const sid = part.text('DialCallSid');
  if (sid === undefined || !sidForm.test(sid)) return { malformed: 'DialCallSid is missing, or not an id' };
  const talked = { recorded: true, talkSeconds: part.seconds('DialCallDuration') } as const;
  return observed({ ...message, leg: `${call}/${sid}` }, 'lookup', talked);
}

function readStatus(message: Message): ParsedPayload {
  const { part, isOfPhone, isRungUp, at, ignored } = message;
  const status = part.text('CallStatus');
  const answeredBy = answeredByOf(part.text('AnsweredBy'));
  if (status === undefined) return readDetection(message, answeredBy);
  const startedAt = readFormTime(part.text('StartTime') ?? part.text('CallInitiatedAt'));
  const answeredAt = readFormTime(part.text('AnsweredTime'));
  noteOrder(ignored, {
    start: ['StartTime', startedAt],
    between: [['AnsweredTime', answeredAt]],
    end: ['Timestamp', at],
  });
  const fields = statusFields(status, {
    at,
    isRungUp,
    seconds: part.seconds('CallDuration'),
    startedAt,
    answeredAt,
  });
  if (fields === undefined) return { ignored: 'a status that is not known' };
  const more = isOfPhone ? { agent: part.line('To') } : ownFields(message);
  return observed(message, fields.recorded ? 'record' : 'webhook', { ...more, ...fields, answeredBy });
}

/** What took the call, where nobody waited for it to be found out: that is told apart from how the call is. */
function readDetection(message: Message, answeredBy: LegFields['answeredBy']): ParsedPayload {
  if (message.part.text('AnsweredBy') === undefined) return { malformed: 'CallStatus is missing' };
  return answeredBy === undefined
    ? { ignored: 'who answered is not known' }
    : observed(message, 'webhook', { answeredBy });
}

/** What only the call itself tells. Where it is told how the last phone ended, that is why nobody took it. */
function ownFields({ part, direction, country, ignored }: Message): LegFields {
  const { trackedNumber, ...numbers } = endpointFields(part, { kind: 'status', direction, country }, ignored);
  return {
    ...numbers,
    ...(!isClient(trackedNumber) && { trackedNumber }),
    direction,
    attestation: attestationOf(part),
    cause: causeOf(part.text('DialCallStatus')),
  };
}

function readRecording(message: Message): ParsedPayload {
  const { part, at } = message;
  const status = part.text('RecordingStatus')?.toLowerCase() ?? 'completed';
  if (status !== 'completed' && status !== 'deleted')
    return { ignored: 'a recording of which there is nothing to hear' };
  const location = part.httpsUrl('RecordingUrl');
  if (location === undefined) return { malformed: 'RecordingUrl is missing, or not an https address' };
  const startedAt = readFormTime(part.text('RecordingStartTime'));
  const recording = { location, startedAt, status: status === 'deleted' ? 'deleted' : 'available' } as const;
  const begunBy = startedAt ?? soLongBefore(at, part.seconds('RecordingDuration'));
  return observed({ ...message, at: startedAt ?? at }, 'webhook', { recording, begunBy });
}

/** Times are told in whole seconds: of two in the same one, the later has the greater number. */
function observed(
  { carrier, call, leg, at, part, ignored }: Message,
  source: Observation['source'],
  fields: LegFields,
): ParsedPayload {
  const sequence = Math.min(999, Math.floor(part.seconds('SequenceNumber') ?? 0));
  const version = new Date(at + sequence).toISOString();
  const observation = { call, leg, carrier, source, version, fields: { ...fields, ownLeg: true as const } };
  return { observations: [{ ...observation, ...noted(ignored) }] };
}
