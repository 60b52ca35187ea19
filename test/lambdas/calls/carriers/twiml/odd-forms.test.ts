import { telnyx } from '../../../../../lambdas/calls/carriers/telnyx/telnyx.ts';
import { verifyTwilio } from '../../../../../lambdas/calls/carriers/twilio/verify-twilio.ts';
import { planOf, planQuery } from '../../../../../lambdas/calls/carriers/twiml/call-plan.ts';
import { proceedCall } from '../../../../../lambdas/calls/carriers/twiml/call-steps.ts';
import { formFields, readFormTime } from '../../../../../lambdas/calls/carriers/twiml/form-fields.ts';
import { defaultRoute } from '../../../../../lambdas/calls/routing/call-route.ts';
import { event, publicKey, signed } from '../telnyx/samples.ts';
import { dialed } from '../twilio/samples.ts';
import { form } from './form.ts';

const now = Date.parse('2025-11-20T15:00:00Z');
const dialect = { answersOnBridge: true, ringSeconds: [5, 600] } as const;

test('times of forms are those of mails, or of ISO 8601; others are none', () => {
  const time = Date.UTC(2025, 10, 20, 14, 0, 9);
  const written = ['Thu, 20 Nov 2025 14:00:09 +0000', '2025-11-20T14:00:09Z', '2025-11-20 14:00:09.000000Z'];
  expect(written.map(readFormTime)).toEqual(written.map(() => time));
  const none = [undefined, 'soon', '1970-01-01T00:00:00Z', 'Thu, 99 Xyz 2025 14:00:09 +0000'];
  expect(none.map(readFormTime)).toEqual(none.map(() => undefined));
});

test('of a field that comes more than once the first counts; of JSON what is flat', () => {
  expect([...formFields('a=1&a=2&b=')]).toEqual([
    ['a', '1'],
    ['b', ''],
  ]);
  expect([...formFields('{"a": 1, "b": {"c": 2}, "d": true}')]).toEqual([
    ['a', '1'],
    ['d', 'true'],
  ]);
  expect([...formFields('{"a":')]).toEqual([]);
});

test('a phone that is none is not rung', () => {
  const route = { ...defaultRoute(), action: 'phones', phones: ['sales', '+12025550151'] } as const;
  expect(planOf(route, []).groups).toEqual([['+12025550151']]);
});

test('a step without its status goes on with the next phone', () => {
  const plan = planOf({ ...defaultRoute(), action: 'phones', phones: ['+12025550151'] }, []);
  const url = `https://calls.example/v1/carriers/pbx/dialed?${planQuery(plan)}`;
  const answer = proceedCall(dialect, { hook: 'dialed', url, raw: '', settings: {} });
  expect(JSON.stringify(answer)).toContain('+12025550151');
});

test('an algorithm that is not named is SHA-1; a name without a value is signed as it stands', () => {
  const request = { url: 'https://calls.example/x', query: {}, body: Buffer.from('a') };
  const headers = { 'x-twilio-signature': 'x', 'x-twilio-webhooks-signature-settings': 'key=k' };
  expect(verifyTwilio({ ...request, headers }, { authTokens: [], sharedKey: 'secret' })).toBe('forged');
});

test('Telnyx: one key is enough, and what is no event says why', () => {
  const account = { settings: telnyx.settings.parse({}), secrets: telnyx.secrets.parse({ publicKey }) };
  expect(telnyx.verify(signed('{}', now), account, now)).toBe('genuine');
  const read = (raw: string, hook = 'events') =>
    telnyx.read({ account: 'pbx', hook, settings: account.settings, raw }, now);
  const odd = event('call.hangup', '14:00:03', 'in', { call_leg_id: 'a/b' });
  expect([read('{'), read(JSON.stringify(odd))].map((parsed) => Object.keys(parsed))).toEqual([
    ['malformed'],
    ['malformed'],
  ]);
  expect(read(JSON.stringify(event('Call 5', '14:00:03', 'in')))).toEqual({ ignored: 'an event of no concern' });
  const unsure = event('call.machine.detection.ended', '14:00:03', 'out', { result: 'not_sure' });
  expect(read(JSON.stringify(unsure))).toHaveProperty('ignored');
  const silent = event('call.hangup', '14:00:03', 'in', { hangup_cause: null });
  expect(read(JSON.stringify(silent))).toMatchObject({ observations: [{ fields: { cause: 'other' } }] });
  expect(read(form({ ...dialed, DialCallStatus: 'busy' }), 'dialed')).toMatchObject({
    observations: [{ fields: { cause: 'busy' } }],
  });
});
