import { twilio } from '../../../../../lambdas/calls/carriers/twilio/twilio.ts';
import { defaultRoute } from '../../../../../lambdas/calls/routing/call-route.ts';
import { form } from '../twiml/form.ts';
import { authToken, dialed, messages, otherToken, over, recording, signedFields, voice } from './samples.ts';

const now = Date.parse('2025-11-20T15:00:00Z');
const account = (settings: object, secrets: object = { authToken }) => ({
  settings: twilio.settings.parse(settings),
  secrets: twilio.secrets.parse(secrets),
});
const inside = 'https://d111.cloudfront.example/v1/carriers/pbx/voice?plan=x';

test('an account that is called by another name of the installation says it: it is signed, and answered with', () => {
  const outside = 'https://calls.example/v1/carriers/pbx/voice?plan=x';
  const request = { ...signedFields(voice, authToken, outside), url: inside };
  expect(twilio.verify(request, account({}), now)).toBe('forged');
  for (const publicUrl of ['https://calls.example', 'https://calls.example/']) {
    const { settings, secrets } = account({ publicUrl, phones: ['+12025550160'] });
    expect(twilio.verify(request, { settings, secrets }, now)).toBe('genuine');
    const asking = { hook: 'voice', url: inside, raw: '', settings };
    expect(JSON.stringify(twilio.answer?.(defaultRoute(), asking))).toContain(
      'https://calls.example/v1/carriers/pbx/dialed?plan=',
    );
    expect(JSON.stringify(twilio.proceed?.({ ...asking, hook: 'dialed' }))).toContain('Hangup');
  }
});

test('a secondary token holds beside the first', () => {
  const request = signedFields(over, otherToken);
  expect(twilio.verify(request, account({}), now)).toBe('forged');
  expect(twilio.verify(request, account({}, { authToken, secondaryAuthToken: otherToken }), now)).toBe('genuine');
});

test.each([
  [{ accountSid: 'AC1' }, 'accountSid'],
  [{ publicUrl: 'http://calls.example' }, 'publicUrl'],
  [{ phones: ['12'] }, 'phones'],
  [{ phones: Array.from({ length: 11 }, () => '+12025550160') }, 'phones'],
  [{ country: 'XX' }, 'country'],
])('settings like %j are refused by the name of the field', (settings, field) => {
  expect(twilio.settings.safeParse(settings).error?.issues.map(({ path }) => path[0])).toEqual([field]);
});

const read = (hook: string, fields: object) =>
  twilio.read({ account: 'pbx', hook, settings: twilio.settings.parse({}), raw: form(fields) }, now);
const fieldsOf = (hook: string, fields: object) => {
  const parsed = read(hook, fields);
  return 'observations' in parsed ? parsed.observations[0] : undefined;
};

test('of what a form leaves out nothing is guessed', () => {
  const [, , , phoneOver] = messages;
  expect(read('dialed', { ...dialed, DialCallSid: '' })).toHaveProperty('malformed');
  expect(fieldsOf('dialed', { ...dialed, DialCallStatus: 'later' })?.fields.cause).toBe('other');
  expect(fieldsOf('status', { ...phoneOver!.payload, CallDuration: '' })?.fields.answeredAt).toBeUndefined();
  expect(read('consent', { ...voice, Digits: 'x' })).toHaveProperty('ignored');
  expect(read('voice', { ...voice, Direction: 'outbound-api' })).toHaveProperty('malformed');
});

test('each status says what it can', () => {
  const at = Date.parse('2025-11-20T14:01:10Z');
  const told = (CallStatus: string, Direction: string) =>
    fieldsOf('status', { ...over, CallStatus, Direction })?.fields;
  expect(told('queued', 'outbound-api')).toMatchObject({ startedAt: at, direction: 'outbound' });
  expect(told('ringing', 'inbound')).not.toHaveProperty('endedAt');
  expect(told('answered', 'outbound-api')).toMatchObject({ answeredAt: at });
  expect(fieldsOf('status', { ...over, Direction: 'outbound-api', AnsweredBy: 'human' })?.fields.answeredBy).toBe(
    'person',
  );
  expect(fieldsOf('status', { ...over, Timestamp: 'some day' })?.version).toBe(new Date(now).toISOString());
});

test('a recording that was deleted is said to be; without its status and time it is there', () => {
  expect(fieldsOf('recording', { ...recording, RecordingStatus: 'deleted' })?.fields.recording?.status).toBe('deleted');
  const bare = { ...recording, RecordingStatus: '', RecordingStartTime: '' };
  expect(fieldsOf('recording', bare)?.fields.recording).toEqual({
    location: recording.RecordingUrl,
    status: 'available',
  });
});
