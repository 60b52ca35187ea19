import type { Site } from '../../settings/sites/site.ts';
import type { Match } from '../match/match.ts';
import { routingName, spokenText } from './spoken-text.ts';

/** Where a call shall go, and what the agent is told, before a carrier puts it into its own words. Texts are empty rather than missing. */
export interface CallRoute {
  /** Empty when not even that is known. */
  readonly callId: string;
  /** Source or visit are known. */
  readonly found: boolean;
  /** `default`: as if nobody had been asked. */
  readonly action: 'default' | 'queue' | 'phones';
  /** The site's own, whatever the action. */
  readonly queue: string | undefined;
  /** E.164, one after the other. */
  readonly phones: readonly string[];
  readonly source: string;
  readonly medium: string;
  readonly campaign: string;
  readonly keyword: string;
  /** Said to the agent before the caller is put through. */
  readonly whisper: string;
  /** Shown to the agent. */
  readonly screenText: string;
}

/** The route when nothing is known of the call. */
export function defaultRoute(callId = ''): CallRoute {
  return {
    callId,
    found: false,
    action: 'default',
    queue: undefined,
    phones: [],
    source: '',
    medium: '',
    campaign: '',
    keyword: '',
    whisper: 'Incoming call',
    screenText: 'Incoming call',
  };
}

/** The route of a matched call: its site's, and for the agent where the caller comes from. */
export function routeCall(callId: string, match: Match, site: Site | undefined): CallRoute {
  const { queue, forwardTo: phones = [] } = site?.route ?? {};
  const action = phones.length > 0 ? 'phones' : queue === undefined ? 'default' : 'queue';
  const routed: CallRoute = { ...defaultRoute(callId), action, queue, phones };
  if (match.method === 'none') return routed;
  const { source, medium, campaign = '', visit } = match;
  return {
    ...routed,
    found: true,
    source: routingName(source),
    medium: routingName(medium),
    campaign: routingName(campaign),
    keyword: routingName(visit?.keyword ?? ''),
    whisper: spokenText(`Call from ${source} ${campaign}`),
    screenText: spokenText([source, medium, campaign, visit?.keyword ?? ''].join(' ')),
  };
}
