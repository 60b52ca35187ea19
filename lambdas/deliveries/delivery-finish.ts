import type { Delivery, DeliveryState } from './delivery.ts';
import { type Claim, isKnownAgain, unansweredSeconds, unknownWhetherReceived } from './delivery-claim.ts';
import type { Abilities } from './destinations/destination.ts';
import type { Outcome } from './destinations/outcome.ts';
import { longestPause, waitAfter } from './schedule.ts';

/** What an attempt leaves in the delivery; absent fields are removed. Times in ms. */
export interface Finish {
  readonly state: DeliveryState;
  readonly sent: number;
  readonly nextAt: number;
  readonly restsUntil: number;
  readonly reason?: string | undefined;
  readonly receipt?: string | undefined;
  readonly unsure?: Delivery['unsure'];
  readonly asking?: Delivery['asking'];
}

/** Seconds to leave a destination alone that has too much to do, and does not say for how long. */
const usualPause = 60;

/** How often a destination is asked what came of something accepted; each time after twice the time. */
const mostAsks = 8;

/** An attempt that is over, and what its consequences depend on besides its outcome. */
export interface Attempted {
  /** As it was before this attempt. */
  readonly delivery: Delivery;
  readonly claim: Claim;
  readonly can: Pick<Abilities, 'dedupe'>;
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
  const arrived = { ...kept, sent: claim.revision, unsure: undefined };
  switch (outcome.kind) {
    case 'delivered':
    case 'already-there':
      return { ...arrived, state: 'delivered' };
    case 'no-match':
      return { ...arrived, state: 'delivered', reason: outcome.detail };
    case 'accepted':
      return {
        ...arrived,
        state: 'delivered',
        reason: 'accepted; what came of it is not known yet',
        receipt: outcome.receipt,
        nextAt: now + outcome.afterSeconds * 1000,
        asking: { receipt: outcome.receipt, asks: 0 },
      };
    case 'too-early':
    case 'throttled': {
      const again = tryAgain(outcome.detail, attempted, outcome.afterSeconds);
      const pause = Math.min(longestPause, outcome.afterSeconds ?? usualPause);
      return { ...kept, ...again, restsUntil: Math.max(restsUntil, now + pause * 1000) };
    }
    case 'transient':
      return { ...kept, ...tryAgain(outcome.detail, attempted) };
    case 'auth':
      return { ...kept, state: 'parked', reason: `credentials refused: ${outcome.detail}` };
    case 'rejected': {
      const where = outcome.field === undefined ? '' : ` (${outcome.field})`;
      return { ...kept, state: 'parked', reason: `rejected${where}: ${outcome.detail}` };
    }
    case 'unknown':
      return { ...kept, ...unknown(outcome.detail, attempted) };
  }
}

/** What follows from asking about a revision that was accepted. No answer changes nothing: it is there already. */
export function finishOfAsking(outcome: Outcome, { delivery, claim, now }: Attempted): Finish {
  const { asking, receipt } = delivery;
  const arrived = { sent: delivery.sent, nextAt: now, restsUntil: claim.restsUntil, receipt, unsure: claim.unsure };
  const asks = (asking?.asks ?? 0) + 1;
  switch (outcome.kind) {
    case 'delivered':
    case 'already-there':
      return { ...arrived, state: 'delivered' };
    case 'no-match':
      return { ...arrived, state: 'delivered', reason: outcome.detail };
    case 'rejected': {
      const where = outcome.field === undefined ? '' : ` (${outcome.field})`;
      return { ...arrived, state: 'parked', reason: `accepted, then refused${where}: ${outcome.detail}` };
    }
    case 'accepted':
    case 'too-early':
    case 'throttled':
    case 'transient':
    case 'auth':
    case 'unknown': {
      if (asking === undefined || asks >= mostAsks) {
        return { ...arrived, state: 'delivered', reason: 'accepted; what came of it could not be found out' };
      }
      const seconds = 1800 * 2 ** asks;
      const reason = 'accepted; what came of it is not known yet';
      return { ...arrived, state: 'delivered', reason, nextAt: now + seconds * 1000, asking: { ...asking, asks } };
    }
  }
}

function tryAgain(detail: string, { claim, now, jitter }: Attempted, askedSeconds = 0) {
  const seconds = waitAfter(claim.attempts, jitter, askedSeconds);
  if (seconds === undefined) {
    const reason = claim.unsure?.revision === claim.revision ? `${unknownWhetherReceived}; ${detail}` : detail;
    return { state: 'parked', nextAt: now, reason: `given up after ${claim.attempts} attempts: ${reason}` } as const;
  }
  return { state: 'pending', nextAt: now + seconds * 1000, reason: detail } as const;
}

function unknown(
  detail: string,
  attempted: Attempted,
): Pick<Finish, 'state' | 'nextAt' | 'restsUntil' | 'reason' | 'unsure'> {
  const { claim, can, now } = attempted;
  const { revision } = claim;
  const unsure = claim.unsure?.revision === revision ? claim.unsure : { revision, since: claim.since };
  const rest = { unsure, restsUntil: Math.max(claim.restsUntil, now + unansweredSeconds * 1000) };
  const again = tryAgain(detail, { ...attempted, claim: { ...claim, unsure } });
  if (again.state === 'parked' || isKnownAgain(unsure.since, can, again.nextAt)) return { ...again, ...rest };
  return { ...rest, state: 'parked', nextAt: now, reason: `${unknownWhetherReceived}: ${detail}` };
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
