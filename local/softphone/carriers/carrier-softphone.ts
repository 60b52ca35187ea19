import type { Move, Softphone } from '../softphone.ts';
import type { CarrierAccounts } from './carrier-accounts.ts';
import { genericCall } from './generic-call.ts';
import type { PlayedCall, PlayedParts } from './played-call.ts';
import { postAs } from './post.ts';
import { twimlCall } from './twiml-call.ts';

export interface CarrierSoftphoneParts extends Omit<PlayedParts, 'post' | 'base'> {
  readonly accounts: CarrierAccounts;
  /** Scheme and host of the run, as its functions have them. */
  readonly url: string;
  /** How requests are sent. */
  readonly send: typeof fetch;
}

/** Calls are kept in memory only; more than this are forgotten, oldest first. */
const mostCalls = 500;

const kinds: ReadonlyMap<string, typeof twimlCall> = new Map([
  ['generic', genericCall],
  ['telnyx', twimlCall],
  ['twilio', twimlCall],
]);

/** A phone at which the carriers are played that have accounts. */
export function carrierSoftphone(parts: CarrierSoftphoneParts): Softphone {
  const calls = new Map<string, PlayedCall>();
  const move = (id: string, make: (played: PlayedCall) => string | undefined): Move => {
    const played = calls.get(id);
    if (played === undefined) return undefined;
    if (played.call().endedAt !== undefined) return { refused: 'The call is over.' };
    const refused = make(played);
    return refused === undefined ? { call: played.call() } : { refused };
  };
  return {
    dial: async ({ account: id = '', ...dialled }) => {
      if (id === '') throw new Error('This stack has no Amazon Connect parts: say the account of a carrier.');
      const account = await parts.accounts.find(id);
      const play = kinds.get(account?.type ?? '');
      if (account === undefined) throw new Error(`There is no carrier account ${id}.`);
      if (play === undefined) throw new Error(`The softphone does not play carriers of type ${account.type}.`);
      const base = `${parts.url}/v1/carriers/${id}`;
      const played = play({ ...parts, base, post: postAs(account, parts.send) }, id, dialled);
      for (const old of [...calls.keys()].slice(0, Math.max(0, calls.size + 1 - mostCalls))) calls.delete(old);
      calls.set(played.call().id, played);
      try {
        await played.begin();
      } catch (error) {
        calls.delete(played.call().id);
        throw error;
      }
      return played.call();
    },
    answer: (id) =>
      move(id, (played) => {
        if (played.call().answeredAt !== undefined) return 'The call was answered before.';
        if (played.call().queuedAt === undefined) return 'The carrier is still asking where the call shall go.';
        played.answer();
        return undefined;
      }),
    hangUp: (id, { by }) =>
      move(id, (played) => {
        if (by === 'agent' && played.call().answeredAt === undefined) return 'No agent has answered.';
        played.hangUp(by);
        return undefined;
      }),
    sendRecord: async (id, { times }) => {
      const played = calls.get(id);
      if (played === undefined) return undefined;
      if (played.call().endedAt === undefined) return { refused: 'A call has no record before it is over.' };
      for (let time = 0; time < times; time++) await played.repeatRecord();
      return { call: played.call() };
    },
    find: (id) => calls.get(id)?.call(),
    list: () => [...calls.values()].map((played) => played.call()).toReversed(),
  };
}
