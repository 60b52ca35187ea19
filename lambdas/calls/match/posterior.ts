import type { Visit } from '../../visits/visit.ts';
import type { CallerKind } from '../time-to-call/call-evidence.ts';
import { chances, mostHolders, prepare, type Shown, weigh } from '../time-to-call/holder-weights.ts';
import { type PoolKnowledge, startingKnowledge } from '../time-to-call/pool-knowledge.ts';
import type { MatchFacts, NumberThen } from './match-facts.ts';

/** Who was shown a number before a call; without a visit, somebody who has withdrawn since. Times in ms. */
export interface Holder {
  readonly shownAt: number;
  readonly visit?: Visit | undefined;
}

/** The last holders of the number, the latest first. */
export function lastHolders({ visits, withdrawn = [] }: MatchFacts): Holder[] {
  const holders: Holder[] = [
    ...visits.map((visit) => ({ shownAt: visit.shownAt, visit })),
    ...withdrawn.map((shownAt) => ({ shownAt })),
  ];
  return holders.sort((a, b) => b.shownAt - a.shownAt).slice(0, mostHolders);
}

/** How long before the call a time (ms) was, in whole seconds. */
export function secondsBefore({ call }: Pick<MatchFacts, 'call'>, time: number): number {
  return Math.max(0, Math.round((call.startedAt - time) / 1000));
}

/** The same as times before the call, in whole seconds, without anything about whom. */
export function shownBefore(
  facts: MatchFacts,
  holders: readonly Holder[],
): Shown & { readonly lastSeen: readonly (number | null)[] } {
  const before = (time: number) => secondsBefore(facts, time);
  const since = facts.number?.since;
  return {
    ages: holders.map(({ shownAt }) => before(shownAt)),
    // Each visit knows when the visitor before it was last there.
    lastSeen: holders.map((_, index) => {
      const seenAt = holders[index - 1]?.visit?.previousSeenAt;
      return seenAt === undefined || seenAt === 0 ? null : before(seenAt);
    }),
    ...(since !== undefined && { leasedFor: before(since) }),
  };
}

/** What is known of a caller before the match. */
export function callerKind({ call, calledBefore }: MatchFacts): CallerKind {
  if (call.caller?.kind !== 'number') return 'withheld';
  return calledBefore ? 'again' : 'first';
}

/** A visitor who was shown the number, by the newest visit, and how likely the call is theirs. */
export interface Candidate {
  readonly visit: Visit;
  readonly chance: number;
}

/** Whose call it may be by the time alone; chances in sum 1. */
export interface Posterior {
  /** The likeliest first, of two alike the newest. */
  readonly candidates: readonly Candidate[];
  /** Visitors who were shown the number, and have withdrawn since. */
  readonly withdrawn: number;
  /** Somebody who was shown it before all of these. */
  readonly older: number;
  /** Somebody who was never shown it. */
  readonly unrelated: number;
}

/** How likely the call is each visitor's, from how long ago each was shown the number and how callers of the pool behave. */
export function posterior(
  facts: MatchFacts,
  { leaseSeconds = usualLease }: Pick<NumberThen, 'leaseSeconds'>,
): Posterior {
  const holders = lastHolders(facts);
  const shown = shownBefore(facts, holders);
  const knowledge: PoolKnowledge = facts.knowledge ?? startingKnowledge;
  const usual = knowledge.spacingSeconds ?? Math.max(leasesUntilNext * leaseSeconds, usualSpacing);
  const weights = weigh(
    prepare(shown, usual),
    knowledge.curveWithoutClick,
    knowledge.unrelatedShare[callerKind(facts)],
  );
  const { holders: each, older, unrelated } = chances(weights);
  const byVisitor = new Map<string, Candidate>();
  let withdrawn = 0;
  for (const [index, { visit }] of holders.entries()) {
    const chance = each[index] ?? 0;
    if (visit === undefined) withdrawn += chance;
    else {
      const known = byVisitor.get(visit.visitor);
      byVisitor.set(visit.visitor, { visit: known?.visit ?? visit, chance: (known?.chance ?? 0) + chance });
    }
  }
  return { candidates: [...byVisitor.values()].sort((a, b) => b.chance - a.chance), withdrawn, older, unrelated };
}

/** Of a pool that is gone, s. */
const usualLease = 1200;
/** In pools that are half in use a number goes to the next visitor after so many lease times. */
const leasesUntilNext = 2;
/** Strangers do not call more often because leases are short: until a pool's calls say how often its numbers are shown, no less than this, s. */
const usualSpacing = 2400;
