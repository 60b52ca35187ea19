import type { SoftphoneCall } from '../softphone-call.ts';
import { newCall, type PlayedCall, type PlayedParts } from './played-call.ts';
import { readTwiml, type TwimlAnswer } from './read-twiml.ts';

type Fields = Readonly<Record<string, string>>;

/** One phone that rings. */
interface Phone {
  readonly sid: string;
  readonly number: string;
}

/** Twilio, or Telnyx by TeXML: phones ring as the answer says, then the next ones; each step is told as that carrier tells it. */
export function twimlCall(
  parts: PlayedParts,
  account: string,
  dialled: Pick<SoftphoneCall, 'number' | 'caller'>,
): PlayedCall {
  const sid = `CA${parts.newId().replaceAll('-', '')}`;
  let call = newCall(parts, `${account}-${sid}`, dialled);
  let ringing: { readonly answer: TwimlAnswer; readonly phones: readonly Phone[] } | undefined;
  let taken: Phone | undefined;

  const ofCall: Fields = { CallSid: sid, From: call.caller ?? 'anonymous', To: call.number, Direction: 'inbound' };
  const progress = (at: number, sequence: number): Fields => ({
    CallbackSource: 'call-progress-events',
    Timestamp: new Date(at).toUTCString().replace('GMT', '+0000'),
    SequenceNumber: String(sequence),
  });
  const tell = (url: string | undefined, fields: Fields) => {
    if (url !== undefined) parts.after(100, async () => void (await parts.post(url, fields)));
  };
  const tellOfPhone = (phone: Phone, CallStatus: string, sequence: number, more: Fields = {}) =>
    tell(ringing?.answer.status, {
      ...ofCall,
      CallSid: phone.sid,
      ParentCallSid: sid,
      To: phone.number,
      Direction: 'outbound-dial',
      CallStatus,
      ...progress(parts.now(), sequence),
      ...more,
    });
  const seconds = (from: number) => String(Math.round((parts.now() - from) / 1000));

  const sendRecord = async () => {
    const { startedAt, endedAt = parts.now() } = call;
    const over = { CallStatus: 'completed', CallDuration: String(Math.round((endedAt - startedAt) / 1000)) };
    await parts.post(`${parts.base}/status`, { ...ofCall, ...over, ...progress(endedAt, 0) });
    call = { ...call, recordsSent: call.recordsSent + 1 };
  };
  const end = (endedBy: 'caller' | 'agent') => {
    call = { ...call, endedAt: parts.now(), endedBy };
    parts.after(300, sendRecord);
  };

  const ring = (answer: TwimlAnswer) => {
    const phones = answer.phones.map((number) => ({ sid: `CA${parts.newId().replaceAll('-', '')}`, number }));
    ringing = { answer, phones };
    if (phones.length === 0) return end('agent');
    for (const phone of phones) tellOfPhone(phone, 'initiated', 0);
    parts.after(answer.ringSeconds * 1000, async () => {
      if (call.answeredAt !== undefined || call.endedAt !== undefined || ringing?.phones !== phones) return;
      for (const phone of phones) tellOfPhone(phone, 'no-answer', 1);
      await goOn(answer, { DialCallStatus: 'no-answer' });
    });
  };
  const goOn = async ({ action }: TwimlAnswer, fields: Fields) => {
    if (action === undefined) return end('agent');
    ring(readTwiml((await parts.post(action, { ...ofCall, ...fields })).text));
  };

  return {
    call: () => call,
    begin: async () => {
      const posted = await parts.post(`${parts.base}/voice`, { ...ofCall, CallStatus: 'ringing' });
      const { status, text, milliseconds } = posted;
      if (status !== 200) {
        call = { ...call, lookup: { state: 'failed', milliseconds, reason: `The answer is ${status}: ${text}` } };
        return end('agent');
      }
      const answer = readTwiml(text);
      const [forwardTo1, forwardTo2] = answer.phones;
      const whisper = answer.whisper && readTwiml((await parts.post(answer.whisper, ofCall)).text).says.join(' ');
      const told = {
        action: answer.rejects ? 'reject' : 'phone',
        whisper: whisper ?? answer.says.join(' '),
        ...(forwardTo1 !== undefined && { forwardTo1 }),
        ...(forwardTo2 !== undefined && { forwardTo2 }),
      };
      call = { ...call, lookup: { state: 'answered', milliseconds, answer: told }, queuedAt: parts.now() };
      if (call.endedAt === undefined) ring(answer);
    },
    answer: () => {
      [taken] = ringing?.phones ?? [];
      call = { ...call, answeredAt: parts.now() };
      for (const phone of ringing?.phones ?? []) {
        if (phone === taken) tellOfPhone(phone, 'in-progress', 2);
        else tellOfPhone(phone, 'canceled', 2);
      }
    },
    hangUp: (by) => {
      const { answer, phones = [] } = ringing ?? {};
      if (taken === undefined || call.answeredAt === undefined) {
        for (const phone of phones) tellOfPhone(phone, 'canceled', 2);
        return end(by);
      }
      const talked = seconds(call.answeredAt);
      tellOfPhone(taken, 'completed', 3, { CallDuration: talked });
      const dialed = { DialCallStatus: 'completed', DialCallSid: taken.sid, DialCallDuration: talked };
      tell(answer?.action, { ...ofCall, ...dialed });
      tell(answer?.recording, {
        CallSid: sid,
        RecordingSid: `RE${sid.slice(2)}`,
        RecordingStatus: 'completed',
        // Nobody recorded anything: an address that leads nowhere, and to no one's service.
        RecordingUrl: `https://recordings.example/RE${sid.slice(2)}`,
        RecordingStartTime: new Date(call.answeredAt).toUTCString().replace('GMT', '+0000'),
      });
      end(by);
    },
    repeatRecord: sendRecord,
  };
}
