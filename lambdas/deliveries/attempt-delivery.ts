import type { StoredCall } from '../calls/call-item.ts';
import { describeError } from '../platform/describe-error.ts';
import { logger } from '../platform/log.ts';
import type { PauseReason } from '../settings/destinations/destination-pause.ts';
import type { DestinationKey } from '../settings/destinations/destination-pause-store.ts';
import { type Prepared, prepareSending, type SendDependencies } from './attempt-send.ts';
import { slowDown as slowerPace } from './backlog/pace.ts';
import type { Delivery } from './delivery.ts';
import { type Claim, claimSeconds, decideClaim } from './delivery-claim.ts';
import type { DeliveryFacts } from './delivery-facts-store.ts';
import { type Attempted, type Finish, finishOf, finishOfAsking, held, storable } from './delivery-finish.ts';
import { abilitiesOf, type CompleteFacts, completeFacts, isTakenBack } from './delivery-request.ts';
import type { DeliveryKey, OwnClaim, ToClaim } from './delivery-store.ts';
import { deliveryOf, type Wanted } from './delivery-wanted.ts';
import type { Abilities, Destination } from './destinations/destination.ts';
import type { Outcome } from './destinations/outcome.ts';

/** What an attempt reaches. Reads, claims and finishes may throw: then the attempt is over, and a later one goes on. */
export interface AttemptDependencies extends SendDependencies {
  readonly read: (key: DeliveryKey) => Promise<Delivery | 'unknown' | undefined>;
  readonly readFacts: (delivery: Delivery) => Promise<DeliveryFacts | 'unknown'>;
  /** Lets nobody start it anew before a time, ms. */
  readonly putOff: (key: DeliveryKey, until: number) => Promise<void>;
  /** The id of the claim; undefined when it was not to be had. */
  readonly claim: (key: ToClaim, claim: Claim) => Promise<string | undefined>;
  readonly finish: (
    key: DeliveryKey & Pick<Delivery, 'destination'>,
    claim: OwnClaim,
    finish: Finish,
  ) => Promise<boolean>;
  /** Lets nothing go to a destination whose settings are still of this version. */
  readonly pause: (
    of: DestinationKey,
    pause: { readonly version: number; readonly why: PauseReason; readonly detail: string; readonly since: number },
  ) => Promise<void>;
  readonly isPaused: (of: DestinationKey) => Promise<boolean>;
  /** Whether an address of who called is known now. */
  readonly hasEmail: (call: StoredCall) => Promise<boolean>;
  /** Starts a delivery again that is over. */
  readonly redrive: (key: DeliveryKey) => Promise<unknown>;
  /** Slows down all that goes to a destination, and to others that share its account; ms. */
  readonly slowDown: (
    of: DestinationKey,
    to: {
      readonly sentAt: number;
      readonly until: number;
      readonly slotMs: number;
      readonly account?: string | undefined;
    },
  ) => Promise<void>;
  readonly destinations: ReadonlyMap<string, Destination<unknown, unknown>>;
  /** 0 to 1 */
  readonly random: () => number;
}

/** What an execution is to tell whom: a revision of a conversion, or of an event, to a destination. */
export interface ToAttempt {
  readonly call: string;
  /** Id of the delivery, which its first attempt makes. */
  readonly delivery: string;
  readonly revision: number;
  readonly of: Pick<Wanted, 'site' | 'conversion' | 'event' | 'destination'>;
  /** When it is its turn, as the attempt before was told; ms. */
  readonly slot?: number | undefined;
}

/** What the execution does next. */
export type Next =
  | { readonly next: 'done' }
  /** `slot`: to be handed to the next attempt. */
  | { readonly next: 'wait'; readonly seconds: number; readonly slot?: number }
  | { readonly next: 'park'; readonly reason: string };

/** Longer than this after its claim, ms, nothing is sent any more: the claim might be taken for dead before the outcome. */
const claimToSend = 5_000;

/**
 * One attempt to tell a destination the wanted revision. Whatever happens on the way, and however many attempts run at once: the
 * destination counts it once, or it is parked as "unknown whether received", and no older value arrives after a newer one.
 */
