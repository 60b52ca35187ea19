import type { Visit } from '../../visits/visit.ts';
import { candidates, confidence } from './confidence.ts';
import { aboutOthers, aboutRemoval, aboutVisit, aboutWithheld, dateInWords, howLongBefore } from './evidence.ts';
import type { Match, MatchedVisit, MatchMethod } from './match.ts';
import {
  endOfStartSecond,
  isEarlier,
  type MatchFacts,
  type NumberThen,
  unknownSite,
  unknownSource,
} from './match-facts.ts';
import { matchedVisitOf } from './matched-visit.ts';

/** A click on the number counts for a call that starts within this time, ms. */
const clickWindow = 120_000;

/**
 * Why a call belongs to a visit, or honestly not. The role that the number had when the call started decides first, then the
 * evidence, strongest first. Pure: the same facts give the same match.
 */
export function matchCall(facts: MatchFacts): Match {
  const { call, number } = facts;
  if (number === undefined) return none(facts, unknownSite, withoutPool(facts));
  if (call.direction === 'outbound') return none(facts, number.site, 'The call went out, so no visitor rang.');
  if (number.role !== 'session') return bySource(facts, number);
  const chosen = byClick(facts) ?? byMemory(facts) ?? byLease(facts, number);
  return chosen === undefined ? unseen(facts, number) : byVisit(facts, number, chosen);
}

/** The visit that one kind of evidence points to. */
interface Chosen {
  readonly method: MatchMethod;
  readonly confidence: number;
  readonly visit: MatchedVisit;
  readonly reason: string;
}

function byClick(facts: MatchFacts): Chosen | undefined {
  const { visits, call } = facts;
  const [since, until] = [call.startedAt - clickWindow, endOfStartSecond(call.startedAt)];
  const clickedAt = (visit: Visit) => visit.clickedAt ?? 0;
  const clicked = visits
    .filter((visit) => clickedAt(visit) >= since && clickedAt(visit) <= until)
    .sort((a, b) => clickedAt(b) - clickedAt(a))[0];
  if (clicked === undefined) return undefined;
  const visit = matchedVisitOf(clicked);
  const reason = `The visitor of ${aboutVisit(visit)} clicked ${call.trackedNumber} ${howLongBefore(clickedAt(clicked), facts)}.`;
  return { method: 'click', confidence: confidence.click, visit, reason };
}

function byMemory(facts: MatchFacts): Chosen | undefined {
  const { memory, remembered, visits, withdrawnAt, call } = facts;
  if (memory === undefined || remembered === 'withdrawn') return undefined;
  if (!isEarlier(memory, { call: call.id, startedAt: call.startedAt })) return undefined;
  const evidence = { method: 'caller-memory', confidence: confidence.callerMemory } as const;
  const [holder] = visits;
  const before = `This caller rang ${call.trackedNumber} before, on ${dateInWords(memory.startedAt)}`;
  if (holder?.visitor !== memory.visit.visitor) {
    const isAnothers = holder !== undefined || withdrawnAt !== undefined;
    const since = isAnothers ? ' Somebody else has been shown the number since.' : '';
    // What its visitor still allows counts, not what was remembered.
    const visit = remembered === undefined ? memory.visit : matchedVisitOf(remembered);
    return { ...evidence, visit, reason: `${before}, after ${aboutVisit(visit)}.${since}` };
  }
  const visit = matchedVisitOf(holder);
  const again = `was shown it ${howLongBefore(visit.shownAt, facts)} in ${aboutVisit(visit)}`;
  return { ...evidence, visit, reason: `${before}, and the same visitor ${again}.` };
}

