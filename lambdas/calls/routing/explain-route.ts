import { isoTime } from '../../platform/iso-time.ts';
import type { Site } from '../../settings/sites/site.ts';
import type { Call } from '../call.ts';
import { treeText } from '../conditions/explanation-text.ts';
import type { Match, MatchedVisit } from '../match/match.ts';
import { decideRoute } from './decide-route.ts';
import type { ImaginedCall } from './explain-request.ts';
import type { ExplainedRoute } from './explained-route-answer.ts';
import type { RouteFacts } from './route-facts.ts';

/** The decision of `decideRoute` for people. */
export function explainRoute(facts: RouteFacts, site: Site, taken?: Call['route']): ExplainedRoute {
  const { route, routes } = decideRoute(facts, site);
  const { route: name, callId: _id, found: _found, phones, ...rest } = route;
  return {
    site: site.id,
    at: isoTime(facts.call.startedAt),
    route: { ...rest, name, phones: [...phones] },
    ...(taken && { taken }),
    ...(facts.caller.spam && { spam: facts.caller.spam }),
    routes: routes.map(({ name: of, verdict, explanation }) => ({
      name: of,
      verdict,
      conditions: explanation === undefined ? [] : treeText(explanation),
    })),
  };
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
  const { source: of, medium: by, campaign: in_ } = visit;
  const mail =
    recipient === undefined ? {} : { recipient: { id: recipient, campaign: in_ ?? '', pool: match.pool ?? '' } };
  return { ...match, method: 'lease', confidence: 1, source: of, medium: by, campaign: in_, visit, ...mail };
}
