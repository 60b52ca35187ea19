import type { Recording } from '../../settings/recording.ts';
import type { Visit } from '../../visits/visit.ts';
import type { Call } from '../call.ts';
import type { MatchedVisit } from './match.ts';

/** The site of calls to numbers in no pool. */
export const unknownSite = 'unknown';

/** The source of calls that nothing is known of. */
export const unknownSource = 'unknown';

/** What a number did when the call started, and the pool that it did it in. */
export interface NumberThen {
  /** Of a number that was taken out, but is forwarded still: the role that it had. */
  readonly role: 'session' | 'static' | 'default';
  /** When it was taken out of its pool, ms; only of such a number. */
  readonly removedAt?: number | undefined;
  readonly site: string;
  readonly pool: string;
  readonly source: string;
  readonly medium?: string | undefined;
  readonly campaign?: string | undefined;
  /** How long the pool leases a number; of session pools. */
  readonly leaseSeconds?: number | undefined;
  /** The pool's numbers stand behind call assets of Google Ads. */
  readonly callAsset?: boolean | undefined;
  /** What the pool says of recording its calls. */
  readonly record?: Recording | undefined;
}

/** The earliest call of a person to a number that had a visitor. */
export interface CallerMemory {
  readonly call: string;
  /** When that call started, ms. */
  readonly startedAt: number;
  readonly visit: MatchedVisit;
}

/** All that a match is made of. What was not to be read (the memory of a withheld caller) is absent. */
export interface MatchFacts {
  readonly call: Pick<Call, 'id' | 'direction' | 'trackedNumber' | 'caller' | 'startedAt'>;
  /** Undefined when the number was in no pool. */
  readonly number: NumberThen | undefined;
  /** Visits that were shown this very number up to the start of the call, newest first; 8 at the most. */
  readonly visits: readonly Visit[];
  /** When the number was shown to somebody who has withdrawn consent since, ms; only if to no visit of `visits` after that. */
  readonly withdrawnAt?: number | undefined;
  /** Who holds the number now and until when, ms; says more of the newest visit's lease if it is still that one. */
  readonly held: { readonly visit: string; readonly leasedUntil: number } | undefined;
  /** What is remembered of this caller and number, be it from an earlier call, this one, or a later one. */
  readonly memory: CallerMemory | undefined;
  /** That memory's visit as it is kept now; undefined when it is gone, and the memory is all that is left of it. */
  readonly remembered?: Visit | 'withdrawn' | undefined;
  /** When this person last called the site before this call, ms; null if never. Undefined when nobody can know. */
  readonly previousCallAt: number | null | undefined;
}

/** Whether one call began before another; two within one second are ordered by id, so that one of them is first. */
export function isEarlier(
  a: { readonly call: string; readonly startedAt: number },
  b: { readonly call: string; readonly startedAt: number },
): boolean {
  return a.startedAt === b.startedAt ? a.call < b.call : a.startedAt < b.startedAt;
}

/** A call's start is known to the second, so what happened in that second counts as before it, ms. */
export function endOfStartSecond(startedAt: number): number {
  return Math.floor(startedAt / 1000) * 1000 + 999;
}
