import type { Observation } from '../observation.ts';
import { secondsBetween, sum } from './call-durations.ts';
import { type CallLegs, callLegs } from './call-legs.ts';
import { foldLegs, isAnswered, type Leg } from './legs.ts';

/** A time in which people talked: from when, ms, and for how long. */
export interface Talk {
  readonly from: number;
  readonly seconds: number;
}

/** When people talked in a call, as far as that is known. Talks may overlap: an agent stays while the next one is there. */
export function talksOf(observations: readonly Observation[]): Talk[] {
  return talksOn(callLegs(foldLegs(observations), observations[0]?.call ?? ''));
}

/** How long people talked, over all legs. Undefined while nobody knows. */
export function talkSeconds(legs: CallLegs): number | undefined {
  const seconds = legs.talking.flatMap((leg) => legTalkSeconds(leg) ?? []);
  if (seconds.length === 0) return undefined;
  const talks = talksOn(legs);
  return legs.isOneTalk && talks.length > 0 ? sum(talks.map((talk) => talk.seconds)) : sum(seconds);
}

function talksOn({ talking, isOneTalk }: CallLegs): Talk[] {
  const talks = talking.flatMap((leg) => {
    const seconds = legTalkSeconds(leg);
    const { answeredAt, endedAt, startedAt } = leg.fields;
    if (seconds === undefined) return [];
    // Who was there and when is not told: then they talked until the end.
    const from = answeredAt ?? (endedAt === undefined ? startedAt : endedAt - seconds * 1000);
    return from === undefined ? [] : [{ from: Math.floor(from / 1000) * 1000, seconds }];
  });
  return isOneTalk ? apart(talks) : talks;
}

/** The same times, each of them once. */
function apart(talks: readonly Talk[]): Talk[] {
  let until = 0;
  return talks
    .toSorted((a, b) => a.from - b.from)
    .flatMap(({ from, seconds }) => {
      const end = from + seconds * 1000;
      const rest = { from: Math.max(from, until), seconds: (end - Math.max(from, until)) / 1000 };
      until = Math.max(until, end);
      return rest.seconds > 0 || rest.from === from ? [rest] : [];
    });
}

/**
 * How long people talked on one leg; without a record from answer to end. Where we rang somebody up, the record counts the agent's
 * time from before the answer, and no talk is longer than from the answer to the end.
 */
function legTalkSeconds(leg: Leg): number | undefined {
  const { talkSeconds: told, answeredAt, endedAt, direction } = leg.fields;
  if (!isAnswered(leg)) return undefined;
  const atMost = answeredAt === undefined || endedAt === undefined ? undefined : secondsBetween(answeredAt, endedAt);
  if (told === undefined) return atMost;
  return direction === 'outbound' ? Math.min(told, atMost ?? told) : told;
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
