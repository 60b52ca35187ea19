import type { Connect } from './connect.ts';
import { type ContactEventType, contactEvent } from './contact-event.ts';
import { contactFlowEvent } from './contact-flow-event.ts';
import { contactRecord, type EndedCall } from './contact-record.ts';
import { eventTimes, recordTime } from './event-times.ts';
import type { Instance } from './instance.ts';
import { between, oneOf, type Random, seededRandom } from './seeded-random.ts';
import type { SoftphoneCall } from './softphone-call.ts';

export interface SoftphoneParts {
  readonly connect: Connect;
  readonly instance: Instance;
  /** ms since 1970 */
  now(): number;
  newId(): string;
  newSeed(): number;
  /** Does the work after that time, unless the run ends before. */
  after(milliseconds: number, work: () => Promise<void>): void;
}

export interface Dialled {
  readonly number: string;
  readonly caller: string | null;
  /** The carrier account whose carrier is played; missing: Amazon Connect. */
  readonly account?: string | undefined;
  readonly seed?: number | undefined;
  /** Events are best effort: without them, the record alone must do. */
  readonly events: boolean;
}

/** A move that does not fit the call's state: the sentence says why. */
export type Move = { readonly call: SoftphoneCall } | { readonly refused: string } | undefined;

export interface Softphone {
  /** Resolves when the lookup has answered and the phone rings. Rejects with a sentence where that carrier cannot be played. */
  dial(dialled: Dialled): Promise<SoftphoneCall>;
  answer(id: string): Move;
  hangUp(id: string, how: { readonly by: 'caller' | 'agent'; readonly record: boolean }): Move;
  /** The record again, or for the first time; `newer` gives it a later `LastUpdateTimestamp`. */
  sendRecord(id: string, how: { readonly times: number; readonly newer: boolean }): Promise<Move>;
  find(id: string): SoftphoneCall | undefined;
  /** Newest first. */
  list(): readonly SoftphoneCall[];
}

/** Calls are kept in memory only; more than this are forgotten, oldest first. */
const mostCalls = 500;

interface Played {
  call: SoftphoneCall;
  readonly random: Random;
  readonly events: boolean;
  /** The record as it was sent last. */
  record?: string;
}

/** A phone at which Amazon Connect is played: everything reaches the stack the way Connect's own calls do. */
export function createSoftphone(parts: SoftphoneParts): Softphone {
  const { connect, instance } = parts;
  const calls = new Map<string, Played>();

  const tell = (played: Played, ...types: readonly ContactEventType[]) => {
    if (!played.events) return;
    for (const type of types) {
      const event = contactEvent(type, played.call, instance, played.random);
      const wait = Math.max(0, event.at - parts.now());
      for (const time of eventTimes(played.random)) parts.after(wait + time, () => connect.putEvent(event));
    }
  };

  const putRecord = async (played: Played, ended: EndedCall, newer: boolean) => {
    if (newer || played.record === undefined) {
      played.record = JSON.stringify(contactRecord(ended, instance, parts.now()));
    }
    await connect.putRecord(ended.id, played.record);
    played.call = { ...played.call, recordsSent: played.call.recordsSent + 1 };
  };

  return {
    dial: async ({ number, caller, seed = parts.newSeed(), events }) => {
      const random = seededRandom(seed);
      const call: SoftphoneCall = {
        id: parts.newId(),
        number,
        caller,
        seed,
        startedAt: parts.now(),
        lookup: { state: 'asking' },
        afterWorkSeconds: Math.round(between(random, 1, 2)),
        withheldAs: oneOf(random, 'null', 'anonymous', 'empty'),
        recordsSent: 0,
      };
      const played: Played = { call, random, events };
      for (const id of [...calls.keys()].slice(0, Math.max(0, calls.size + 1 - mostCalls))) calls.delete(id);
      calls.set(call.id, played);
      tell(played, 'INITIATED');
      const lookup = await connect.lookUp(contactFlowEvent(call, instance));
      // Who hangs up in the silence never gets to the queue.
      if (played.call.endedAt !== undefined) return (played.call = { ...played.call, lookup });
      played.call = { ...played.call, lookup, queuedAt: parts.now() };
      tell(played, 'QUEUED');
      return played.call;
    },
    answer: (id) => {
      const played = calls.get(id);
      if (played === undefined) return undefined;
      const { call } = played;
      if (call.endedAt !== undefined) return { refused: 'The call is over.' };
      if (call.answeredAt !== undefined) return { refused: 'The call was answered before.' };
      if (call.queuedAt === undefined) return { refused: 'The flow is still asking where the call shall go.' };
      played.call = { ...call, answeredAt: parts.now() };
      tell(played, 'CONNECTED_TO_AGENT');
      return { call: played.call };
    },
    hangUp: (id, { by, record }) => {
      const played = calls.get(id);
      if (played === undefined) return undefined;
      const { call } = played;
      if (call.endedAt !== undefined) return { refused: 'The call is over.' };
      if (by === 'agent' && call.answeredAt === undefined) return { refused: 'No agent has answered.' };
      const afterWorkSeconds = call.answeredAt === undefined ? 0 : call.afterWorkSeconds;
      const ended = { ...call, endedAt: parts.now(), endedBy: by, afterWorkSeconds };
      played.call = ended;
      tell(played, 'DISCONNECTED', 'COMPLETED');
      if (record) {
        const wait = afterWorkSeconds * 1000 + recordTime(played.random);
        parts.after(wait, () => putRecord(played, ended, false));
      }
      return { call: played.call };
    },
    sendRecord: async (id, { times, newer }) => {
      const played = calls.get(id);
      if (played === undefined) return undefined;
      const { endedAt } = played.call;
      if (endedAt === undefined) return { refused: 'A call has no record before it is over.' };
      for (let time = 0; time < times; time++) await putRecord(played, { ...played.call, endedAt }, newer);
      return { call: played.call };
    },
    find: (id) => calls.get(id)?.call,
    list: () => [...calls.values()].map(({ call }) => call).toReversed(),
  };
}
