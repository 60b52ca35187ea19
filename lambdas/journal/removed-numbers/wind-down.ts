import { durationInWords } from '../../calls/match/duration-in-words.ts';
import { endOfStartSecond } from '../../calls/match/match-facts.ts';
import { publishedLaw } from '../../capacity/sizing/time-to-call.ts';
import type { Dialled } from './calls-by-number-store.ts';
import type { WindDownAdvice } from './removed-number-answer.ts';

/** What is known of a number that was taken out. Times in ms since 1970. */
export interface RemovedFacts {
  readonly was: 'session' | 'recipient' | 'static' | 'default';
  readonly removedAt: number;
  readonly restsUntil: number;
  readonly lastShownAt?: number | undefined;
  /** When it was dialled within the days looked at. */
  readonly dialled: Dialled;
}

/** Whether a number can be given back, and why. */
export interface WindDown {
  readonly advice: WindDownAdvice;
  readonly reason: string;
  /** Calls within the days looked at, and of those the ones after it was taken out. */
  readonly calls: number;
  readonly callsSince: number;
  /** There may be more calls than were counted. */
  readonly moreCalls: boolean;
  readonly lastCallAt?: number;
  /** Of the visitors who were shown it last and call at all, the share that is still to do so; of numbers that were leased. */
  readonly stillToCome?: number;
}

const dayMs = 24 * 60 * 60 * 1000;

/** As many callers may be lost by giving a number back. */
const mostStillToCome = 0.01;

/**
 * A number is safe to give back when it was out of all pools for so many days, was not dialled since, rests no more, and at most 1 %
 * of those who would call after being shown it are still to call, by the time-to-call curve.
 */
export function windDown(
  { was, removedAt, restsUntil, lastShownAt, dialled }: RemovedFacts,
  { days, now }: { readonly days: number; readonly now: number },
): WindDown {
  const recent = dialled.times.filter((at) => at >= now - days * dayMs && at <= now);
  const since = recent.filter((at) => endOfStartSecond(at) >= removedAt).length;
  const lastCallAt = recent.length === 0 ? undefined : Math.max(...recent);
  const leased = was === 'session' && lastShownAt !== undefined ? lastShownAt : undefined;
  const stillToCome = leased === undefined ? undefined : 1 - publishedLaw((now - leased) / 1000);
  return {
    ...adviceOf(),
    calls: recent.length,
    callsSince: since,
    moreCalls: dialled.areMore,
    ...(lastCallAt !== undefined && { lastCallAt }),
    ...(stillToCome !== undefined && { stillToCome: Math.round(stillToCome * 1e4) / 1e4 }),
  };

  function adviceOf(): Pick<WindDown, 'advice' | 'reason'> {
    if (since > 0 && lastCallAt !== undefined) {
      const isAll = since < recent.length || !dialled.areMore;
      const calls = since === 1 && isAll ? 'one call' : `${since} calls${isAll ? '' : ' or more'}`;
      return { advice: 'dialled', reason: `${calls} since it was taken out, the last ${ago(lastCallAt)}` };
    }
    if (restsUntil > now) {
      return { advice: 'too-early', reason: `it rests for another ${durationInWords(restsUntil - now)}` };
    }
    if (now - removedAt < days * dayMs) {
      const quiet = `it is to be quiet for ${days === 1 ? 'a day' : `${days} days`}`;
      return {
        advice: 'too-early',
        reason: `nobody has dialled it since it was taken out ${ago(removedAt)}; ${quiet}`,
      };
    }
    if (stillToCome !== undefined && leased !== undefined && stillToCome > mostStillToCome) {
      const share = `${(stillToCome * 100).toFixed(1)} % of those who call are still to do so`;
      return { advice: 'too-early', reason: `it was last shown ${ago(leased)}: ${share}` };
    }
    const shown = leased === undefined ? '' : `, and it was last shown ${ago(leased)}`;
    return { advice: 'safe', reason: `nobody has dialled it for ${days === 1 ? 'a day' : `${days} days`}${shown}` };
  }

  function ago(at: number): string {
    return `${durationInWords(now - at)} ago`;
  }
}
