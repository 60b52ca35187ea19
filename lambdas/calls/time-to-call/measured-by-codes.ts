import { stay, staysOpen } from '../../capacity/sizing/lease-held.ts';
import { logNormalBelow } from '../../capacity/sizing/normal-distribution.ts';
import { type CallEvidence, confirmedAge, isClicked } from './call-evidence.ts';
import { type EstimatedShare, weightedShare, z } from './weighted-share.ts';

/** Calls by callers who had not called the number before, by what is known of each besides the number. */
export interface KnownCalls {
  readonly clicked: readonly CallEvidence[];
  /** Known from a call to another number. */
  readonly remembered: readonly CallEvidence[];
  readonly others: readonly CallEvidence[];
}

const mostElsewhere = 0.9;

/**
 * How often the present holder was the caller, by codes: who says one is asked for it, whoever they are and however late they call, so those who did
 * stand for all others whom nothing shows. Who has the page open no more opens it again, some on another device, whose code shows nothing of
 * what they had been shown: they are missing among late callers, who count the more for it. What is left of such codes are strangers'.
 *
 * The interval holds for chance, and for how many open the page elsewhere, which is seen from callers who are known anyway. Undefined where no
 * code showed whose call it was.
 */
export function measuredByCodes(
  known: KnownCalls,
  all: readonly CallEvidence[],
): (EstimatedShare & { readonly codes: number }) | undefined {
  const own = known.others.filter(isByCode);
  const elsewhere = known.others.filter(({ otherCode }) => otherCode).length;
  if (own.length === 0) return undefined;
  const { share: usual, spread } = openedElsewhere(all);
  const at = (part: number) => estimate(known, own, elsewhere, Math.min(mostElsewhere, Math.max(0, part)));
  const [found, few, many] = [at(usual), at(usual - z * spread), at(usual + z * spread)];
  if (found === undefined || few === undefined || many === undefined) return undefined;
  const unsure = Math.abs(few.share - many.share) / 2;
  return {
    codes: own.length,
    share: found.share,
    low: Math.max(0, found.share - Math.hypot(found.share - found.low, unsure)),
    high: Math.min(1, found.share + Math.hypot(found.high - found.share, unsure)),
  };
}

/** If that part of those who open the page again does so elsewhere. */
function estimate(
  { clicked, remembered, others }: KnownCalls,
  own: readonly CallEvidence[],
  elsewhere: number,
  part: number,
): EstimatedShare | undefined {
  const weights = own.map((one) => ({
    weight: 1 / (1 - part * (1 - openShare(confirmedAge(one) ?? 0))),
    holds: isPresent(one),
  }));
  const sum = (of: typeof weights) => of.reduce((total, { weight }) => total + weight, 0);
  const all = sum(weights);
  const strangers = Math.max(0, elsewhere - (all - own.length));
  const visitors = 1 - strangers / (own.length + elsewhere);
  // So many alike would say as much.
  const sampled = all ** 2 / weights.reduce((total, { weight }) => total + weight ** 2, 0);
  const holds = (sampled * sum(weights.filter((one) => one.holds))) / all;
  return weightedShare([
    ...[clicked, remembered].map((calls) => ({
      weight: calls.length,
      sampled: calls.length,
      holds: calls.filter(isPresent).length,
    })),
    { weight: others.length * visitors, sampled, holds },
  ]);
}

/** Of callers who are remembered, and open the page again to say its code, the share that does so elsewhere, with its standard error. */
function openedElsewhere(all: readonly CallEvidence[]): { readonly share: number; readonly spread: number } {
  const remembered = all.filter((one) => isRemembered(one) && !isClicked(one));
  const elsewhere = remembered.filter(({ otherCode }) => otherCode).length;
  const count = remembered.filter(isByCode).length + elsewhere + 1;
  const share = (elsewhere + 0.5) / count;
  return { share, spread: Math.sqrt((share * (1 - share)) / count) };
}

/** The share of visitors who have the page open still, so long after they came, s. */
function openShare(seconds: number): number {
  const gone = logNormalBelow(stay, seconds);
  const closed = logNormalBelow(staysOpen.law, Math.max(0, seconds - stay.median));
  return 1 - gone + gone * staysOpen.share * (1 - closed);
}

export function isRemembered({ confirmed, also }: CallEvidence): boolean {
  return confirmed?.by === 'caller-memory' || also?.by === 'caller-memory';
}

function isByCode({ confirmed }: CallEvidence): boolean {
  return confirmed?.by === 'phone-code';
}

function isPresent({ confirmed }: CallEvidence): boolean {
  return confirmed?.holder === 0;
}
