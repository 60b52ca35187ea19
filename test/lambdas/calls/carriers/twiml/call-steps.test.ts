import VoiceResponse from 'twilio/lib/twiml/VoiceResponse';
import type { LookupAnswer } from '../../../../../lambdas/calls/carriers/carrier.ts';
import { type CallPlan, planIn, planQuery } from '../../../../../lambdas/calls/carriers/twiml/call-plan.ts';
import { beginCall, proceedCall } from '../../../../../lambdas/calls/carriers/twiml/call-steps.ts';
import { type CallRoute, defaultRoute } from '../../../../../lambdas/calls/routing/call-route.ts';
import { e164 } from '../../../../../lambdas/settings/e164.ts';
import { form } from './form.ts';

const base = 'https://calls.example/v1/carriers/pbx';
const dialect = { answersOnBridge: true, ringSeconds: [5, 600] } as const;
const [first, second, own] = ['+12025550151', '+12025550152', '+12025550160'];
const asking = { hook: 'voice', url: `${base}/voice`, raw: '', settings: { phones: [own] } };
const phones: CallRoute = {
  ...defaultRoute('pbx-1'),
  action: 'phones',
  phones: [first, second],
  ringSeconds: 10,
  whisper: '',
};

const textOf = (answer: LookupAnswer) => ('text' in answer ? answer.text : '');
const begin = (route: CallRoute) => textOf(beginCall(dialect, route, asking));
const proceed = (hook: string, url: string, fields: object) =>
  textOf(proceedCall(dialect, { hook, url, raw: form(fields), settings: {} }));

const plan = (groups: readonly (readonly string[])[], more: Partial<CallPlan> = {}): CallPlan => ({
  groups: groups.map((group) => group.map((phone) => e164.parse(phone))),
  seconds: 10,
  whisper: '',
  language: 'en-US',
  record: false,
  ...more,
});
const at = (hook: string, wanted: CallPlan) => `${base}/${hook}?${planQuery(wanted)}`;

/** The same in the words of the official package. */
interface Wanted {
  readonly ring: readonly string[];
  readonly rest: CallPlan;
  readonly whispered?: boolean;
}
function dial(response: VoiceResponse, { ring, rest, whispered = false }: Wanted): VoiceResponse {
  const verb = response.dial({
    timeout: rest.seconds,
    action: at('dialed', rest),
    method: 'POST',
    answerOnBridge: true,
    ...(rest.record && {
      record: 'record-from-answer-dual',
      recordingStatusCallback: `${base}/recording`,
      recordingStatusCallbackMethod: 'POST',
    }),
  });
  for (const phone of ring) {
    const whisper = { url: at('whisper', { ...rest, groups: [] }), method: 'POST' };
    verb.number(
      {
        ...(whispered && whisper),
        statusCallback: `${base}/status`,
        statusCallbackMethod: 'POST',
        statusCallbackEvent: ['initiated', 'answered', 'completed'],
      },
      phone,
    );
  }
  return response;
}

const answer = () => new VoiceResponse();

test('phones ring one after the other: the next one is in the address that is called when the first did not answer', () => {
  const rest = plan([[second]]);
  expect(begin(phones)).toBe(dial(answer(), { ring: [first], rest }).toString());
  const next = proceed('dialed', at('dialed', rest), { DialCallStatus: 'no-answer' });
  expect(next).toBe(dial(answer(), { ring: [second], rest: plan([]) }).toString());
  const last = proceed('dialed', at('dialed', plan([])), { DialCallStatus: 'busy' });
  expect(last).toContain('<Say language="en-US">Sorry, nobody');
  expect(last).toContain('<Hangup/>');
});

test('asked twice, the same step is the same', () => {
  expect(begin(phones)).toBe(begin(phones));
});

test.each(['completed', 'answered', 'canceled'])('after a call that was %s nobody else is rung', (DialCallStatus) => {
  const over = answer();
  over.hangup();
  expect(proceed('dialed', at('dialed', plan([[second]])), { DialCallStatus })).toBe(over.toString());
});

test('together: up to ten phones ring at once, then the others', () => {
  const many = Array.from({ length: 12 }, (_, index) => `+120255501${20 + index}`);
  expect(begin({ ...phones, phones: many, ring: 'together' })).toBe(
    dial(answer(), { ring: many.slice(0, 10), rest: plan([many.slice(10)]) }).toString(),
  );
});

