import type { Ignored } from '../../observation.ts';
import type { Part } from '../payload-part.ts';
import { noteOrder } from '../payload-time.ts';
import type { FlowPart } from './call-flow.ts';

/** When what happened to a channel, ms. */
export interface ChannelTimes {
  readonly startedAt: number | undefined;
  readonly queuedAt: number | undefined;
  /** By whatever: an announcement, a queue, a person. */
  readonly answeredAt: number | undefined;
  /** When it was connected to another channel for the first time. */
  readonly bridgedAt: number | undefined;
  /** When it was connected to another channel and answered. */
  readonly personAt: number | undefined;
  readonly endedAt: number | undefined;
  /** Of a channel that was transferred: for how long it was connected, s. */
  readonly talkSeconds: number | undefined;
}

/** How much faster than ours the switch's clock may be, ms. */
const skew = 5 * 60_000;

/**
 * `0` is "never". A channel may be connected before it is answered, to hear how it rings: nobody is there yet. `bridge_epoch` is when it was
 * connected last; when it was before a transfer stands in `callflow` only.
 */
export function channelTimes(
  variables: Part,
  flow: readonly FlowPart[],
  { receivedAt, ignored }: { readonly receivedAt: number; readonly ignored: Ignored[] },
): ChannelTimes {
  const read = (what: string) => {
    const time = variables.time(what);
    if (time === undefined || time <= receivedAt + skew) return time;
    ignored.push({ what: `variables.${what}`, reason: 'in the future' });
    return undefined;
  };
  const startedAt = read('start_epoch');
  const answeredAt = read('answer_epoch');
  const endedAt = read('end_epoch');
  noteOrder(ignored, {
    start: ['variables.start_epoch', startedAt],
    between: [['variables.answer_epoch', answeredAt]],
    end: ['variables.end_epoch', endedAt],
  });
  const bridges = [
    read('cc_queue_answered_epoch') ?? read('bridge_epoch'),
    ...flow.map(({ bridgedAt }) => bridgedAt && wholeSecond(bridgedAt)),
  ].flatMap((time) => time ?? []);
  const bridgedAt = bridges.length === 0 ? undefined : Math.min(...bridges);
  const personAt = answeredAt === undefined || bridgedAt === undefined ? undefined : Math.max(answeredAt, bridgedAt);
  const queuedAt = read('cc_queue_joined_epoch');
  return {
    startedAt,
    // Who was transferred into a queue had talked before.
    queuedAt: personAt !== undefined && queuedAt !== undefined && queuedAt > personAt ? undefined : queuedAt,
    answeredAt,
    bridgedAt,
    personAt,
    endedAt,
    talkSeconds:
      personAt === undefined || endedAt === undefined ? undefined : connectedSeconds(flow, personAt, endedAt),
  };
}

/** Undefined where nobody was put through after another one: then it is from the answer to the end. */
function connectedSeconds(flow: readonly FlowPart[], personAt: number, endedAt: number): number | undefined {
  const connected = flow.filter(({ bridgedAt }) => bridgedAt !== undefined);
  if (connected.length < 2) return undefined;
  const seconds = connected.map(({ bridgedAt = endedAt, transferredAt }, index) => {
    const until = Math.min(transferredAt ?? endedAt, connected[index + 1]?.bridgedAt ?? endedAt);
    return Math.max(0, wholeSecond(until) - Math.max(personAt, wholeSecond(bridgedAt))) / 1000;
  });
  return seconds.reduce((total, one) => total + one, 0);
}

function wholeSecond(time: number): number {
  return Math.floor(time / 1000) * 1000;
}
