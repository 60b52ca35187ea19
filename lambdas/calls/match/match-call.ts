import type { Visit } from '../../visits/visit.ts';
import { linkCodes } from '../phone-codes/link-codes.ts';
import { type PoolKnowledge, startingKnowledge } from '../time-to-call/pool-knowledge.ts';
import { confidence, confidenceOf, eitherRight, likelierThanNot, otherCandidates } from './confidence.ts';
import {
  aboutChances,
  aboutEarlierHolder,
  aboutNobody,
  aboutOthers,
  aboutRecipient,
  aboutRemoval,
  aboutVisit,
  aboutWithheld,
  dateInWords,
  howLongBefore,
} from './evidence.ts';
import type { Match, MatchedVisit, MatchMethod } from './match.ts';
import { type MatchFacts, type NumberThen, unknownSite } from './match-facts.ts';
import { matchRecipient } from './match-recipient.ts';
import { callerHistory, withoutVisit } from './match-without-visit.ts';
import { matchedVisitOf } from './matched-visit.ts';
import { lastHolders, type Posterior, posterior } from './posterior.ts';
import { recipientOfVisit, visitBehind } from './recipient-of-visit.ts';
import { clickedVisit, knownVisit, rememberedCall } from './signs.ts';

/**
 * Why a call belongs to a visit, or honestly not. The role that the number had when the call started decides first, then the
 * evidence, strongest first. Pure: the same facts give the same match.
 */
export function matchCall(facts: MatchFacts): Match {
  return linkCodes(matchWithoutCodes(facts), facts.phoneCodes, { ...facts.call, role: facts.number?.role });
}

function matchWithoutCodes(facts: MatchFacts): Match {
  const { call, number } = facts;
  if (number === undefined) return withoutVisit(facts, unknownSite, withoutPool(facts));
  if (call.direction === 'outbound') return withoutVisit(facts, number.site, 'The call went out, so no visitor rang.');
  if (number.role === 'recipient') return matchRecipient(facts, number);
  if (number.role !== 'session') return bySource(facts, number);
  const byTime = posterior(facts, number);
  const trust = facts.knowledge ?? startingKnowledge;
  const chosen =
    byClick(facts, trust) ??
    byMemory(facts, byTime, trust) ??
    byOtherNumber(facts, byTime, trust) ??
    byLease(facts, byTime, number);
  return chosen === undefined ? unseen(facts, byTime, number) : byVisit(facts, byTime, number, chosen);
}

/** The visit that one kind of evidence points to. */
interface Chosen {
  readonly method: MatchMethod;
  readonly confidence: number;
  readonly visit: MatchedVisit;
  readonly reason: string;
}

function byClick(facts: MatchFacts, { rightByClick }: PoolKnowledge): Chosen | undefined {
  const clicked = clickedVisit(facts);
  if (clicked === undefined) return undefined;
  const visit = matchedVisitOf(clicked);
  const reason = `The visitor of ${aboutVisit(visit)} clicked ${facts.call.trackedNumber} ${howLongBefore(clicked.clickedAt, facts)}.`;
  return { method: 'click', confidence: confidenceOf(rightByClick), visit, reason };
}

function byMemory(facts: MatchFacts, { candidates }: Posterior, { rightByMemory }: PoolKnowledge): Chosen | undefined {
  const { remembered, visits, call } = facts;
  const memory = rememberedCall(facts);
  if (memory === undefined) return undefined;
  const sure = memory.confidence ?? rightByMemory;
  const before = `This caller rang ${call.trackedNumber} before, on ${dateInWords(memory.startedAt)}`;
  const { visitor } = memory.visit;
  const [last] = lastHolders(facts);
  const isLast = last?.visit?.visitor === visitor;
  const since = last === undefined || isLast ? '' : ' Somebody else has been shown the number since.';
  const shown = visits.find((visit) => visit.visitor === visitor);
  const confidence = confidenceOf(shown === undefined ? sure : eitherRight(sure, chanceOf(candidates, visitor)));
  if (confidence < likelierThanNot) return undefined;
  if (shown !== undefined && (isLast || shown.visit !== memory.visit.id)) {
    const visit = matchedVisitOf(shown);
    const again = `was shown it ${howLongBefore(visit.shownAt, facts)} in ${aboutVisit(visit)}`;
    return { method: 'caller-memory', confidence, visit, reason: `${before}, and the same visitor ${again}.${since}` };
  }
  // What its visitor still allows counts, not what was remembered.
  const visit = remembered === undefined || remembered === 'withdrawn' ? memory.visit : matchedVisitOf(remembered);
  return { method: 'caller-memory', confidence, visit, reason: `${before}, after ${aboutVisit(visit)}.${since}` };
}

/** Somebody whose visitor is known from another number, and was shown this one. */
function byOtherNumber(
  facts: MatchFacts,
  { candidates }: Posterior,
  { rightByMemory }: PoolKnowledge,
): Chosen | undefined {
  const known = knownVisit(facts);
  if (known === undefined) return undefined;
  const visit = matchedVisitOf(known);
  return {
    method: 'caller-memory',
    confidence: confidenceOf(eitherRight(rightByMemory, chanceOf(candidates, visit.visitor))),
    visit,
    reason: `This caller rang another number of the site before, and the same visitor was shown ${facts.call.trackedNumber} ${howLongBefore(visit.shownAt, facts)} in ${aboutVisit(visit)}.`,
  };
}

