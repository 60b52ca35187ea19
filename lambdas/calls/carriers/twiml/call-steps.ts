import type { CallRoute } from '../../routing/call-route.ts';
import { languages, spokenIn } from '../../spoken/languages.ts';
import type { Asking, LookupAnswer } from '../carrier.ts';
import { type CallPlan, planIn, planOf, planQuery } from './call-plan.ts';
import { formFields } from './form-fields.ts';
import { type XmlElement, xmlDocument } from './xml.ts';

/** The hooks of carriers that speak TwiML. */
export const twimlHooks = [
  { name: 'voice', asks: true },
  { name: 'dialed', asks: true, proceeds: true },
  { name: 'consent', asks: true, proceeds: true },
  { name: 'code', asks: true, proceeds: true },
  { name: 'whisper', asks: true, proceeds: true },
  { name: 'status', asks: false },
  { name: 'recording', asks: false },
] as const;

/** In what the carriers that speak TwiML differ. */
export interface Dialect {
  /** The caller hears it ring until somebody answers; without it the call counts as answered, and is paid for, at once. */
  readonly answersOnBridge: boolean;
  /** The shortest and longest time that a phone may ring, s. */
  readonly ringSeconds: readonly [number, number];
}

interface Steps {
  readonly dialect: Dialect;
  /** The address of the account's hooks. */
  readonly base: string;
}

/** What a call that comes in begins with: the first phones ring, after what has to be said of recording. */
export function beginCall(
  dialect: Dialect,
  route: CallRoute,
  { url, settings }: Asking<{ readonly phones: readonly string[] }>,
): LookupAnswer {
  if (route.action === 'reject') return twiml([{ name: 'Reject' }]);
  const steps = { dialect, base: baseOf(url) };
  const plan = planOf(route, settings.phones);
  const spoken = languages[spokenIn(plan.language)];
  if (plan.groups.length === 0) return twiml([say(spoken.tag, spoken.nobody), { name: 'Hangup' }]);
  switch (route.record) {
    case 'off':
      return twiml(goOn(plan, steps));
    case 'on':
      return twiml([say(spoken.tag, spoken.recorded), ...goOn({ ...plan, record: true }, steps)]);
    case 'ask':
      // Who presses nothing is not recorded: the document goes on after the question.
      return twiml([
        {
          name: 'Gather',
          attributes: { numDigits: 1, timeout: 5, action: hookUrl(steps, 'consent', plan), method: 'POST' },
          content: [say(spoken.tag, spoken.askRecording)],
        },
        ...goOn(plan, steps),
      ]);
  }
}

/** What comes next in a call that was begun: at the hooks that proceed. */
export function proceedCall(dialect: Dialect, { hook, url, raw }: Asking<unknown>): LookupAnswer {
  const plan = planIn(url);
  const fields = formFields(raw);
  const steps = { dialect, base: baseOf(url) };
  if (hook === 'whisper') return twiml(plan === undefined || plan.whisper === '' ? [] : [whisper(plan)]);
  if (plan === undefined) return twiml([{ name: 'Hangup' }]);
  if (hook === 'consent') return twiml(goOn({ ...plan, record: fields.get('Digits') === '1' }, steps));
  if (hook === 'code') return twiml(ringNext(plan, steps));
  // Somebody talked, and hung up; or the caller did.
  const isOver = ['completed', 'answered', 'canceled'].includes(fields.get('DialCallStatus')?.toLowerCase() ?? '');
  return twiml(isOver ? [{ name: 'Hangup' }] : ringNext(plan, steps));
}

/** The code that a page shows is asked for, where the route wants it; then phones ring. Who keys in none is put through all the same. */
function goOn({ askCode, ...plan }: CallPlan, steps: Steps): XmlElement[] {
  if (askCode !== true) return ringNext(plan, steps);
  const { tag, askCode: question } = languages[spokenIn(plan.language)];
  return [
    {
      name: 'Gather',
      attributes: {
        numDigits: 7,
        finishOnKey: '#',
        timeout: 6,
        action: hookUrl(steps, 'code', plan),
        method: 'POST',
      },
      content: [say(tag, question)],
    },
    ...ringNext(plan, steps),
  ];
}

/** The next phones, and the address at which the carrier asks when nobody takes the call. */
function ringNext(plan: CallPlan, steps: Steps): XmlElement[] {
  const [phones, ...groups] = plan.groups;
  const { tag, nobody } = languages[spokenIn(plan.language)];
  if (phones === undefined) return [say(tag, nobody), { name: 'Hangup' }];
  const [shortest, longest] = steps.dialect.ringSeconds;
  const dial: XmlElement = {
    name: 'Dial',
    attributes: {
      timeout: Math.min(longest, Math.max(shortest, plan.seconds)),
      action: hookUrl(steps, 'dialed', { ...plan, groups }),
      method: 'POST',
      answerOnBridge: steps.dialect.answersOnBridge ? 'true' : undefined,
      ...(plan.record && {
        record: 'record-from-answer-dual',
        recordingStatusCallback: `${steps.base}/recording`,
        recordingStatusCallbackMethod: 'POST',
      }),
    },
    content: phones.map((phone) => ({
      name: 'Number',
      attributes: {
        ...(plan.whisper !== '' && { url: hookUrl(steps, 'whisper', { ...plan, groups: [] }), method: 'POST' }),
        statusCallback: `${steps.base}/status`,
        statusCallbackMethod: 'POST',
        // That it began is told, too: a call is not over as long as a phone may still be answered.
        statusCallbackEvent: 'initiated answered completed',
      },
      content: phone,
    })),
  };
  return [dial];
}

function whisper(plan: CallPlan): XmlElement {
  return say(languages[spokenIn(plan.language)].tag, plan.whisper);
}

function say(language: string, text: string): XmlElement {
  return { name: 'Say', attributes: { language }, content: text };
}

function hookUrl({ base }: Steps, hook: string, plan: CallPlan): string {
  return `${base}/${hook}?${planQuery(plan)}`;
}

/** The address without hook and query. */
function baseOf(url: string): string {
  return url.replace(/[?#].*$/s, '').replace(/\/[^/]*$/, '');
}

function twiml(content: readonly XmlElement[]): LookupAnswer {
  return { text: xmlDocument({ name: 'Response', content }), contentType: 'text/xml; charset=utf-8' };
}
