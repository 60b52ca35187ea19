import { badRequest } from '../../platform/http/problem.ts';
import type { Site } from '../../settings/sites/site.ts';
import type { Call } from '../call.ts';
import type { Match, MatchedVisit } from '../match/match.ts';
import type { ImaginedCall } from './explain-request.ts';
import { explainRoute } from './explain-route.ts';
import type { ExplainedRoute } from './explained-route-answer.ts';
import { gatherRouteFacts, type RouteSources } from './gather-route-facts.ts';
import type { RouteFacts } from './route-facts.ts';

/** Where a call to a site that never was would go; what of it is not imagined is as it is known `now` (ms). Throws a 400 for a number of no or another site. */
export async function explainImagined(
  asked: ImaginedCall,
  site: Site,
  sources: RouteSources,
  now: number,
): Promise<ExplainedRoute> {
  const at = asked.at === undefined ? now : Date.parse(asked.at);
  const ringing = imaginedRinging(asked, at);
  const { facts, site: ofNumber } = await gatherRouteFacts(ringing, { ...sources, site: site.id }, now);
  // Of a number that is nobody's the match names no site.
  const isOfSite = asked.to === undefined ? ofNumber?.id === site.id : facts.match.site === site.id;
  if (!isOfSite) {
    throw badRequest(`${asked.to} is no number of site ${site.id}`, [{ field: 'to', detail: 'is not of this site' }]);
  }
  return explainRoute(imagine(facts, asked), site);
}

/** The call that is imagined, at a time (ms), as far as a carrier would tell it. */
export function imaginedRinging({ from, to }: ImaginedCall, at: number): Call {
  return {
    id: '',
    carrier: '',
    status: 'ringing',
    final: false,
    direction: 'inbound',
    startedAt: at,
    trackedNumber: to,
    caller: from === undefined ? undefined : from === null ? { kind: 'withheld' } : { kind: 'number', number: from },
    legs: 1,
    ignored: [],
  };
}

/** What is known of number and caller, with what is imagined in its place. */
export function imagine(facts: RouteFacts, asked: ImaginedCall): RouteFacts {
  const { callerList, purchases, valueSoFar, spamScore, share, firstTimeCaller } = asked;
  const { caller } = facts;
  const match = { ...imagineMatch(facts.match, asked, facts.call.startedAt), site: asked.site };
  return {
    ...facts,
    match: firstTimeCaller === undefined ? match : { ...match, firstTimeCaller, previousCallAt: undefined },
    caller: {
      list: callerList ?? caller.list,
      purchases: purchases ?? caller.purchases,
      valueSoFar: valueSoFar ?? caller.valueSoFar,
      spam: spamScore === undefined ? caller.spam : { score: spamScore, reasons: [] },
    },
    share: share ?? facts.share,
  };
}

function imagineMatch(match: Match, asked: ImaginedCall, at: number): Match {
  const { source, medium, campaign, keyword, recipient, landingPage, referrer, device } = asked;
  const said = { source, medium, campaign, keyword, recipient, landingPage, referrer, device };
  if (Object.values(said).every((value) => value === undefined)) return match;
  const visit: MatchedVisit = {
    ...(match.visit ?? { id: 'imagined', visitor: 'imagined', shownAt: at }),
    source: source ?? match.source,
    medium: medium ?? match.medium,
    campaign: campaign ?? match.campaign,
    keyword: keyword ?? match.visit?.keyword,
    landingPage: landingPage ?? match.visit?.landingPage,
    referrer: referrer ?? match.visit?.referrer,
    device: device ?? match.visit?.device,
  };
  const mail =
    recipient === undefined
      ? {}
      : { recipient: { id: recipient, campaign: visit.campaign ?? '', pool: match.pool ?? '' } };
  return {
    ...match,
    method: 'lease',
    confidence: 1,
    source: visit.source,
    medium: visit.medium,
    campaign: visit.campaign,
    visit,
    ...mail,
  };
}
