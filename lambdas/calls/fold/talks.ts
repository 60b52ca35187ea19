import type { Observation } from '../observation.ts';
import { legTalkSeconds } from './call-durations.ts';
import { callLegs } from './call-legs.ts';
import { foldLegs } from './legs.ts';

/** A time in which people talked: from when, ms, and for how long. */
export interface Talk {
  readonly from: number;
  readonly seconds: number;
}

/** Leg by leg, as far as is known when. They may overlap: an agent stays while the next one is there. */
export function talksOf(observations: readonly Observation[]): Talk[] {
  const legs = foldLegs(observations);
  return callLegs(legs, observations[0]?.call ?? '').measured.flatMap((leg) => {
    const seconds = legTalkSeconds(leg);
    const { answeredAt, endedAt, startedAt } = leg.fields;
    if (seconds === undefined) return [];
    // Who was there and when is not told: then they talked until the end.
    const from = answeredAt ?? (endedAt === undefined ? startedAt : endedAt - seconds * 1000);
    return from === undefined ? [] : [{ from: Math.floor(from / 1000) * 1000, seconds }];
  });
}

/** When so many seconds had been talked in all, ms. Undefined if they never were. */
export function timeTalked(talks: readonly Talk[], seconds: number): number | undefined {
  const changes = talks
    .flatMap(({ from, seconds: lasts }) => [
      { at: from, by: 1 },
      { at: from + lasts * 1000, by: -1 },
    ])
    .sort((a, b) => a.at - b.at);
  let [left, atOnce, since] = [seconds * 1000, 0, 0];
  for (const { at, by } of changes) {
    if (atOnce > 0 && left <= (at - since) * atOnce) return Math.ceil(since + left / atOnce);
    left -= (at - since) * atOnce;
    atOnce += by;
    since = at;
  }
  return undefined;
}
