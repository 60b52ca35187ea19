import Telnyx from 'telnyx';
import { verifyTelnyx } from '../../../../../lambdas/calls/carriers/telnyx/verify-telnyx.ts';
import { otherPublicKey, publicKey, signed, signedByOthers } from './samples.ts';

const now = Date.now();
const body = JSON.stringify({ data: { event_type: 'call.hangup' } });

test('what is signed here the official package takes, and what it refuses is forged', async () => {
  const client = new Telnyx({ apiKey: 'KEY', publicKey });
  const genuine = signed(body, now);
  await expect(client.webhooks.unwrap(body, { headers: genuine.headers })).resolves.toBeDefined();
  expect(verifyTelnyx(genuine, [publicKey], now)).toBe('genuine');
  const forged = signedByOthers(body, now);
  await expect(client.webhooks.unwrap(body, { headers: forged.headers })).rejects.toThrow(/signature/i);
  expect(verifyTelnyx(forged, [publicKey], now)).toBe('forged');
});

test('of two keys either holds', () => {
  expect(verifyTelnyx(signed(body, now), [otherPublicKey, publicKey], now)).toBe('genuine');
  expect(verifyTelnyx(signed(body, now), [otherPublicKey], now)).toBe('forged');
  expect(verifyTelnyx(signed(body, now), [], now)).toBe('forged');
});

test('five minutes later, or as much too early, it is a replay; only if it was signed', () => {
  const minutes = (count: number) => verifyTelnyx(signed(body, now), [publicKey], now + count * 60_000);
  expect([-6, -5, 0, 5, 6].map(minutes)).toEqual(['replayed', 'genuine', 'genuine', 'genuine', 'replayed']);
  expect(verifyTelnyx(signedByOthers(body, now), [publicKey], now + 3_600_000)).toBe('forged');
});

test.each([
  ['another body', { body: Buffer.from(`${body} `) }],
  ['a time in words', { headers: { ...signed(body, now).headers, 'telnyx-timestamp': 'now' } }],
  ['no time', { headers: { 'telnyx-signature-ed25519': signed(body, now).headers['telnyx-signature-ed25519']! } }],
  ['half a signature', { headers: { ...signed(body, now).headers, 'telnyx-signature-ed25519': 'AAAA' } }],
])('%s is forged', (_, change) => {
  expect(verifyTelnyx({ ...signed(body, now), ...change }, [publicKey], now)).toBe('forged');
});

test('what looks like a key and is none says nothing', () => {
  expect(verifyTelnyx(signed(body, now), [`${'/'.repeat(43)}=`], now)).toBe('forged');
});
