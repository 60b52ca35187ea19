import { type PauseReason, pauseReasons, type StoredPause } from '../settings/destinations/destination-pause.ts';
import { usualPauseSeconds } from './backlog/pace.ts';
import type { Delivery, DeliveryState } from './delivery.ts';
import { type Claim, isKnownAgain, unansweredSeconds, unknownWhetherReceived, unsureOf } from './delivery-claim.ts';
import type { DeliveryResult } from './delivery-result.ts';
import type { Abilities } from './destinations/destination.ts';
import type { Outcome } from './destinations/outcome.ts';
import { takenBackBy } from './news/taken-back.ts';
import { longestPause, waitAfter } from './schedule.ts';

/** What an attempt leaves in the delivery; absent fields are removed. Times in ms. */
export interface Finish {
  readonly state: DeliveryState;
  readonly sent: number;
  readonly nextAt: number;
  readonly restsUntil: number;
  /** Present once nothing is left to do by itself, but to ask. */
  readonly result?: DeliveryResult | undefined;
  readonly reason?: string | undefined;
  readonly receipt?: string | undefined;
  readonly unsure?: Delivery['unsure'];
  readonly asking?: Delivery['asking'];
  /** What is remembered of its being taken back; where it is undefined, that stays as it was. */
  readonly takenBack?: Delivery['takenBack'];
  /** The value that it has now; where it is undefined, that stays as it was. */
  readonly told?: Delivery['told'];
  readonly unnamed?: Delivery['unnamed'];
  /** How many count, where this one does not. */
  readonly attempts?: number | undefined;
  /** It waits until its destination is no longer paused, and this attempt does not count. */
  readonly isHeld?: boolean;
}

/** What is left of an attempt that came to nothing, as its destination is paused: it waits, and the attempt does not count. */
export function held(
  { delivery, claim }: Pick<Attempted, 'delivery' | 'claim'>,
  pause: Pick<StoredPause, 'why' | 'detail'>,
  now: number,
): Finish {
  const { sent, receipt, asking } = delivery;
  const { restsUntil, unsure } = claim;
  const waits = { sent, receipt, restsUntil, unsure, nextAt: now, isHeld: true };
  if (claim.asks) return { ...waits, state: 'delivered', result: 'accepted', reason: notKnownYet, asking };
  return { ...waits, state: 'pending', attempts: claim.attempts - 1, reason: heldReason(pause) };
}

/** Why it waits, in words, by the reason of the pause. */
const pauses: Readonly<Record<PauseReason, string>> = {
  credentials: 'its credentials were refused',
  gone: 'it was gone',
};

/** What to say of a delivery whose destination is paused. `detail` is what the destination answered. */
function heldReason({ why, detail }: Pick<StoredPause, 'why' | 'detail'>): string {
  const known = pauseReasons.find((reason) => reason === why);
  const because = known === undefined ? why : pauses[known];
  // Nothing rewrites it before the next attempt, so it has to hold after the destination was resumed, too.
  return `held when the destination was paused, and sent within minutes of its being resumed: ${because} (${detail})`;
}

const notKnownYet = 'accepted; what came of it is not known yet';

/** How often a destination is asked what came of something accepted; each time after twice the time. */
const mostAsks = 8;

/** An attempt that is over, and what its consequences depend on besides its outcome. */
export interface Attempted {
  /** As it was before this attempt. */
  readonly delivery: Delivery;
  readonly claim: Claim;
  readonly can: Pick<Abilities, 'dedupe'>;
  /** The destination was told that the conversion does not count. */
  readonly takesBack?: boolean | undefined;
  /** What the conversion was worth that was sent. */
  readonly value?: Delivery['told'];
  /** What people must know of what was sent, once it arrived. */
  readonly note?: string | undefined;
  /** When the outcome was known, ms. */
  readonly now: number;
  /** Random, 0 to 1. */
  readonly jitter: number;
}

/** What follows from what came of sending a revision. */
export function finishOf(outcome: Outcome, attempted: Attempted): Finish {
  const { delivery, claim, now } = attempted;
  const { restsUntil } = claim;
  const { receipt } = delivery;
  const kept = { sent: delivery.sent, nextAt: now, restsUntil, receipt, unsure: claim.unsure };
  const takenBack = takenBackBy(delivery, { revision: claim.revision, takesBack: attempted.takesBack === true });
  const arrived = { ...kept, sent: claim.revision, unsure: undefined, takenBack, ...toldBy(attempted) };
  switch (outcome.kind) {
    case 'delivered':
      return {
        ...arrived,
        state: 'delivered',
        result: arrivedAs(attempted),
        reason: attempted.note,
        receipt: outcome.receipt ?? receipt,
      };
    case 'already-there':
      return { ...arrived, state: 'delivered', result: arrivedAs(attempted), reason: attempted.note };
    case 'no-match':
      return { ...arrived, state: 'delivered', result: 'not-matched', reason: outcome.detail };
    case 'accepted':
      return {
        ...arrived,
        state: 'delivered',
        result: 'accepted',
        reason: notKnownYet,
        receipt: outcome.receipt,
        nextAt: now + outcome.afterSeconds * 1000,
        asking: { receipt: outcome.receipt, asks: 0 },
      };
    case 'too-early':
    case 'throttled': {
      const again = tryAgain(outcome.detail, attempted, outcome.afterSeconds);
      const pause = Math.min(longestPause, outcome.afterSeconds ?? usualPauseSeconds);
      return { ...kept, ...again, restsUntil: Math.max(restsUntil, now + pause * 1000) };
    }
    case 'transient':
      return { ...kept, ...tryAgain(outcome.detail, attempted) };
    case 'auth':
      return held(attempted, { why: 'credentials', detail: outcome.detail }, now);
    case 'gone':
      return held(attempted, { why: 'gone', detail: outcome.detail }, now);
    case 'rejected': {
      const where = outcome.field === undefined ? '' : ` (${outcome.field})`;
      return { ...kept, state: 'parked', result: 'rejected', reason: `rejected${where}: ${outcome.detail}` };
    }
    case 'unknown':
      return { ...kept, ...unknown(outcome, attempted) };
  }
}

