import type { Ignored, LegFields } from '../../observation.ts';
import type { Part } from '../payload-part.ts';

/** Who counts whole seconds may have one more than there was, s. */
const rounded = 1;

/**
 * How long the caller waited, people talked, and were on hold. Nothing lasts longer than the call, by the times that the same message tells: so
 * much of it counts, as rules and prices by the minute go by it, and the rest is noted.
 */
export function messageDurations(
  message: Part,
  { startedAt, answeredAt, endedAt }: LegFields,
  ignored: Ignored[],
): LegFields {
  const within = (what: string, from: number | undefined, to: number | undefined) => {
    const seconds = message.seconds(what);
    if (seconds === undefined || from === undefined || to === undefined) return seconds;
    const most = Math.max(0, to - from) / 1000;
    if (seconds <= most + rounded) return seconds;
    ignored.push({ what, reason: 'longer than its times leave room for, so that counts' });
    return most;
  };
  return {
    waitSeconds: within('waitSeconds', startedAt, endedAt),
    talkSeconds: within('talkSeconds', answeredAt ?? startedAt, endedAt),
    holdSeconds: within('holdSeconds', answeredAt ?? startedAt, endedAt),
  };
}

/** When a leg had begun at the latest, whose start is not told: who talks waited before, and what was over at `overAt` lasted so long. All in ms. */
export function begunBy(
  { startedAt, answeredAt }: LegFields,
  { waitSeconds = 0, talkSeconds = 0 }: LegFields,
  overAt: number | undefined,
): number | undefined {
  if (startedAt !== undefined) return undefined;
  const starts = [
    answeredAt === undefined ? [] : answeredAt - waitSeconds * 1000,
    overAt === undefined ? [] : overAt - (waitSeconds + talkSeconds) * 1000,
  ].flat();
  return starts.length === 0 ? undefined : Math.floor(Math.min(...starts));
}
