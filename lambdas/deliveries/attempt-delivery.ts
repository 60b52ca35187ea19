import { type Prepared, prepareSending, type SendDependencies } from './attempt-send.ts';
import type { Delivery } from './delivery.ts';
import { type Claim, claimSeconds, decideClaim } from './delivery-claim.ts';
import type { DeliveryFacts } from './delivery-facts-store.ts';
import { type Finish, finishOf, finishOfAsking, storable } from './delivery-finish.ts';
import { completeFacts } from './delivery-request.ts';
import type { DeliveryKey, OwnClaim, ToClaim } from './delivery-store.ts';
import { deliveryOf, type Wanted } from './delivery-wanted.ts';
import type { Abilities, Destination } from './destinations/destination.ts';

/** What an attempt reaches. Reads, claims and finishes may throw: then the attempt is over, and a later one goes on. */
export interface AttemptDependencies extends SendDependencies {
  readonly read: (key: DeliveryKey) => Promise<Delivery | 'unknown' | undefined>;
  readonly readFacts: (delivery: Delivery) => Promise<DeliveryFacts | 'unknown'>;
  /** Lets nobody start it anew before a time, ms. */
  readonly putOff: (key: DeliveryKey, until: number) => Promise<void>;
  /** The id of the claim; undefined when it was not to be had. */
  readonly claim: (key: ToClaim, claim: Claim) => Promise<string | undefined>;
  readonly finish: (key: DeliveryKey, claim: OwnClaim, finish: Finish) => Promise<boolean>;
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
}

/** What the execution does next. */
export type Next =
  | { readonly next: 'done' }
  | { readonly next: 'wait'; readonly seconds: number }
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
    return conclude({ delivery, claim: first.claim, can: unable }, { kind: 'outcome', outcome }, dependencies);
  }
  if (complete.kind === 'invalid') {
    const { field, detail } = complete;
    const attempt = { delivery, claim: first.claim, can: unable };
    // What was accepted already stays so, even if nobody can be asked about it any more.
    const kind = first.kind === 'claim' && first.claim.asks ? 'transient' : 'rejected';
    return conclude(attempt, { kind: 'outcome', outcome: { kind, field, detail } }, dependencies);
  }
  const { facts } = complete;
  const { can } = facts.destination;
  const decision = decideClaim(delivery, revision, can, dependencies.now());
  if (decision.kind === 'done') return { next: 'done' };
  if (decision.kind === 'wait') return { next: 'wait', seconds: decision.seconds };
  const attempt = { delivery, claim: decision.claim, can };
  if (decision.kind === 'park') return conclude(attempt, { kind: 'park', reason: decision.reason }, dependencies);
  return conclude(attempt, await prepareSending(attempt, facts, startedAt, dependencies), dependencies);
}

/** How often to look whether a version has come that knows what a newer one wrote, s. */
const newerVersionSeconds = 3600;

/** Nothing is sent and nothing is parked of what this version does not know: after a roll-back it is known again. */
async function waitForNewerVersion(key: DeliveryKey, { putOff, now }: AttemptDependencies): Promise<Next> {
  await putOff(key, now() + (newerVersionSeconds + 600) * 1000);
  return { next: 'wait', seconds: newerVersionSeconds };
}

const unable = { dedupe: 'none' } as const;

interface Attempt {
  readonly delivery: Delivery;
  readonly claim: Claim;
  readonly can: Pick<Abilities, 'dedupe'>;
}

/** Claims, does what was prepared, and writes what came of it. Between claim and outcome lies the sending alone. */
async function conclude(
  attempt: Attempt,
  prepared: Prepared | { readonly kind: 'park'; readonly reason: string },
  dependencies: AttemptDependencies,
): Promise<Next> {
  const { delivery, claim } = attempt;
  // Somebody was faster, or a newer revision is wanted by now: look again.
  const id = await dependencies.claim(delivery, claim);
  if (id === undefined) return { next: 'wait', seconds: 1 };
  const finish = storable(await finishFor(attempt, prepared, dependencies));
  // The claim was taken for dead meanwhile: who took over knows more.
  if (!(await dependencies.finish(delivery, { ...claim, id }, finish))) return { next: 'wait', seconds: claimSeconds };
  if (finish.state === 'parked') return { next: 'park', reason: finish.reason ?? '' };
  if (finish.state !== 'pending' && finish.asking === undefined) return { next: 'done' };
  return { next: 'wait', seconds: Math.max(1, Math.ceil((finish.nextAt - dependencies.now()) / 1000)) };
}

async function finishFor(
  attempt: Attempt,
  prepared: Prepared | { readonly kind: 'park'; readonly reason: string },
  dependencies: AttemptDependencies,
): Promise<Finish> {
  const { delivery, claim } = attempt;
  const { sent, receipt } = delivery;
  const { since, restsUntil, unsure } = claim;
  const asItWas = { sent, restsUntil, receipt, nextAt: since, unsure };
  switch (prepared.kind) {
    case 'park':
      return { ...asItWas, state: 'parked', reason: prepared.reason };
    case 'skip':
      return {
        ...asItWas,
        state: 'skipped',
        reason: prepared.reason,
        ...(prepared.countsAsTold && { sent: claim.revision }),
      };
    case 'outcome':
    case 'send': {
      const isLate = dependencies.now() - claim.since > claimToSend;
      const outcome =
        prepared.kind === 'outcome'
          ? prepared.outcome
          : isLate
            ? ({ kind: 'transient', detail: 'it took too long to get ready' } as const)
            : await prepared.send();
      const attempted = { ...attempt, now: dependencies.now(), jitter: dependencies.random() };
      return claim.asks ? finishOfAsking(outcome, attempted) : finishOf(outcome, attempted);
    }
  }
}