/** What follows from asking about a revision that was accepted. No answer changes nothing: it is there already. */
export function finishOfAsking(outcome: Outcome, attempted: Attempted): Finish {
  const { delivery, claim, now } = attempted;
  const { asking, receipt } = delivery;
  const arrived = { sent: delivery.sent, nextAt: now, restsUntil: claim.restsUntil, receipt, unsure: claim.unsure };
  const asks = (asking?.asks ?? 0) + 1;
  switch (outcome.kind) {
    case 'delivered':
    case 'already-there':
      return { ...arrived, state: 'delivered', result: arrivedAs(attempted) };
    case 'no-match':
      return { ...arrived, state: 'delivered', result: 'not-matched', reason: outcome.detail };
    case 'rejected': {
      const where = outcome.field === undefined ? '' : ` (${outcome.field})`;
      return {
        ...arrived,
        state: 'parked',
        result: 'rejected',
        reason: `accepted, then refused${where}: ${outcome.detail}`,
      };
    }
    case 'accepted':
    case 'too-early':
    case 'throttled':
    case 'transient':
    case 'unknown': {
      const accepted = { ...arrived, state: 'delivered', result: 'accepted' } as const;
      if (asking === undefined || asks >= mostAsks) {
        return { ...accepted, reason: 'accepted; what came of it could not be found out' };
      }
      const seconds = 1800 * 2 ** asks;
      return { ...accepted, reason: notKnownYet, nextAt: now + seconds * 1000, asking: { ...asking, asks } };
    }
    case 'auth':
      return held(attempted, { why: 'credentials', detail: outcome.detail }, now);
    case 'gone':
      return held(attempted, { why: 'gone', detail: outcome.detail }, now);
  }
}

/** What was taken back was worth what was told before. */
function toldBy({ takesBack, value }: Attempted): Pick<Finish, 'told'> {
  return takesBack || value === undefined ? {} : { told: value };
}

/** A destination that takes a conversion that does not count any more has taken it back. */
function arrivedAs({ takesBack = false }: Attempted): DeliveryResult {
  return takesBack ? 'taken-back' : 'counted';
}

function tryAgain(detail: string, { claim, now, jitter }: Attempted, askedSeconds = 0) {
  const seconds = waitAfter(claim.attempts, jitter, askedSeconds);
  if (seconds === undefined) {
    const reason = claim.unsure?.revision === claim.revision ? `${unknownWhetherReceived}; ${detail}` : detail;
    const result = claim.unsure?.revision === claim.revision ? 'unknown-whether-received' : 'given-up';
    return {
      state: 'parked',
      result,
      nextAt: now,
      reason: `given up after ${claim.attempts} attempts: ${reason}`,
    } as const;
  }
  return { state: 'pending', nextAt: now + seconds * 1000, reason: detail } as const;
}

function unknown(
  { detail, isOver }: Extract<Outcome, { readonly kind: 'unknown' }>,
  attempted: Attempted,
): Pick<Finish, 'state' | 'result' | 'nextAt' | 'restsUntil' | 'reason' | 'unsure'> {
  const { claim, can, now } = attempted;
  const { revision } = claim;
  const unsure =
    claim.unsure?.revision === revision ? claim.unsure : unsureOf({ revision, since: claim.since }, claim.unsure);
  const rest = {
    unsure,
    restsUntil: isOver === true ? claim.restsUntil : Math.max(claim.restsUntil, now + unansweredSeconds * 1000),
  };
  const again = tryAgain(detail, { ...attempted, claim: { ...claim, unsure } });
  if (again.state === 'parked' || isKnownAgain(unsure.since, can, again.nextAt)) return { ...again, ...rest };
  const result = 'unknown-whether-received';
  return { ...rest, state: 'parked', result, nextAt: now, reason: `${unknownWhetherReceived}: ${detail}` };
}

/** The same, as a table takes it: what a destination said may be cut in the middle of a character. */
export function storable({ reason, receipt, asking, ...rest }: Finish): Finish {
  return {
    ...rest,
    reason: reason?.toWellFormed(),
    receipt: receipt?.toWellFormed(),
    asking: asking && { ...asking, receipt: asking.receipt.toWellFormed() },
  };
}