function byLease(facts: MatchFacts, { leaseSeconds = 0 }: NumberThen): Chosen | undefined {
  const { visits, withdrawnAt, held, call } = facts;
  const [holder] = visits;
  if (holder === undefined || withdrawnAt !== undefined) return undefined;
  const visit = matchedVisitOf(holder);
  const leaseMs = leaseSeconds * 1000;
  const heldUntil = held?.visit === visit.id ? held.leasedUntil : visit.shownAt + leaseMs;
  const isOld = heldUntil + leaseMs < call.startedAt;
  const shown = `${call.trackedNumber} was shown to ${aboutVisit(visit)} ${howLongBefore(visit.shownAt, facts)}, and to nobody else in between.`;
  return {
    method: 'lease',
    confidence: isOld ? confidence.oldLease : confidence.lease,
    visit,
    reason: isOld ? `${shown} That lease ended ${howLongBefore(heldUntil, facts)}.` : shown,
  };
}

function byVisit(facts: MatchFacts, number: NumberThen, chosen: Chosen): Match {
  const { visit } = chosen;
  const { site, pool } = number;
  const others = newestOfEachVisitor(facts.visits).filter(({ visitor }) => visitor !== visit.visitor);
  const who = { visit: visit.id, visitor: visit.visitor, confidence: chosen.confidence };
  return {
    ...chosen,
    reason: `${chosen.reason}${aboutOthers(others, facts)}${aboutWithheld(facts)}${aboutRemoval(number)}`,
    site,
    pool,
    source: visit.source,
    medium: visit.medium,
    campaign: visit.campaign,
    candidates: candidates(who, others),
    linkedVisits: [],
    ...callerHistory(facts),
  };
}

function bySource(facts: MatchFacts, number: NumberThen): Match {
  const { role, site, pool, source, medium = 'none', campaign, callAsset } = number;
  const kind = role === 'default' ? 'the default number' : 'a fixed number';
  const reason = `${facts.call.trackedNumber} was ${kind} of pool ${pool}, which stands for ${source}; many people see it, so it names no visitor.${aboutRemoval(number)}`;
  return {
    ...none(facts, site, reason),
    method: 'source',
    confidence: confidence.source,
    pool,
    source,
    medium,
    campaign,
    ...(callAsset && { callAsset }),
  };
}

function unseen(facts: MatchFacts, number: NumberThen): Match {
  const { call, withdrawnAt } = facts;
  const { site, pool } = number;
  const reason =
    withdrawnAt === undefined
      ? `${call.trackedNumber} is leased to visitors by pool ${pool}, but nobody was shown it before the call.`
      : `${call.trackedNumber} was last shown ${howLongBefore(withdrawnAt, facts)}, to a visitor who has withdrawn consent since, so no visitor is named.`;
  return { ...none(facts, site, `${reason}${aboutWithheld(facts)}${aboutRemoval(number)}`), pool };
}

function none(facts: MatchFacts, site: string, reason: string): Match {
  return {
    method: 'none',
    confidence: confidence.none,
    reason,
    site,
    source: unknownSource,
    medium: unknownSource,
    candidates: [],
    linkedVisits: [],
    visit: null,
    ...callerHistory(facts),
  };
}

function withoutPool({ call }: MatchFacts): string {
  return call.trackedNumber === undefined
    ? 'Nothing said which number was called.'
    : `${call.trackedNumber} was in no pool when the call started.`;
}

function callerHistory({ call, previousCallAt }: MatchFacts): CallerHistory {
  return callerHistoryOf(call.direction === 'outbound' ? undefined : previousCallAt);
}

/** What a match says of the caller's calls before; `previousCallAt` in ms, null if there was none, undefined when nobody can know. */
export function callerHistoryOf(previousCallAt: number | null | undefined): CallerHistory {
  if (previousCallAt === undefined) return { firstTimeCaller: undefined, previousCallAt: undefined };
  return { firstTimeCaller: previousCallAt === null, previousCallAt: previousCallAt ?? undefined };
}

type CallerHistory = Pick<Match, 'firstTimeCaller' | 'previousCallAt'>;

function newestOfEachVisitor(visits: readonly Visit[]): Visit[] {
  return visits.filter((visit, index) => visits.findIndex(({ visitor }) => visitor === visit.visitor) === index);
}
