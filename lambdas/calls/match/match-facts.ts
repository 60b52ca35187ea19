import type { Recording } from '../../settings/recording.ts';
import type { Visit } from '../../visits/visit.ts';
import type { Call } from '../call.ts';
import type { PoolKnowledge } from '../time-to-call/pool-knowledge.ts';
import type { CodeWay, MatchedVisit, RefusedCode } from './match.ts';

/** The site of calls to numbers in no pool. */
export const unknownSite = 'unknown';

/** The source of calls that nothing is known of. */
export const unknownSource = 'unknown';

/** What a number did when the call started, and the pool that it did it in. */
export interface NumberThen {
  /** Of a number that was taken out, but is forwarded still: the role that it had. */
  readonly role: 'session' | 'recipient' | 'static' | 'default';
  /** Since when it did that, ms; missing of a number that was taken out. */
  readonly since?: number | undefined;
  /** When it was taken out of its pool, ms; only of such a number. */
  readonly removedAt?: number | undefined;
  readonly site: string;
  readonly pool: string;
  readonly source: string;
  readonly medium?: string | undefined;
  readonly campaign?: string | undefined;
  /** How long the pool leases a number; of session pools. */
  readonly leaseSeconds?: number | undefined;
  /** How long a number rests that is a recipient's no more; of pools for mails. */
  readonly restSeconds?: number | undefined;
  /** The pool's numbers stand behind call assets of Google Ads. */
  readonly callAsset?: boolean | undefined;
  /** What the pool says of recording its calls. */
  readonly record?: Recording | undefined;
}

/** A call of a person to a number that had a visitor. */
export interface RememberedCall {
  readonly call: string;
  /** When that call started, ms. */
  readonly startedAt: number;
  readonly visit: MatchedVisit;
  /** How sure that call's match was, 0 to 1; missing where it was remembered before anybody noted it. */
  readonly confidence?: number | undefined;
}

/** The earliest of them; and where that one was a guess, the earliest that was not. */
export interface CallerMemory extends RememberedCall {
  readonly sure?: RememberedCall | undefined;
  /** How often it was written; missing of one that was never changed since this is counted. */
  readonly rev?: number | undefined;
}

/** What became of a code that came to a call. */
export interface LinkedCode {
  readonly code: string;
  readonly by: CodeWay;
  readonly visit: MatchedVisit;
  /** The last visit before the call in which that visitor was shown the very number that was called, as far as anybody knows. */
  readonly shown?: MatchedVisit | undefined;
}

/** The codes that came to a call, once they were looked up. */
export interface CodesRead {
  readonly linked: readonly LinkedCode[];
  readonly refused: readonly RefusedCode[];
}

/** A call from a known number to a recipient's number. */
export interface Ring {
  readonly startedAt: number;
  /** The partition of who called. */
  readonly caller: string;
}

/** As whom a caller called the site before: a recipient where that is sure, else whose visit it was. */
export interface KnownAs {
  readonly startedAt: number;
  readonly recipient?: string | undefined;
  readonly visitor?: string | undefined;
}

/** Beside the visits, what says whether the last one whom a number was sent to is who called. */
export interface SentFacts {
  /** What was sent, and until when the number is theirs by the last word, ms; undefined where that is kept no more. */
  readonly kept:
    | { readonly campaign: string; readonly creative?: string | undefined; readonly until: number }
    | undefined;
  /** The partition of who called; undefined for who gave no number. */
  readonly caller: string | undefined;
  /** Earlier calls to their number, the latest first. */
  readonly rings: readonly Ring[];
  /** The caller's earlier calls, the latest first. */
  readonly knownAs: readonly KnownAs[];
  /** Visitors who came by the link in their mail. */
  readonly visitors: readonly string[];
  /** Addresses of the caller are known, and the recipient's is none of them. */
  readonly hasOtherAddress: boolean;
}

/** All that a match is made of. What was not to be read (the memory of a withheld caller) is absent. */
export interface MatchFacts {
  readonly call: Pick<Call, 'id' | 'direction' | 'trackedNumber' | 'caller' | 'startedAt'>;
  /** Undefined when the number was in no pool. */
  readonly number: NumberThen | undefined;
  /** Visits that were shown this very number up to the start of the call, newest first; 8 at the most. */
  readonly visits: readonly Visit[];
  /** When the number was shown to others who have withdrawn consent since, ms, newest first; with the visits 8 at the most. */
  readonly withdrawn?: readonly number[] | undefined;
  /** What the pool's calls have taught; missing of a pool that taught nothing yet. */
  readonly knowledge?: PoolKnowledge | undefined;
  /** What is known of whom the number was sent to, and of who called; only of numbers that are sent to recipients. */
  readonly sent?: SentFacts | undefined;
  /** Who holds the number now and until when, ms; says more of the newest visit's lease if it is still that one. */
  readonly held: { readonly visit: string; readonly leasedUntil: number } | undefined;
  /** What is remembered of this caller and number, be it from an earlier call, this one, or a later one. */
  readonly memory: CallerMemory | undefined;
  /** That memory's visit as it is kept now; undefined when it is gone, and the memory is all that is left of it. */
  readonly remembered?: Visit | 'withdrawn' | undefined;
  /** The visits whose codes came to the call; whose visitor is one of `visits`, confirms that. */
  readonly phoneCodes?: CodesRead | undefined;
  /** Visitors that the person's earlier calls to other numbers were matched to. */
  readonly knownVisitors?: readonly string[] | undefined;
  /** This person called this very number before. */
  readonly calledBefore?: boolean | undefined;
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

/** The remembered call that a call goes by: one that was before it, be it the sure one. */
export function rememberedBefore(
  { sure, rev: _rev, ...first }: CallerMemory,
  call: { readonly call: string; readonly startedAt: number },
): RememberedCall | undefined {
  return [sure, first].find((one) => one !== undefined && isEarlier(one, call));
}

/** A call's start is known to the second, so what happened in that second counts as before it, ms. */
export function endOfStartSecond(startedAt: number): number {
  return Math.floor(startedAt / 1000) * 1000 + 999;
}
