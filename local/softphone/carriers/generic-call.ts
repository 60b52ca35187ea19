import * as z from 'zod';
import type { SoftphoneCall } from '../softphone-call.ts';
import { newCall, type PlayedCall, type PlayedParts } from './played-call.ts';

const answered = z.object({
  route: z.object({ action: z.string(), phones: z.array(z.string()) }),
  whisper: z.string(),
});

/** A PBX that asks while it rings, and sends the record when the call is over. */
export function genericCall(
  parts: PlayedParts,
  account: string,
  dialled: Pick<SoftphoneCall, 'number' | 'caller'>,
): PlayedCall {
  const id = parts.newId();
  let call = newCall(parts, `${account}-${id}`, dialled);
  const numbers = { id, to: call.number, ...(call.caller !== null && { from: call.caller }) };
  const record = () => {
    const iso = (at: number | undefined) => (at === undefined ? '' : new Date(at).toISOString());
    return {
      ...numbers,
      event: 'record',
      at: iso(call.endedAt),
      direction: 'inbound',
      startedAt: iso(call.startedAt),
      answeredAt: iso(call.answeredAt),
      endedAt: iso(call.endedAt),
      ...(call.answeredAt !== undefined && { agent: 'agent1' }),
    };
  };
  const sendRecord = async () => {
    await parts.post(`${parts.base}/calls`, record());
    call = { ...call, recordsSent: call.recordsSent + 1 };
  };
  return {
    call: () => call,
    begin: async () => {
      const { status, text, milliseconds } = await parts.post(`${parts.base}/lookup`, numbers);
      const answer = status === 200 ? answered.safeParse(JSON.parse(text)).data : undefined;
      call = { ...call, queuedAt: parts.now() };
      if (answer === undefined) {
        call = { ...call, lookup: { state: 'failed', milliseconds, reason: `The answer is ${status}.` } };
        return;
      }
      const [forwardTo1, forwardTo2] = answer.route.phones;
      const told = {
        action: answer.route.action === 'phones' ? 'phone' : answer.route.action,
        whisper: answer.whisper,
        ...(forwardTo1 !== undefined && { forwardTo1 }),
        ...(forwardTo2 !== undefined && { forwardTo2 }),
      };
      call = { ...call, lookup: { state: 'answered', milliseconds, answer: told } };
    },
    answer: () => {
      call = { ...call, answeredAt: parts.now() };
    },
    hangUp: (endedBy) => {
      call = { ...call, endedAt: parts.now(), endedBy };
      parts.after(300, sendRecord);
    },
    repeatRecord: sendRecord,
  };
}
