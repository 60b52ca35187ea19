import type { Delivery } from './delivery.ts';
import type { Abilities } from './destinations/destination.ts';
import { isTakenBackThere, mayBeTakenBackThere } from './news/taken-back.ts';
import { schedule } from './schedule.ts';

/** A younger claim may still be at work. A function lives 30 s, so an older one is dead. */
export const claimSeconds = 120;

/** How soon to look whether an attempt under way is over: most take less than a second. */
const lookAgainSeconds = 5;

/** What was sent and not answered may arrive so long after: a newer revision must not overtake it. */
export const unansweredSeconds = 300;

export const unknownWhetherReceived = 'unknown whether received';

/** What an attempt of a revision may do now. `park` says what a person must know. */
export type ClaimDecision =
  | { readonly kind: 'done' }
  | { readonly kind: 'wait'; readonly seconds: number }
  | { readonly kind: 'park'; readonly reason: string; readonly claim: Claim }
  | { readonly kind: 'claim'; readonly claim: Claim };

/** What a claim writes; it holds only if the delivery is still as it was read. */
export interface Claim {
  readonly revision: number;
  readonly since: number;
  readonly attempts: number;
  /** Id of the claim before, whose outcome this one was decided on. */
  readonly follows?: string | undefined;
  /** The claim that was never followed by an outcome, and is replaced. */
  readonly dead?: Delivery['sending'];
  readonly unsure?: Delivery['unsure'];
  /** No newer revision goes out before, whatever comes of this attempt, ms. */
  readonly restsUntil: number;
  /** It tells the destination that the conversion does not count. */
  readonly takesBack?: true | undefined;
  /** Ask for the outcome of what was accepted, instead of sending. */
  readonly asks: boolean;
}

/** What a destination makes of a conversion that it may have already. */
export type KnowsAgain = Pick<Abilities, 'dedupe'> &
  Partial<Pick<Abilities, 'restate' | 'adjusts' | 'retractsForGood'>>;

/** Decides from the delivery as read. `now` in ms. */
export function decideClaim(delivery: Delivery, revision: number, can: KnowsAgain, now: number): ClaimDecision {
  // A newer revision has an execution of its own: this one will never be sent again.
  if (delivery.wanted > revision) return { kind: 'done' };
  const { sending } = delivery;
  if (sending !== undefined && now < sending.since + claimSeconds * 1000) {
    return waitUntil(Math.min(sending.since + claimSeconds * 1000, now + lookAgainSeconds * 1000), now);
  }
  const isNew = delivery.attempted !== revision;
  const asks = !isNew && delivery.asking !== undefined;
  if (!isNew && delivery.state !== 'pending' && !asks) return { kind: 'done' };
  const dueAt = isNew ? restsUntil(delivery) : delivery.nextAt;
  if (dueAt > now) return waitUntil(dueAt, now);

  const unsure = asks ? delivery.unsure : earliestUnsure(delivery);
  const claim: Claim = {
    revision,
    since: now,
    restsUntil: restsUntil(delivery),
    attempts: isNew ? 1 : delivery.attempts + (asks ? 0 : 1),
    ...(delivery.claim !== undefined && { follows: delivery.claim }),
    ...(sending !== undefined && { dead: sending }),
    ...(unsure !== undefined && { unsure }),
    asks,
  };
  if (asks) return { kind: 'claim', claim };
  // Only attempts that died get here with none left: all others were parked by their outcome.
  const noneLeft = claim.attempts > schedule.length;
  if (noneLeft || (unsure !== undefined && !maySendAgain(unsure, revision, delivery, can, now))) {
    return {
      kind: 'park',
      reason: unknownWhetherReceived,
      claim: { ...claim, attempts: isNew ? 0 : delivery.attempts },
    };
  }
  return { kind: 'claim', claim };
}

/**
 * Whether a revision may go out where nobody knows if the destination has `unsure`. The same one again, if that is noticed. A newer one
 * goes out as a new value; but where the destination has not even the first for certain, one that takes no new values must know the conversion
 * again, and to one that only adjusts what it has it might be lost.
 */
function maySendAgain(
  unsure: NonNullable<Delivery['unsure']>,
  revision: number,
  delivery: Delivery,
  can: KnowsAgain,
  now: number,
): boolean {
  // A person decided that it goes out.
  if (unsure.revision === 0) return true;
  const isNewer = unsure.revision < revision;
  // It may be there no more, for good: then a new value is lost, and what is sold again counts twice if it is not.
  const isAfterTakingBack = (delivery.takingBack ?? 0) < revision && mayBeTakenBackThere(delivery, unsure);
  if (can.retractsForGood === true && isAfterTakingBack) return false;
  // What was taken back for good is not there: what is unsure may be the first of another one.
  const sent = can.retractsForGood === true && isTakenBackThere(delivery) ? 0 : delivery.sent;
  if (isNewer && (sent > 0 || (can.restate !== false && can.adjusts !== true))) return true;
  return !(isNewer && can.adjusts === true) && isKnownAgain(unsure.since, can, now);
}

/** Whether the destination would notice that it gets something for the second time. `since` in ms. */
export function isKnownAgain(since: number, { dedupe }: Pick<Abilities, 'dedupe'>, now: number): boolean {
  return dedupe !== 'none' && now - since < dedupe.windowSeconds * 1000;
}

function restsUntil({ restsUntil, sending }: Delivery): number {
  return Math.max(restsUntil, sending === undefined ? 0 : sending.since + unansweredSeconds * 1000);
}

/** Of one revision the first time counts: from then on the destination may have it. */
function earliestUnsure({ sending, unsure }: Delivery): Delivery['unsure'] {
  return sending === undefined || unsure?.revision === sending.revision ? unsure : unsureOf(sending, unsure);
}

/** A revision of which nobody knows whether it was received, after one of which that is not known either. */
export function unsureOf(
  newer: { readonly revision: number; readonly since: number },
  before: Delivery['unsure'],
): NonNullable<Delivery['unsure']> {
  return before === undefined ? newer : { ...newer, oldest: before.oldest ?? before.revision };
}

function waitUntil(time: number, now: number): ClaimDecision {
  return { kind: 'wait', seconds: Math.max(1, Math.ceil((time - now) / 1000)) };
}
