import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { getExpectedTwilioSignature, validateRequest, validateRequestWithBody } from 'twilio/lib/webhooks/webhooks';
import type { SignedRequest } from '../../../../../lambdas/calls/carriers/carrier.ts';
import { verifyTwilio } from '../../../../../lambdas/calls/carriers/twilio/verify-twilio.ts';
import { authToken, otherToken, over, signedFields } from './samples.ts';

const verify = (sent: SignedRequest, authTokens: readonly string[]) =>
  verifyTwilio(sent, { authTokens, sharedKey: undefined });

const request = (url: string, body: string, signature: string) => ({
  url,
  query: {},
  headers: { 'x-twilio-signature': signature },
  body: Buffer.from(body),
});

test('the vector that Twilio publishes, and one of its package', () => {
  const published = {
    CallSid: 'CA1234567890ABCDE',
    Caller: '+14158675309',
    Digits: '1234',
    From: '+14158675309',
    To: '+18005551212',
  };
  const body = new URLSearchParams(published).toString();
  const url = 'https://mycompany.com/myapp.php?foo=1&bar=2';
  expect(verify(request(url, body, 'RSOYDt4T1cUTdK1PDd93/VVr8B8='), ['12345'])).toBe('genuine');
  const own = new URLSearchParams({ ...published, Caller: '+14155550123', From: '+14155550123', To: '+14155550199' });
  const voice = 'https://example.com/voice?foo=1&bar=2';
  expect(verify(request(voice, own.toString(), 'D5LWDfzMZUUH0XNtRR4gYK9TCn4='), ['12345'])).toBe('genuine');
});

const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((text) => text.isWellFormed());
const params = fc.dictionary(word, fc.oneof(word, fc.array(word, { minLength: 2, maxLength: 4 })), {
  noNullPrototype: true,
});
const query = fc.oneof(
  fc.constant(''),
  fc.constantFrom('?plan=eyJhIjoxfQ', '?a=1&b=2', "?q=a%20b+c'd", '?x=%C3%A9&x=2'),
);
const address = fc
  .tuple(
    fc.constantFrom(
      'https://calls.example',
      'https://calls.example:8443',
      'https://user:pass@calls.example',
      'http://localhost:8787',
    ),
    query,
  )
  .map(([origin, search]) => `${origin}/v1/carriers/pbx/voice${search}`);

function formOf(fields: Readonly<Record<string, string | readonly string[]>>): string {
  const entries = Object.entries(fields).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [name, `${one}`]),
  );
  return new URLSearchParams(entries).toString();
}

test('what the official package signs is genuine, whatever the form and however the address is written', () => {
  fc.assert(
    fc.property(params, address, (fields, url) => {
      const signature = getExpectedTwilioSignature(authToken, url, fields);
      const verdict = verify(request(url, formOf(fields), signature), [otherToken, authToken]);
      expect(verdict).toBe(validateRequest(authToken, signature, url, fields) ? 'genuine' : 'forged');
    }),
  );
});

test('the address is signed with its port or without', () => {
  const fields = { CallSid: 'CA1' };
  const url = 'https://calls.example/v1/carriers/pbx/voice?plan=x';
  for (const signedUrl of [url, url.replace('example', 'example:443')]) {
    const signature = getExpectedTwilioSignature(authToken, signedUrl, fields);
    expect(verify(request(url, 'CallSid=CA1', signature), [authToken])).toBe('genuine');
    expect(verify(request(url.replace('voice', 'status'), 'CallSid=CA1', signature), [authToken])).toBe('forged');
    expect(verify(request(url.replace('plan=x', 'plan=y'), 'CallSid=CA1', signature), [authToken])).toBe('forged');
  }
});

test('of JSON the hash is signed, which stands in the address', () => {
  const body = JSON.stringify({ CallSid: 'CA1', CallStatus: 'completed' });
  const hash = createHash('sha256').update(body).digest('hex');
  const url = `https://calls.example/v1/carriers/pbx/status?bodySHA256=${hash}`;
  const signature = getExpectedTwilioSignature(authToken, url, {});
  expect(validateRequestWithBody(authToken, signature, url, body)).toBe(true);
  expect(verify(request(url, body, signature), [authToken])).toBe('genuine');
  expect(verify(request(url, body.slice(0, -1), signature), [authToken])).toBe('forged');
  expect(verify(request(url, body, signature), [otherToken])).toBe('forged');
});

test('without a signature, with another token or at no address it is forged; with the second token it is genuine', () => {
  const genuine = signedFields(over);
  expect(verify(genuine, [otherToken, authToken])).toBe('genuine');
  expect(verify(genuine, [otherToken])).toBe('forged');
  expect(verify(genuine, [])).toBe('forged');
  expect(verify({ ...genuine, headers: {} }, [authToken])).toBe('forged');
  expect(verify({ ...genuine, url: 'nowhere' }, [authToken])).toBe('forged');
});

test('with a SharedKey the header says the algorithm, and no token counts', () => {
  const url = 'https://calls.example/v1/carriers/pbx/voice';
  const settings = (algorithm: string) => `key=webhooks_sharedkey_1,algorithm=${algorithm}`;
  const shared = (algorithm: string, sharedKey: string | undefined, named = algorithm) => {
    const signature = getExpectedTwilioSignature('shared secret', url, { CallSid: 'CA1' }, algorithm);
    const headers = { 'x-twilio-signature': signature, 'x-twilio-webhooks-signature-settings': settings(named) };
    return verifyTwilio(
      { ...request(url, 'CallSid=CA1', signature), headers },
      { authTokens: ['shared secret'], sharedKey },
    );
  };
  expect(['HMAC_SHA1', 'HMAC_SHA256'].map((one) => shared(one, 'shared secret'))).toEqual(['genuine', 'genuine']);
  expect(shared('HMAC_SHA256', undefined)).toBe('forged');
  expect(shared('HMAC_SHA256', 'shared secret', 'HMAC_SHA512')).toBe('forged');
  expect(shared('HMAC_SHA256', 'shared secret', 'HMAC_SHA1')).toBe('forged');
});
