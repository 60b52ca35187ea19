import type { Site } from '../../settings/sites/site.ts';
import type { Match } from '../match/match.ts';
import { routingName, spokenText } from './spoken-text.ts';

/** What the flow gets (`$.External.<key>`): a flat map of texts in which no key is ever missing, since a missing one breaks a block. */
export interface RouteAnswer extends Record<string, string> {
  /** `true` if source or visit are known. */
  readonly found: 'true' | 'false';
  readonly callId: string;
  readonly action: 'queue' | 'phone';
  readonly queueArn: string;
  readonly forwardTo1: string;
  readonly forwardTo2: string;
  readonly source: string;
  readonly medium: string;
  readonly campaign: string;
  readonly keyword: string;
  readonly whisper: string;
  readonly screenText: string;
  readonly screenPopUrl: string;
}

/** Where calls go when nothing better is known. */
export interface DefaultRoute {
  readonly queueArn: string;
}

/** The answer when nothing is known of the call: `callId` is empty when not even that is. */
export function defaultRoute({ queueArn }: DefaultRoute, callId = ''): RouteAnswer {
  return {
    found: 'false',
    callId,
    action: 'queue',
    queueArn,
    forwardTo1: '',
    forwardTo2: '',
    source: '',
    medium: '',
    campaign: '',
    keyword: '',
    whisper: 'Incoming call',
    screenText: 'Incoming call',
    screenPopUrl: '',
  };
}

/** The answer for a matched call: its site's route, and for the agent where the caller comes from. */
export function routeCall(fallback: DefaultRoute, callId: string, match: Match, site: Site | undefined): RouteAnswer {
  const answer = defaultRoute(fallback, callId);
  const [forwardTo1 = '', forwardTo2 = ''] = site?.route?.forwardTo ?? [];
  const routed: RouteAnswer = {
    ...answer,
    action: forwardTo1 === '' ? 'queue' : 'phone',
    queueArn: site?.route?.queue ?? answer.queueArn,
    forwardTo1,
    forwardTo2,
  };
  if (match.method === 'none') return routed;
  const { source, medium, campaign = '', visit } = match;
  return {
    ...routed,
    found: 'true',
    source: routingName(source),
    medium: routingName(medium),
    campaign: routingName(campaign),
    keyword: routingName(visit?.keyword ?? ''),
    whisper: spokenText(`Call from ${source} ${campaign}`),
    screenText: spokenText([source, medium, campaign, visit?.keyword ?? ''].join(' ')),
  };
}
