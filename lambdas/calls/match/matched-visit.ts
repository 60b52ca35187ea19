import type { Visit } from '../../visits/visit.ts';
import type { MatchedVisit } from './match.ts';

/** What a match keeps of a visit, so that it can be explained and converted after the visit itself is gone. */
export function matchedVisitOf(visit: Visit): MatchedVisit {
  return {
    id: visit.visit,
    visitor: visit.visitor,
    shownAt: visit.shownAt,
    touchAt: visit.touchAt,
    source: visit.source,
    medium: visit.medium,
    campaign: visit.campaign,
    keyword: visit.term,
    content: visit.content,
    clickIds: visit.clickIds,
    ids: definedTexts(visit.ids),
    params: visit.params,
    landingPage: visit.landingPage,
    referrer: visit.referrer,
    device: visit.device,
    consent: visit.consent,
  };
}

function definedTexts(
  texts: Readonly<Record<string, string | undefined>> | undefined,
): Record<string, string> | undefined {
  if (texts === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(texts).flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])),
  );
}