function chanceOf(candidates: Posterior['candidates'], visitor: string): number {
  return candidates.find(({ visit }) => visit.visitor === visitor)?.chance ?? 0;
}

/** The likeliest visitor, unless it is likelier that the caller is nobody with a name: who withdrew, was shown the number long before, or never. */
function byLease(
  facts: MatchFacts,
  { candidates, withdrawn, older, unrelated }: Posterior,
  number: NumberThen,
): Chosen | undefined {
  const { held, call } = facts;
  const [likeliest] = candidates;
  if (likeliest === undefined || likeliest.chance <= withdrawn + older + unrelated) return undefined;
  const visit = matchedVisitOf(likeliest.visit);
  const shown = `${call.trackedNumber} was shown to ${aboutVisit(visit)} ${howLongBefore(visit.shownAt, facts)}${aboutEarlierHolder(visit, facts)}.`;
  const leaseMs = (number.leaseSeconds ?? 0) * 1000;
  const heldUntil = held?.visit === visit.id ? held.leasedUntil : visit.shownAt + leaseMs;
  const over = heldUntil + leaseMs < call.startedAt ? ` That lease ended ${howLongBefore(heldUntil, facts)}.` : '';
  return {
    method: 'lease',
    confidence: confidenceOf(likeliest.chance),
    visit,
    reason: `${shown}${over}${aboutChances(likeliest.chance, facts)}`,
  };
}

function byVisit(facts: MatchFacts, byTime: Posterior, number: NumberThen, chosen: Chosen): Match {
  const { visit } = chosen;
  const { site, pool } = number;
  const others = newestOfEachVisitor(facts.visits).filter(({ visitor }) => visitor !== visit.visitor);
  const who = { visit: visit.id, visitor: visit.visitor, confidence: chosen.confidence };
  const seen = visitBehind(visit, facts);
  const recipient = seen && recipientOfVisit(seen);
  const mail = recipient === undefined ? '' : ` Its visitor came by the mail to ${aboutRecipient(recipient)}.`;
  return {
    ...chosen,
    reason: `${chosen.reason}${mail}${aboutOthers(others, facts)}${aboutWithheld(facts)}${aboutRemoval(number)}`,
    site,
    pool,
    source: visit.source,
    medium: visit.medium,
    campaign: visit.campaign,
    ...(recipient && { recipient }),
    candidates: [who, ...otherCandidates(byTime, visit.visitor, 1 - chosen.confidence)],
    linkedVisits: [],
    ...callerHistory(facts),
  };
}

function bySource(facts: MatchFacts, number: NumberThen): Match {
  const { role, site, pool, source, medium = 'none', campaign, callAsset } = number;
  const kind = role === 'default' ? 'the default number' : 'a fixed number';
  const reason = `${facts.call.trackedNumber} was ${kind} of pool ${pool}, which stands for ${source}; many people see it, so it names no visitor.${aboutRemoval(number)}`;
  return {
    ...withoutVisit(facts, site, reason),
    method: 'source',
    confidence: confidence.source,
    pool,
    source,
    medium,
    campaign,
    ...(callAsset && { callAsset }),
  };
}

function unseen(facts: MatchFacts, byTime: Posterior, number: NumberThen): Match {
  const { site, pool } = number;
  const reason = `${whyNobody(facts, byTime, number)}${aboutWithheld(facts)}${aboutRemoval(number)}`;
  return { ...withoutVisit(facts, site, reason), pool, candidates: otherCandidates(byTime, undefined, 1) };
}

function whyNobody(facts: MatchFacts, byTime: Posterior, { pool }: NumberThen): string {
  const { candidates, withdrawn, older, unrelated } = byTime;
  const { trackedNumber } = facts.call;
  const [last] = lastHolders(facts);
  if (last === undefined)
    return `${trackedNumber} is leased to visitors by pool ${pool}, but nobody was shown it before the call.`;
  const shown = `${trackedNumber} was last shown ${howLongBefore(last.shownAt, facts)}`;
  const [likeliest] = candidates;
  if (likeliest !== undefined && likeliest.chance > Math.max(withdrawn, older, unrelated)) {
    return `${shown}. ${aboutNobody(withdrawn + older + unrelated, 'nobody who can be named', facts)}`;
  }
  const isWithdrawn = withdrawn > Math.max(older, unrelated) || candidates.length === 0;
  if (isWithdrawn && last.visit === undefined) {
    return `${shown}, to a visitor who has withdrawn consent since, so no visitor is named.`;
  }
  if (isWithdrawn) return `${shown}. ${aboutNobody(withdrawn, 'a visitor who has withdrawn consent since', facts)}`;
  return older > unrelated
    ? `${shown}. ${aboutNobody(older, 'somebody who was shown it before its last visitors', facts)}`
    : `${shown}. ${aboutNobody(unrelated, 'somebody who was never shown it', facts)}`;
}

function withoutPool({ call }: MatchFacts): string {
  return call.trackedNumber === undefined
    ? 'Nothing said which number was called.'
    : `${call.trackedNumber} was in no pool when the call started.`;
}

function newestOfEachVisitor(visits: readonly Visit[]): Visit[] {
  return visits.filter((visit, index) => visits.findIndex(({ visitor }) => visitor === visit.visitor) === index);
}
