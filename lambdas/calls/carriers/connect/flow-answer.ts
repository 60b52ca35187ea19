import type { CallRoute } from '../../routing/call-route.ts';

/** What the flow gets (`$.External.<key>`): a flat map of texts in which no key is ever missing, since a missing one breaks a block. */
export interface FlowAnswer extends Record<string, string> {
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

/** A route in the words of the inbound flow; who has no queue of their own goes to the default one. */
export function flowAnswer(route: CallRoute, defaultQueueArn: string): FlowAnswer {
  const [forwardTo1 = '', forwardTo2 = ''] = route.phones;
  const { callId, source, medium, campaign, keyword, whisper, screenText } = route;
  return {
    found: route.found ? 'true' : 'false',
    callId,
    action: route.action === 'phones' ? 'phone' : 'queue',
    queueArn: route.queue ?? defaultQueueArn,
    forwardTo1,
    forwardTo2,
    source,
    medium,
    campaign,
    keyword,
    whisper,
    screenText,
    screenPopUrl: '',
  };
}