test('who takes the call is told who calls, in the language of the site', () => {
  const whisper = 'Anruf von Google <Ads> & mehr';
  const rest = plan([[second]], { whisper, language: 'de' });
  expect(begin({ ...phones, whisper, language: 'de' })).toBe(
    dial(answer(), { ring: [first], rest, whispered: true }).toString(),
  );
  const said = answer();
  said.say({ language: 'de-DE' }, whisper);
  expect(unescapedQuotes(proceed('whisper', at('whisper', { ...rest, groups: [] }), {}))).toBe(said.toString());
});

/** The package writes `>` in a text as we do, and quotes as they are. */
function unescapedQuotes(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&apos;', "'");
}

test('recording: announced, asked for with a key, or not at all', () => {
  const on = answer();
  on.say({ language: 'en-US' }, 'This call is recorded.');
  expect(begin({ ...phones, record: 'on' })).toBe(
    dial(on, { ring: [first], rest: plan([[second]], { record: true }) }).toString(),
  );

  const asked = begin({ ...phones, record: 'ask' });
  const all = plan([[first], [second]]);
  expect(asked).toContain('<Gather numDigits="1"');
  expect(asked).toContain(`action="${at('consent', all)}"`);
  expect(asked).not.toContain('record=');
  const consent = (Digits: string) => proceed('consent', at('consent', all), { Digits });
  expect(consent('1')).toBe(dial(answer(), { ring: [first], rest: plan([[second]], { record: true }) }).toString());
  expect(consent('2')).toBe(dial(answer(), { ring: [first], rest: plan([[second]]) }).toString());
});

test('the code that a page shows is asked for where the route wants it; who keys in none is put through all the same', () => {
  const all = plan([[first], [second]]);
  const ringing = dial(answer(), { ring: [first], rest: plan([[second]]) }).toString();
  const asked = begin({ ...phones, askCode: true });
  expect(asked).toContain(`<Gather numDigits="7" finishOnKey="#" timeout="6" action="${at('code', all)}"`);
  expect(asked).toContain('<Say language="en-US">If our website shows you a phone code');
  const [, ring = ''] = ringing.split('<Response>');
  expect(asked.endsWith(ring)).toBe(true);
  for (const Digits of ['4810395', '1', undefined]) expect(proceed('code', at('code', all), { Digits })).toBe(ringing);
});

test('a recording is asked for before the code', () => {
  const asked = begin({ ...phones, record: 'ask', askCode: true });
  expect(asked.match(/<Gather numDigits="\d"/g)).toEqual(['<Gather numDigits="1"', '<Gather numDigits="7"']);
  const all = plan([[first], [second]], { askCode: true });
  expect(proceed('consent', at('consent', all), { Digits: '1' })).toContain(
    `action="${at('code', plan([[first], [second]], { record: true }))}"`,
  );
});

test('who shall not be taken is rejected, before anything costs', () => {
  const rejected = answer();
  rejected.reject();
  expect(begin({ ...phones, action: 'reject' })).toBe(rejected.toString());
});

test.each(['default', 'queue'] as const)(
  '%s: the phones of the account ring; without any the caller is told',
  (action) => {
    const route: CallRoute = { ...defaultRoute(), action, queue: 'arn:aws:connect:q', whisper: '' };
    expect(begin(route)).toBe(dial(answer(), { ring: [own], rest: plan([], { seconds: 20 }) }).toString());
    const silent = textOf(beginCall(dialect, route, { ...asking, settings: { phones: [] } }));
    expect(silent).toContain('<Hangup/>');
    expect(silent).not.toContain('<Dial');
  },
);

test('a plan comes back as it was; what is none is nothing', () => {
  const wanted = plan([[first, second], [own]], { whisper: 'Zoë', language: 'pl', record: true });
  expect(planIn(at('dialed', wanted))).toEqual(wanted);
  expect(planQuery(wanted)).toMatch(/^plan=[\w-]+$/);
  const broken = ['', 'x', 'e30', Buffer.from('{').toString('base64url'), Buffer.from('[]').toString('base64url')];
  expect(broken.map((text) => planIn(`${base}/dialed?plan=${text}`))).toEqual(broken.map(() => undefined));
  expect([planIn(`${base}/dialed`), planIn('nowhere')]).toEqual([undefined, undefined]);
  expect(proceed('dialed', `${base}/dialed?plan=x`, { DialCallStatus: 'busy' })).toContain('<Hangup/>');
});

test('a phone rings as long as the carrier lets it', () => {
  const short = { ...dialect, ringSeconds: [5, 15] as const };
  const seconds = (ringSeconds: number) => textOf(beginCall(short, { ...phones, ringSeconds }, asking));
  expect([seconds(1), seconds(10), seconds(99)].map((text) => /timeout="(\d+)"/.exec(text)?.[1])).toEqual([
    '5',
    '10',
    '15',
  ]);
});
