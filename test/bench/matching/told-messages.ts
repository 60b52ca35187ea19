import { telling } from './habits.ts';
import { drawn } from './laws.ts';

/** A call as its caller makes it: `startedAt` in ms, on a whole second. */
export interface MadeCall {
  readonly id: string;
  readonly startedAt: number;
  readonly number: string;
  /** Undefined: withheld. */
  readonly caller: string | undefined;
}

/** A message of the carrier, and when it comes, ms. */
export interface ToldMessage {
  readonly at: number;
  readonly body: string;
}

const iso = (time: number) => new Date(time).toISOString();

/** What a PBX tells of one call that waits 8 s and talks a while, in whatever order and however late. */
export function toldMessages(call: MadeCall, random: () => number): ToldMessage[] {
  const { id, startedAt } = call;
  const answeredAt = startedAt + 8000;
  const endedAt = answeredAt + 1000 * Math.ceil(30 + 300 * random());
  const ends = { direction: 'inbound', from: call.caller ?? 'anonymous', to: call.number };
  const ringing = { id, event: 'ringing', at: iso(startedAt), ...ends };
  const answered = { id, event: 'answered', at: iso(answeredAt), agent: 'anna' };
  const ended = { id, event: 'ended', at: iso(endedAt), endReason: 'NORMAL_CLEARING' };
  const recordedAt = endedAt + 2000;
  const record = {
    id,
    event: 'record',
    at: iso(recordedAt),
    startedAt: iso(startedAt),
    answeredAt: iso(answeredAt),
    endedAt: iso(endedAt),
    ...ends,
    agent: 'anna',
    endReason: 'NORMAL_CLEARING',
  };
  const how = random();
  const isInOrder = how < telling.recordOnly + telling.ringingToo;
  const all = [
    ...(how < telling.recordOnly ? [] : [{ payload: ringing, at: startedAt + 500 }]),
    ...(isInOrder ? [] : [{ payload: answered, at: answeredAt + 500 }]),
    ...(isInOrder ? [] : [{ payload: ended, at: endedAt + 500 }]),
    { payload: record, at: recordedAt },
  ];
  const lag = () => (isInOrder ? 0 : random() * telling.shuffledWithin * 1000) + lateness(random);
  return all.flatMap(({ payload, at }) => {
    const told = { at: at + lag(), raw: JSON.stringify(payload) };
    const isTwice = random() < telling.twice;
    return [told, ...(isTwice ? [{ ...told, at: told.at + 60_000 }] : [])].map(messageOf);
  });
}

/** ms */
function lateness(random: () => number): number {
  const chance = random();
  if (chance < telling.veryLate) return telling.veryLateBy * 1000;
  return chance < telling.veryLate + telling.late ? drawn(telling.lateBy, random) * 1000 : 0;
}

function messageOf({ at, raw }: { readonly at: number; readonly raw: string }): ToldMessage {
  const receivedAt = Math.floor(at);
  const body = { kind: 'carrier', carrier: 'generic', account: 'pbx', hook: 'calls', receivedAt, raw };
  return { at: receivedAt, body: JSON.stringify(body) };
}
