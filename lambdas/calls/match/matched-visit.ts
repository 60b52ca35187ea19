import { isDirect } from '../../attribution/touch.ts';
import type { Visit } from '../../visits/visit.ts';
import type { MatchedVisit } from './match.ts';

/** What a match keeps of a visit, so that it can be explained and converted after the visit itself is gone. */
export function matchedVisitOf(visit: Visit): MatchedVisit {
  return {
    id: visit.visit,
    visitor: visit.visitor,
    shownAt: visit.shownAt,
    touchAt: visit.touchAt,
    ...sourceOf(visit),
    keyword: visit.term,
    clickIds: visit.clickIds,
    ids: definedTexts(visit.ids),
    params: visit.params,
    landingPage: visit.landingPage,
    referrer: visit.referrer,
    device: visit.device,
    consent: visit.consent,
  };
}

/**
 * Where the visit came from. A link of a mail to the site names the recipient, and tags of its own besides; where these were lost, or left out as the
 * campaign was too long for an e-mail tool, what was sent tells.
 */
function sourceOf({ source, medium, campaign, content, recipient }: Visit) {
  const told = { source, medium, campaign, content };
  if (recipient?.campaign === undefined) return told;
  const sent = { campaign: recipient.campaign, content: recipient.creative };
  if (isDirect(told)) return { source: 'email', medium: 'email', ...sent };
  return medium === 'email' && campaign === undefined ? { source, medium, ...sent } : told;
}

function definedTexts(
  texts: Readonly<Record<string, string | undefined>> | undefined,
): Record<string, string> | undefined {
  if (texts === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(texts).flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])),
  );
}
