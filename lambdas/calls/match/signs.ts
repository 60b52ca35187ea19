import type { Visit } from '../../visits/visit.ts';
import { endOfStartSecond, type MatchFacts, type RememberedCall, rememberedBefore } from './match-facts.ts';

/** A click on the number counts for a call that starts within this time, ms. */
const clickWindow = 120_000;

/** The visit, of those that were shown the number, whose visitor clicked it last, right before the call. */
export function clickedVisit({ visits, call }: MatchFacts): (Visit & { readonly clickedAt: number }) | undefined {
  const [since, until] = [call.startedAt - clickWindow, endOfStartSecond(call.startedAt)];
  return visits
    .flatMap((visit) => (visit.clickedAt === undefined ? [] : [{ ...visit, clickedAt: visit.clickedAt }]))
    .filter(({ clickedAt }) => clickedAt >= since && clickedAt <= until)
    .sort((a, b) => b.clickedAt - a.clickedAt)[0];
}

/** What the person's calls to this number before this one say, if its visitor may still be named. */
export function rememberedCall({ memory, remembered, call }: MatchFacts): RememberedCall | undefined {
  if (memory === undefined || remembered === 'withdrawn') return undefined;
  return rememberedBefore(memory, { call: call.id, startedAt: call.startedAt });
}

/** The newest visit, of those that were shown the number, of a visitor whom the person's calls to other numbers were matched to. */
export function knownVisit({ visits, knownVisitors = [] }: MatchFacts): Visit | undefined {
  return visits.find(({ visitor }) => knownVisitors.includes(visitor));
}
