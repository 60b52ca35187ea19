import type { Ignored, LegFields } from '../../observation.ts';
import type { Part } from '../payload-part.ts';
import { noteOrder } from '../payload-time.ts';

/** How much faster than ours a carrier's clock may be, ms; as much as its signature may be. */
const skew = 5 * 60_000;

/** A statement of next year would be believed before all others until then. */
const inFuture = 'in the future (a time that says no zone is UTC)';

/** The times that a message tells of its leg, and when it was so. All in ms. */
export interface MessageTimes {
  readonly times: LegFields;
  readonly said: number | undefined;
}

/** When an event happened stands for the time that it is about, where that is not told by itself. What cannot be is noted. */
export function messageTimes(message: Part, kind: string, ignored: Ignored[], receivedAt: number): MessageTimes {
  const read = (what: string) => {
    const time = message.time(what);
    if (time === undefined || time <= receivedAt + skew) return time;
    ignored.push({ what, reason: inFuture });
    return undefined;
  };
  const at = read('at');
  const happened = (what: string) => (kind === what ? at : undefined);
  const times = {
    startedAt: read('startedAt') ?? happened('ringing'),
    queuedAt: read('queuedAt') ?? happened('queued'),
    answeredAt: read('answeredAt') ?? happened('answered'),
    endedAt: read('endedAt') ?? happened('ended'),
  };
  noteOrder(ignored, {
    start: ['startedAt', times.startedAt],
    between: [
      ['queuedAt', times.queuedAt],
      ['answeredAt', times.answeredAt],
    ],
    end: ['endedAt', times.endedAt],
  });
  return { times, said: at ?? times.endedAt ?? times.answeredAt ?? times.queuedAt ?? times.startedAt };
}

/** Why a message has no time: `at` lies in the future, whatever else it says, or it says none that can be read. */
export function whyNoTime({ said }: MessageTimes, kind: string, ignored: readonly Ignored[]): string | undefined {
  if (ignored.some(({ what, reason }) => what === 'at' && reason === inFuture)) return `at is ${inFuture}`;
  if (said !== undefined || kind === 'lookup') return undefined;
  const noted = ignored.find(({ what }) => what === 'at') ?? ignored.find(({ what }) => what.endsWith('At'));
  return noted === undefined ? 'at is missing' : `${noted.what} is ${noted.reason}`;
}