export async function attemptDelivery(wanted: ToAttempt, dependencies: AttemptDependencies): Promise<Next> {
  const startedAt = dependencies.now();
  const { call, delivery: id, revision } = wanted;
  const key = { call, id };
  const found = await dependencies.read(key);
  if (found === 'unknown') return waitForNewerVersion(key, dependencies);
  const delivery = deliveryOf({ ...wanted.of, call, id, wanted: revision }, found);
  const first = decideClaim(delivery, revision, { dedupe: 'none' }, dependencies.now());
  if (first.kind === 'done') return { next: 'done' };
  if (first.kind === 'wait') return { next: 'wait', seconds: first.seconds };

  const read = await dependencies.readFacts(delivery);
  if (read === 'unknown') return waitForNewerVersion(key, dependencies);
  // A newer revision has an execution of its own.
  if (((read.event ?? read.conversion)?.revision ?? 0) > revision) return { next: 'done' };
  const complete = completeFacts(read, dependencies.destinations);
  if (complete.kind === 'missing') {
    const outcome = { kind: 'transient', detail: complete.detail } as const;
    return conclude({ delivery, claim: first.claim, ...unable }, { kind: 'outcome', outcome }, dependencies);
  }
  if (complete.kind === 'invalid') {
    const { field, detail } = complete;
    const attempt = { delivery, claim: first.claim, ...unable };
    // What was accepted already stays so, even if nobody can be asked about it any more.
    const kind = first.kind === 'claim' && first.claim.asks ? 'transient' : 'rejected';
    return conclude(attempt, { kind: 'outcome', outcome: { kind, field, detail } }, dependencies);
  }
  const { facts } = complete;
  const can = abilitiesOf(facts);
  const decision = decideClaim(delivery, revision, can, dependencies.now());
  if (decision.kind === 'done') return { next: 'done' };
  if (decision.kind === 'wait') return { next: 'wait', seconds: decision.seconds };
  const takesBack = !decision.claim.asks && isTakenBack(facts);
  const claim = { ...decision.claim, ...(takesBack && { takesBack }) };
  const attempt = { delivery, claim, can, facts };
  if (decision.kind === 'park') return conclude(attempt, { kind: 'park', reason: decision.reason }, dependencies);
  const sending = { delivery, claim, ownSlot: wanted.slot };
  const prepared = await prepareSending(sending, facts, startedAt, dependencies);
  return prepared.kind === 'later'
    ? waitForSlot(key, prepared.slot, dependencies)
    : conclude(attempt, prepared, dependencies);
}

/** How often to look whether a version has come that knows what a newer one wrote, s. */
const newerVersionSeconds = 3600;

/** Nothing is sent and nothing is parked of what this version does not know: after a roll-back it is known again. */
async function waitForNewerVersion(key: DeliveryKey, { putOff, now }: AttemptDependencies): Promise<Next> {
  await putOff(key, now() + (newerVersionSeconds + 600) * 1000);
  return { next: 'wait', seconds: newerVersionSeconds };
}

/** Who waits longer than this for its turn, ms, is not taken for standing still. */
const longWait = 240_000;

/** Nothing is written of a delivery that only waits for its turn. */
async function waitForSlot(key: DeliveryKey, slot: number, { putOff, now }: AttemptDependencies): Promise<Next> {
  const wait = Math.max(0, slot - now());
  if (wait > longWait) await putOff(key, slot + 2 * longWait);
  return { next: 'wait', seconds: Math.max(1, Math.ceil(wait / 1000)), slot };
}

const unable = { can: { dedupe: 'none' }, facts: undefined } as const;

interface Attempt {
  readonly delivery: Delivery;
  readonly claim: Claim;
  readonly can: Pick<Abilities, 'dedupe' | 'rate'>;
  /** Undefined where not all of them are there. */
  readonly facts: CompleteFacts | undefined;
}

type ToConclude = Exclude<Prepared, { readonly kind: 'later' }> | { readonly kind: 'park'; readonly reason: string };

