import type { Call } from '../call.ts';
import { confidence, likelierThanNot, sharedOut, sureEnough } from '../match/confidence.ts';
import { durationInWords } from '../match/duration-in-words.ts';
import { aboutVisit } from '../match/evidence.ts';
import type { CodeWay, Match, MatchedVisit } from '../match/match.ts';
import { type CodesRead, endOfStartSecond, type LinkedCode, type NumberThen } from '../match/match-facts.ts';

/** What of a call says whether a code may name its visitor. `role`: what its number did then; undefined for none. */
export type CodedCall = Pick<Call, 'startedAt' | 'direction'> & { readonly role: NumberThen['role'] | undefined };

/**
 * Links the visits whose codes came to a call to its match. The visit that led to the call keeps the credit. Only where nothing names a visitor,
 * or the guess at one is likelier wrong than right, the one in which who said a code had been shown the number that was called gets it; and where
 * nothing names one at all, and the number stands for no source of its own, the one of the code, if it had begun before the call. Pure.
 */
export function linkCodes(match: Match, codes: CodesRead | undefined, call: CodedCall): Match {
  if (codes === undefined) return match;
  const linked = distinct(codes.linked);
  const chosen =
    newestShown(linked.filter(mayBeShown(match, call)), match) ??
    (mayBeNamed(match, call) ? newestBefore(linked, call) : undefined);
  const credited = chosen === undefined ? match : byCode(match, chosen, call);
  const others = linked.filter(({ visit }) => visit.id !== credited.visit?.id);
  return {
    ...credited,
    linkedVisits: others.map(({ visit, code, by }) => ({ ...visit, code, by, reason: reasonOf(by, visit, call) })),
    ...(codes.refused.length > 0 && { refusedCodes: [...codes.refused] }),
  };
}

/** Of a visit whose code came in several ways the first counts. */
function distinct(codes: readonly LinkedCode[]): LinkedCode[] {
  return codes.filter(({ visit }, index) => codes.findIndex((other) => other.visit.id === visit.id) === index);
}

/**
 * That somebody was shown the very number makes the same visitor surer, and says more than a guess at another one that is likelier wrong than
 * right. A better guess stays: a laptop may have been shown the same number once.
 */
function mayBeShown(match: Match, call: CodedCall): (code: LinkedCode) => boolean {
  return ({ shown }) => {
    if (match.visit === null) return mayBeNamed(match, call);
    const least = match.visit.visitor === shown?.visitor ? sureEnough : likelierThanNot;
    return call.direction !== 'outbound' && match.confidence < least;
  };
}

/** A fixed number stands for its own source, as for a print; the default number of a pool only for visitors who got none of their own. */
function mayBeNamed({ visit, method }: Match, { role, direction }: CodedCall): boolean {
  if (visit !== null || direction === 'outbound') return false;
  return method === 'none' ? role === 'session' : role === 'default';
}

/** What a code says of who called: the visit that led to the call, how sure that is, and why. */
interface Named {
  readonly visit: MatchedVisit;
  readonly code: string;
  readonly confidence: number;
  readonly reason: (call: CodedCall) => string;
}

/** Who said a code, and had been shown the very number. */
function newestShown(codes: readonly LinkedCode[], { visit: without }: Match): Named | undefined {
  return codes
    .flatMap(({ shown, ...one }) => (shown === undefined ? [] : [{ ...one, shown }]))
    .toSorted((a, b) => b.shown.shownAt - a.shown.shownAt)
    .map(({ shown, visit, code, by }) => ({
      visit: shown,
      code,
      confidence:
        without === null || without.visitor === shown.visitor ? confidence.phoneCodeOfNumber : confidence.phoneCode,
      reason: (call: CodedCall) =>
        shown.id === visit.id
          ? `${reasonOf(by, visit, call)} It was shown the number that was called.`
          : `${reasonOf(by, visit, call)} The same visitor had been shown the number that was called, ${apart(shown, call)} before the call, in ${aboutVisit(shown)}.`,
    }))[0];
}

function newestBefore(codes: readonly LinkedCode[], { startedAt }: CodedCall): Named | undefined {
  return codes
    .filter(({ visit }) => visit.shownAt <= endOfStartSecond(startedAt))
    .toSorted((a, b) => b.visit.shownAt - a.visit.shownAt)
    .map(({ visit, code, by }) => ({
      visit,
      code,
      confidence: confidence.phoneCode,
      reason: (call: CodedCall) => reasonOf(by, visit, call),
    }))[0];
}

function byCode(match: Match, { visit, code, confidence, reason }: Named, call: CodedCall): Match {
  return {
    ...match,
    method: 'phone-code',
    confidence,
    reason: `${reason(call)} ${match.visit === null ? 'Nothing else names a visitor.' : 'Without the code, less surely:'} ${match.reason}`,
    source: visit.source,
    medium: visit.medium,
    campaign: visit.campaign,
    visit,
    candidates: [
      { visit: visit.id, visitor: visit.visitor, confidence },
      ...sharedOut(match.candidates, visit.visitor, 1 - confidence),
    ],
    phoneCode: code,
  };
}

const ways: Readonly<Record<CodeWay, string>> = {
  keys: 'The caller keyed in the code of',
  agent: 'The caller said the code of',
  order: 'An order names the code of',
};

function reasonOf(by: CodeWay, visit: MatchedVisit, call: CodedCall): string {
  const device = visit.device === undefined ? '' : ` on a ${visit.device} device`;
  const when = visit.shownAt <= endOfStartSecond(call.startedAt) ? 'before the call' : 'after the call began';
  return `${ways[by]} ${aboutVisit(visit)}${device}, which began ${apart(visit, call)} ${when}.`;
}

function apart({ shownAt }: MatchedVisit, { startedAt }: CodedCall): string {
  return durationInWords(Math.abs(shownAt - startedAt));
}
