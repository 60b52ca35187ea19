import type { Match } from '../../../lambdas/calls/match/match.ts';

/**
 * Who called: for the first time from that phone, a number that they had called before, or another number than before; or somebody who never
 * was on the site.
 */
export type CallKind = 'first' | 'again' | 'other number' | 'unrelated';

/** A visitor who was shown the number that was called, before the call. */
export interface Holder {
  readonly visitor: string;
  /** ms */
  readonly shownAt: number;
  readonly clickedAt?: number | undefined;
}

/** A call with its truth, and what was made of it. */
export interface PlayedCall {
  readonly id: string;
  /** ms */
  readonly startedAt: number;
  readonly kind: CallKind;
  readonly number: string;
  /** To the pool's default number, which many see. */
  readonly isShared: boolean;
  /** Undefined: withheld. */
  readonly caller: string | undefined;
  /** Who really called. */
  readonly visitor: string | undefined;
  /** Those who were shown a leased number before, newest first, 8 at the most. */
  readonly holders: readonly Holder[];
  /** The visitor whom the site showed anything last before the call. */
  readonly lastOfSite: string | undefined;
  /** The one whom it showed that number last, be it the default number. */
  readonly lastShown: string | undefined;
  /** As the product tells it at the end. */
  readonly match: Match;
  /** How sure it would be by what it knows before it has learnt anything. */
  readonly unlearnt: number | undefined;
}
