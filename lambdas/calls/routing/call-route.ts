import type { Site } from '../../settings/sites/site.ts';
import type { Match } from '../match/match.ts';
import type { RouteTaken } from '../observation.ts';
import { languages, spokenIn } from '../spoken/languages.ts';
import { routingName, spokenText } from './spoken-text.ts';

/** Where a call shall go, and what the agent is told, before a carrier puts it into its own words. Texts are empty rather than missing. */
export interface CallRoute {
  /** Empty when not even that is known. */
  readonly callId: string;
  /** Source or visit are known. */
  readonly found: boolean;
  /** The name of the site's route that took the call; empty: none, so it is as for all calls. */
  readonly route: string;
  /** `default`: as if nobody had been asked. `reject`: nobody takes the call. */
  readonly action: 'default' | 'queue' | 'phones' | 'reject';
  /** The route's or the site's own, whatever the action. */
  readonly queue: string | undefined;
  /** E.164. */
  readonly phones: readonly string[];
  /** One phone after the other, or all of them together, where the carrier can. */
  readonly ring: 'in-order' | 'together';
  /** How long each phone rings. */
  readonly ringSeconds: number;
  /** What whoever takes the call has to be able to do; empty: nothing. */
  readonly skill: string;
  readonly source: string;
  readonly medium: string;
  readonly campaign: string;
  readonly keyword: string;
  /** Whom the number was sent to by mail, by the sender's own id of them, as it was given: one line of up to 200 characters. */
  readonly recipient: string;
  /** Said to the agent before the caller is put through. */
  readonly whisper: string;
  /** Shown to the agent. */
  readonly screenText: string;
  /** Whether the call is recorded; `ask`: the caller may refuse. */
  readonly record: 'on' | 'ask' | 'off';
  /** The caller is asked to key in the code that a page shows. */
  readonly askCode: boolean;
  /** What is spoken to the caller and to whoever takes the call, as BCP 47. */
  readonly language: string;
  /** Why it goes there, a sentence for people. */
  readonly reason: string;
}

/** How long a phone rings, and the first of two. */
const [usualSeconds, firstOfTwoSeconds] = [20, 10];

/** How long each of so many phones rings where nobody says: with a second one to come, the first must not take all the time. */
export function usualRingSeconds(phones: number, ring: CallRoute['ring'] = 'in-order'): number {
  return phones > 1 && ring === 'in-order' ? firstOfTwoSeconds : usualSeconds;
}

/** The route when nothing is known of the call. */
export function defaultRoute(callId = ''): CallRoute {
  return {
    callId,
    found: false,
    route: '',
    action: 'default',
    queue: undefined,
    phones: [],
    ring: 'in-order',
    ringSeconds: usualRingSeconds(1),
    skill: '',
    source: '',
    medium: '',
    campaign: '',
    keyword: '',
    recipient: '',
    whisper: languages.en.incoming,
    screenText: languages.en.incoming,
    record: 'off',
    askCode: false,
    language: languages.en.tag,
    reason: 'Nothing is known of the call, so it goes where all calls do.',
  };
}

/** The route of a matched call that none of its site's routes takes: the site's own, and for the agent where the caller comes from. `record`: what the number's pool says, if it does. */
export function routeOfSite(callId: string, match: Match, site: Site | undefined, record = site?.record): CallRoute {
  const { queue, forwardTo: phones = [] } = site?.route ?? {};
  const action = phones.length > 0 ? 'phones' : queue === undefined ? 'default' : 'queue';
  const ringSeconds = usualRingSeconds(phones.length);
  const reason = site === undefined ? 'The number is of no site.' : reasons[action];
  const usual = defaultRoute(callId);
  const { language = usual.language } = site ?? {};
  const words = languages[spokenIn(language)];
  const said = { record: record ?? usual.record, askCode: site?.askPhoneCode ?? usual.askCode, language };
  const told = { whisper: words.incoming, screenText: words.incoming };
  const routed: CallRoute = { ...usual, ...said, ...told, action, queue, phones, ringSeconds, reason };
  if (match.method === 'none') return routed;
  const { source, medium, campaign = '', visit, recipient } = match;
  const mailedTo = recipient === undefined ? '' : `${words.recipient} ${recipient.id}`;
  return {
    ...routed,
    found: true,
    source: routingName(source),
    medium: routingName(medium),
    campaign: routingName(campaign),
    keyword: routingName(visit?.keyword ?? ''),
    recipient: recipient?.id ?? '',
    whisper: spokenText(`${words.callFrom} ${source} ${campaign}`),
    screenText: spokenText([source, medium, campaign, visit?.keyword ?? '', mailedTo].join(' ')),
  };
}

/** What of a route stands on its call. */
export function routeTakenBy({ route, action, queue, phones, reason }: CallRoute): RouteTaken {
  return {
    ...(route !== '' && { name: route }),
    action,
    ...(action === 'queue' && queue !== undefined && { queue }),
    ...(action === 'phones' && { phones: [...phones] }),
    reason,
  };
}

const reasons = {
  default: 'The site says nothing of where its calls go.',
  queue: 'All calls of the site go to its queue.',
  phones: 'All calls of the site go to its phones.',
} as const;
