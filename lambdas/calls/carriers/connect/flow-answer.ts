import { ringSteps, usualRing } from '../../../platform/names.ts';
import type { CallRoute } from '../../routing/call-route.ts';
import { languages, spokenIn } from '../../spoken/languages.ts';

/** What the flow gets (`$.External.<key>`): a flat map of texts in which no key is ever missing, since a missing one breaks a block. */
export interface FlowAnswer extends Record<string, string> {
  /** `true` if source or visit are known. */
  readonly found: 'true' | 'false';
  readonly callId: string;
  readonly action: 'queue' | 'phone' | 'reject';
  readonly queueArn: string;
  /** How many phones there are. The flow rings the first two, one after the other: Amazon Connect cannot ring them together. */
  readonly phones: string;
  /** How long each of them rings, s: one of the times that the flow has. */
  readonly ring: string;
  readonly forwardTo1: string;
  readonly forwardTo2: string;
  /** One of those that can be spoken, as the list of languages names it. */
  readonly language: string;
  readonly record: 'on' | 'ask' | 'off';
  readonly recordedText: string;
  readonly askRecordingText: string;
  readonly askCode: 'on' | 'off';
  readonly askCodeText: string;
  readonly nobodyText: string;
  readonly source: string;
  readonly medium: string;
  readonly campaign: string;
  readonly keyword: string;
  readonly recipient: string;
  readonly whisper: string;
  readonly screenText: string;
  readonly screenPopUrl: string;
}

/** A route in the words of the inbound flow; who has no queue of their own goes to the default one. */
export function flowAnswer(route: CallRoute, defaultQueueArn: string): FlowAnswer {
  const [forwardTo1 = '', forwardTo2 = ''] = route.phones;
  const { callId, record, source, medium, campaign, keyword, recipient, whisper, screenText } = route;
  const language = spokenIn(route.language);
  const { recorded, askRecording, askCode, nobody } = languages[language];
  return {
    found: route.found ? 'true' : 'false',
    callId,
    action: actionOf(route),
    queueArn: route.queue ?? defaultQueueArn,
    phones: String(Math.min(route.phones.length, 2)),
    ring: String(nearestRing(route.ringSeconds)),
    forwardTo1,
    forwardTo2,
    language,
    record,
    recordedText: recorded,
    askRecordingText: askRecording,
    askCode: route.askCode ? 'on' : 'off',
    askCodeText: askCode,
    nobodyText: nobody,
    source,
    medium,
    campaign,
    keyword,
    recipient,
    whisper,
    screenText,
    screenPopUrl: '',
  };
}

function nearestRing(seconds: number): number {
  const distance = (step: number) => Math.abs(step - seconds);
  return ringSteps.reduce<number>((best, step) => (distance(step) < distance(best) ? step : best), usualRing);
}

function actionOf({ action }: CallRoute): FlowAnswer['action'] {
  switch (action) {
    case 'phones':
      return 'phone';
    case 'reject':
      return 'reject';
    case 'queue':
    case 'default':
      return 'queue';
  }
}
