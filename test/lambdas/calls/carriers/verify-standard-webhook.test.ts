import { createHmac } from 'node:crypto';
import { verifyStandardWebhook } from '../../../../lambdas/calls/carriers/verify-standard-webhook.ts';
import { standardWebhook } from './carrier-samples.ts';
import { otherSigning, signing } from './generic/samples.ts';

// The vector of the specification's own reference implementations.
const vector = {
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  timestamp: '1614265330',
  body: '{"test": 2432232314}',
  signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
};

const request = (changes: Record<string, string> = {}, body: string | Uint8Array = vector.body) => ({
  headers: {
    'webhook-id': vector.id,
    'webhook-timestamp': vector.timestamp,
    'webhook-signature': vector.signature,
    ...changes,
  },
  query: {},
  body: Buffer.from(body),
});
const now = Number(vector.timestamp) * 1000;

test('the vector of the specification', () => {
  expect(verifyStandardWebhook(request(), [vector.secret], now)).toBe('genuine');
});

test('one of several signatures and one of several keys are enough', () => {
  const signatures = `v1a,abc v1,x ${vector.signature}`;
  expect(verifyStandardWebhook(request({ 'webhook-signature': signatures }), [otherSigning, vector.secret], now)).toBe(
    'genuine',
  );
  expect(verifyStandardWebhook(request(), [otherSigning], now)).toBe('forged');
  expect(verifyStandardWebhook(request(), [], now)).toBe('forged');
});

test.each([
  ['another version of the scheme', { 'webhook-signature': vector.signature.replace('v1,', 'v2,') }],
  ['a signature without its version', { 'webhook-signature': vector.signature.replace('v1,', '') }],
  ['a time in words', { 'webhook-timestamp': '2021-02-25T15:02:10Z' }],
  ['a time with more behind it', { 'webhook-timestamp': `${vector.timestamp}x` }],
  ['a time before all times', { 'webhook-timestamp': `-${vector.timestamp}` }],
  ['an empty id', { 'webhook-id': '' }],
])('%s is forged', (_, changes) => {
  expect(verifyStandardWebhook(request(changes), [vector.secret], now)).toBe('forged');
});

test('signed are the bytes: those that are no text are not taken for the text that they resemble', () => {
  const [text, bytes] = [Buffer.from('x\uFFFD'), Uint8Array.from([0x78, 0xff])];
  const verify = (body: Uint8Array, signed: Uint8Array) =>
    verifyStandardWebhook(request({ 'webhook-signature': signatureOf(signed) }, body), [vector.secret], now);
  expect([verify(text, text), verify(bytes, bytes)]).toEqual(['genuine', 'genuine']);
  expect([verify(bytes, text), verify(text, bytes)]).toEqual(['forged', 'forged']);
});

function signatureOf(body: Uint8Array): string {
  const key = Buffer.from(vector.secret.slice('whsec_'.length), 'base64');
  const signed = createHmac('sha256', key).update(`${vector.id}.${vector.timestamp}.`).update(body);
  return `v1,${signed.digest('base64')}`;
}

test('a replay is only told apart from a forgery if it was signed', () => {
  const signed = standardWebhook(signing, '{}', now);
  expect(verifyStandardWebhook(signed, [signing], now + 3_600_000)).toBe('replayed');
  expect(verifyStandardWebhook(signed, [otherSigning], now + 3_600_000)).toBe('forged');
});