/** Claims, does what was prepared, and writes what came of it. Between claim and outcome lies the sending alone. */
async function conclude(attempt: Attempt, prepared: ToConclude, dependencies: AttemptDependencies): Promise<Next> {
  const { delivery, claim, facts } = attempt;
  // Somebody was faster, or a newer revision is wanted by now: look again.
  const id = await dependencies.claim(delivery, claim);
  if (id === undefined) return { next: 'wait', seconds: 1 };
  const finish = storable(await finishFor(attempt, prepared, dependencies));
  // The claim was taken for dead meanwhile: who took over knows more.
  if (!(await dependencies.finish(delivery, { ...claim, id }, finish))) return { next: 'wait', seconds: claimSeconds };
  if (finish.isHeld === true) return afterHold(delivery, dependencies);
  // An address that was said while it was skipped found nothing yet that waits for it.
  if (finish.unnamed?.awaitsEmail && facts !== undefined && (await dependencies.hasEmail(facts.call)))
    await dependencies.redrive(delivery);
  if (finish.state === 'parked') return { next: 'park', reason: finish.reason ?? '' };
  if (finish.state !== 'pending' && finish.asking === undefined) return { next: 'done' };
  return { next: 'wait', seconds: Math.max(1, Math.ceil((finish.nextAt - dependencies.now()) / 1000)) };
}

async function finishFor(attempt: Attempt, prepared: ToConclude, dependencies: AttemptDependencies): Promise<Finish> {
  const { delivery, claim } = attempt;
  const { sent, receipt } = delivery;
  const { since, restsUntil, unsure } = claim;
  const asItWas = { sent, restsUntil, receipt, nextAt: since, unsure };
  switch (prepared.kind) {
    case 'park':
      return { ...asItWas, state: 'parked', result: 'unknown-whether-received', reason: prepared.reason };
    case 'skip':
      return {
        ...asItWas,
        state: 'skipped',
        result: prepared.because,
        reason: prepared.reason,
        unnamed: prepared.unnamed,
        ...(prepared.countsAsTold && { sent: claim.revision }),
      };
    case 'hold':
      return held(attempt, prepared.pause, since);
    case 'outcome':
    case 'send': {
      const isLate = dependencies.now() - claim.since > claimToSend;
      const outcome =
        prepared.kind === 'outcome'
          ? prepared.outcome
          : isLate
            ? ({ kind: 'transient', detail: 'it took too long to get ready' } as const)
            : await prepared.send();
      const takesBack = attempt.facts !== undefined && isTakenBack(attempt.facts);
      const note = prepared.kind === 'send' ? prepared.note : undefined;
      const value = attempt.facts?.conversion?.value;
      const attempted = { ...attempt, takesBack, value, note, now: dependencies.now(), jitter: dependencies.random() };
      await tellOthers(outcome, attempted, dependencies);
      return claim.asks ? finishOfAsking(outcome, attempted) : finishOf(outcome, attempted);
    }
  }
}

/** How soon to look again where a destination was resumed while something began to wait for it, s. */
const resumedSeconds = 30;

/** It waits in the index now. Was the destination resumed before that, nobody would find it there: then this execution goes on. */
async function afterHold({ site, destination }: Delivery, { isPaused }: AttemptDependencies): Promise<Next> {
  return (await isPaused({ site, destination })) ? { next: 'done' } : { next: 'wait', seconds: resumedSeconds };
}

/**
 * What one delivery heard of its destination holds for all others: credentials that are refused, a receiver that is gone or has too much to
 * do. If that cannot be noted, they find out for themselves: the outcome of this one is written all the same.
 */
async function tellOthers(
  outcome: Outcome,
  { delivery: { site, destination }, claim, can, facts, now }: Attempted & Attempt,
  { pause, slowDown }: AttemptDependencies,
): Promise<void> {
  const of = { site, destination };
  const tell = async () => {
    if (facts === undefined) return;
    const { version, throttle, account } = facts;
    if (outcome.kind === 'throttled') {
      const { afterSeconds } = outcome;
      await slowDown(of, { sentAt: claim.since, account, ...slowerPace(throttle, can, { now, afterSeconds }) });
    } else if (outcome.kind === 'auth' || outcome.kind === 'gone') {
      const why = outcome.kind === 'auth' ? 'credentials' : 'gone';
      await pause(of, { version, why, detail: outcome.detail.toWellFormed(), since: now });
    }
  };
  await tell().catch((error: unknown) => logger.warn('others were not told', { ...of, error: describeError(error) }));
}
