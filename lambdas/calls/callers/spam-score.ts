import type { CallerListName } from '../../settings/callers/caller-list.ts';
import type { Site } from '../../settings/sites/site.ts';
import type { Caller } from '../observation.ts';
import type { Spam } from '../spam.ts';

/** What speaks for spam is found in; times in ms. */
export interface SpamFacts {
  readonly caller: Caller | undefined;
  readonly startedAt: number;
  /** The number that was dialled. */
  readonly trackedNumber: string | undefined;
  /** What the caller's network says of the number: STIR/SHAKEN, in North America alone. */
  readonly attestation?: string | undefined;
  /** The caller's calls to the site before this one, some of the last. */
  readonly earlier: readonly EarlierCall[];
  /** Numbers of the site itself: those that its pages show, and where its calls go. */
  readonly ownNumbers: readonly string[];
  readonly list?: CallerListName | undefined;
}

/** A call of the same caller. */
export interface EarlierCall {
  /** Missing where only a newer version can read it. */
  readonly call?: string | undefined;
  readonly startedAt: number;
  readonly number?: string | undefined;
  /** It ended within seconds, and nobody was shown the number before. */
  readonly short?: boolean | undefined;
  /** Whose it was. */
  readonly visitor?: string | undefined;
  /** Whose it was where that is a recipient, and little speaks against it. */
  readonly recipient?: string | undefined;
  /** The partition of who called, where the calls are those of a visitor. */
  readonly caller?: string | undefined;
}

/** Calls to several numbers within this time are a burst, ms. */
const burst = 10 * 60_000;

/** What each sign says. One alone says little, unless it cannot be by chance. */
const points = { failed: 50, gateway: 15, burst: 40, largeBurst: 60, shortCalls: 40, invalid: 60, own: 70 } as const;

/**
 * How much speaks for it that a call is spam, with the reasons; undefined where nobody can know, as the number is withheld. A number on a list
 * of the site's has 0 unless it is blocked: somebody knows better. Nothing follows from the score but what routes and people make of it.
 */
export function spamScore(facts: SpamFacts): Spam | undefined {
  const { caller, list } = facts;
  if (caller?.kind !== 'number') return undefined;
  if (list === 'allow' || list === 'ours')
    return { score: 0, reasons: [`The number is on the site's list "${list}".`] };
  const signs = [
    ...ofAttestation(facts.attestation),
    ...ofNumber(caller.number, facts),
    ...ofBurst(facts),
    ...ofShortCalls(facts),
  ];
  const sum = signs.reduce((total, sign) => total + sign.points, 0);
  return { score: Math.min(sum, 100), reasons: signs.map(({ reason }) => reason) };
}

interface Sign {
  readonly points: number;
  readonly reason: string;
}

function ofAttestation(attestation: string | undefined): Sign[] {
  if (attestation === 'failed') return [{ points: points.failed, reason: 'The network could not verify the number.' }];
  if (attestation === 'C')
    return [{ points: points.gateway, reason: 'The network knows only where the call came in.' }];
  return [];
}

/** In North America neither an area code nor an exchange begins with 0 or 1. */
const northAmerican = /^\+1[2-9]\d{2}[2-9]\d{6}$/;

function ofNumber(number: string, { trackedNumber, ownNumbers }: SpamFacts): Sign[] {
  if (number === trackedNumber || ownNumbers.includes(number)) {
    return [{ points: points.own, reason: 'The caller shows a number of the site itself.' }];
  }
  if (number.startsWith('+1') && !northAmerican.test(number)) {
    return [{ points: points.invalid, reason: 'There can be no such number in North America.' }];
  }
  return [];
}

function ofBurst({ earlier, startedAt, trackedNumber }: SpamFacts): Sign[] {
  const numbers = distinct([
    trackedNumber,
    ...earlier.filter((call) => startedAt - call.startedAt <= burst).map(({ number }) => number),
  ]);
  if (numbers < 3) return [];
  const reason = `The caller rang ${numbers} numbers of the site within 10 minutes.`;
  return [{ points: numbers < 5 ? points.burst : points.largeBurst, reason }];
}

function ofShortCalls({ earlier }: SpamFacts): Sign[] {
  const numbers = distinct(earlier.filter(({ short }) => short).map(({ number }) => number));
  if (numbers < 3) return [];
  return [
    { points: points.shortCalls, reason: `Calls to ${numbers} numbers ended within 10 s, and no visit led to them.` },
  ];
}

function distinct(numbers: readonly (string | undefined)[]): number {
  return new Set(numbers.filter((number) => number !== undefined)).size;
}

/** Numbers that are the site's own: those that its pages show by themselves, and where its calls go. No customer calls from one. */
export function ownNumbersOf(site: Site | undefined): readonly string[] {
  return [...(site?.swap?.numbers ?? []), ...(site?.route?.forwardTo ?? [])];
}
