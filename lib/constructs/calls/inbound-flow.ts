import { lookupSeconds } from '../../../lambdas/platform/names.ts';
import {
  askFunction,
  choose,
  chooseQueue,
  endFlow,
  enterQueue,
  type Flow,
  flow,
  hangUp,
  keepAttributes,
  ringPhone,
  say,
  whisperToAgent,
} from './flow-actions.ts';

/** What the lookup said, kept with the contact: for the agent's whisper and desktop, and for the contact record. */
const attributes = {
  leaseline_call: '$.External.callId',
  leaseline_source: '$.External.source',
  leaseline_medium: '$.External.medium',
  leaseline_campaign: '$.External.campaign',
  leaseline_keyword: '$.External.keyword',
  leaseline_whisper: '$.External.whisper',
  leaseline_screen_text: '$.External.screenText',
  leaseline_screen_pop_url: '$.External.screenPopUrl',
};

/** How long each phone rings. */
const ringSeconds = 20;

export interface InboundFlowArns {
  readonly lookupFunction: string;
  readonly agentWhisperFlow: string;
  /** Where callers go when the lookup fails or says nothing better. Without it they are told that nobody is there. */
  readonly defaultQueue: string | undefined;
}

/** What a caller goes through: lookup, then the site's queue or phones. Whatever fails ends in the default queue, never in silence. */
export function inboundFlow({ lookupFunction, agentWhisperFlow, defaultQueue }: InboundFlowArns): Flow {
  const fallback = defaultQueue === undefined ? 'nobody' : 'default-queue';
  return flow(
    askFunction('lookup', lookupFunction, lookupSeconds, { next: 'attributes', failed: fallback }),
    keepAttributes('attributes', attributes, { next: 'route', failed: 'route' }),
    choose('route', '$.External.action', { phone: 'first-phone' }, 'whisper'),
    whisperToAgent('whisper', agentWhisperFlow, { next: 'queue', failed: 'queue' }),
    chooseQueue('queue', '$.External.queueArn', { next: 'enter-queue', failed: fallback }),
    ...(defaultQueue === undefined
      ? []
      : [chooseQueue('default-queue', defaultQueue, { next: 'enter-queue', failed: 'nobody' })]),
    enterQueue('enter-queue', 'nobody'),
    ringPhone('first-phone', '$.External.forwardTo1', ringSeconds, { next: 'bye', failed: 'second-phone' }),
    // Without a second number this fails at once, and the call goes on.
    ringPhone('second-phone', '$.External.forwardTo2', ringSeconds, { next: 'bye', failed: fallback }),
    say('nobody', 'Sorry, nobody can take your call now. Please try again later.', 'bye'),
    hangUp('bye'),
  );
}

/** What the agent hears before the caller is put through. */
export function agentWhisperFlow(): Flow {
  return flow(say('whisper', '$.Attributes.leaseline_whisper', 'end'), endFlow('end'));
}
