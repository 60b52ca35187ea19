import fc from 'fast-check';
import { type SignatureScheme, signatureScheme } from '../../../../lambdas/orders/sources/scheme.ts';
import { vendors } from '../../../../lambdas/orders/sources/vendors/registry.ts';
import { verifyWebhook } from '../../../../lambdas/orders/sources/verify-webhook.ts';
import { type Signer, signers, url } from './signers.ts';
import { hubspotVector, shopifyVectors } from './vendor-vectors.ts';

const now = Date.parse('2026-11-20T14:03:22.500Z');
const schemeOf = (type: string): SignatureScheme => signatureScheme.parse(vendors.get(type)?.scheme);
const text = '{"id":"größe 42"}';

interface Sent {
  readonly headers: Record<string, string>;
  readonly body: string | Uint8Array;
}

const judge = (type: string, secrets: readonly string[], { headers, body }: Sent, at = now) =>
  verifyWebhook({ headers, query: {}, body: Buffer.from(body), method: 'POST', url }, schemeOf(type), secrets, at);

const signed = ({ sign, secret }: Signer, body = text, at = now): Sent => ({ headers: sign(body, secret, at), body });

describe.each(signers.map((signer, index) => ({ name: `${signer.type} ${index}`, signer })))('$name', ({ signer }) => {
  const { type, secret, otherSecret } = signer;

  test('what was signed with the secret is genuine', () => {
    expect(judge(type, [secret], signed(signer))).toBe('genuine');
  });

  test('while a secret is replaced both hold', () => {
    expect(judge(type, [otherSecret, secret], signed(signer))).toBe('genuine');
    expect(judge(type, [otherSecret], signed(signer))).toBe('forged');
  });

  test('one byte more, less or other is forged', () => {
    const { headers } = signed(signer);
    expect(judge(type, [secret], { headers, body: `${text} ` })).toBe('forged');
    expect(judge(type, [secret], { headers, body: text.slice(0, -1) })).toBe('forged');
    expect(judge(type, [secret], { headers, body: text.replace('42', '43') })).toBe('forged');
  });

  test('without one of its headers it is forged', () => {
    for (const name of Object.keys(signed(signer).headers)) {
      const { [name]: _, ...headers } = signed(signer).headers;
      expect(judge(type, [secret], { headers, body: text })).toBe('forged');
    }
  });

  test('headers of any content never throw, and never pass', () => {
    const names = Object.keys(signed(signer).headers);
    const odd = fc.oneof(fc.string(), fc.constantFrom('', ',', 't=', 'v1=', 'v1,', 't=1,v1=', '1795183402'));
    fc.assert(
      fc.property(fc.record(Object.fromEntries(names.map((name) => [name, odd]))), (headers) => {
        expect(judge(type, [secret], { headers: headers as Record<string, string>, body: text })).toBe('forged');
      }),
    );
  });

  const seconds = (count: number) => judge(type, [secret], signed(signer, text, now + count * 1000));
  if (signer.timed) {
    test('five minutes are near enough, before and after; a second more is not', () => {
      expect([-300, 300].map(seconds)).toEqual(['genuine', 'genuine']);
      expect([-301, 301].map(seconds)).toEqual(['replayed', 'replayed']);
    });

    test('a time that is changed afterwards is forged', () => {
      const sent = signed(signer, text, now - 600_000);
      const later = Object.fromEntries(
        Object.entries(sent.headers).map(([name, value]) => [name, value.replace(/1795182802/, '1795183402')]),
      );
      expect(later).not.toEqual(sent.headers);
      expect(judge(type, [secret], { ...sent, headers: later })).toBe('forged');
    });
  }
});

test("what HubSpot's own client signs is genuine, for the address that was entered there only", () => {
  const { secret, headers, body, at } = hubspotVector;
  const request = { headers, query: {}, body: Buffer.from(body), method: 'POST' };
  const verify = (entered: string | undefined) =>
    verifyWebhook({ ...request, url: entered }, schemeOf('hubspot'), [secret], at);
  expect(verify(hubspotVector.url)).toBe('genuine');
  expect(verify(`${hubspotVector.url}?x=1`)).toBe('forged');
  expect(verify(undefined)).toBe('forged');
});

test.each(shopifyVectors)("what Shopify's own library accepts is genuine: $topic", ({ secret, headers, body }) => {
  expect(judge('shopify', [secret], { headers, body })).toBe('genuine');
});

test('bytes that are no text are signed like any others', () => {
  const { secret, sign } = signers.find(({ type }) => type === 'shopify')!;
  const body = Uint8Array.of(0x7b, 0xff, 0xfe, 0x7d);
  const { 'x-shopify-hmac-sha256': asText } = sign(Buffer.from(body).toString('utf8'), secret, now);
  expect(judge('shopify', [secret], { headers: { 'x-shopify-hmac-sha256': asText! }, body })).toBe('forged');
});

describe('a scheme of the user', () => {
  const base = { signature: { header: 'x-sig' }, encoding: 'hex', signed: '{time}.{body}' };
  const time = { header: 'x-time', unit: 'seconds' };

  test.each([
    ['a body that is not signed', { ...base, signed: '{time}', time }],
    ['a time that is not signed', { ...base, signed: '{body}', time }],
    ['a time that is nowhere', base],
    ['a word that nobody knows', { ...base, signed: '{time}.{body}.{nonce}', time }],
    ['a header with capitals', { ...base, signature: { header: 'X-Sig' }, time }],
    ['the body twice', { ...base, signed: '{time}{body}{body}', time }],
  ])('is refused with %s', (_what, scheme) => {
    expect(signatureScheme.safeParse(scheme).success).toBe(false);
  });

  test('may sign with other hashes, keys, headers and units', () => {
    const scheme = signatureScheme.parse({
      signature: { header: 'x-sig', separator: ';', prefix: 'sig:' },
      algorithm: 'sha512',
      encoding: 'hex',
      key: 'hex',
      signed: '{method} {header:x-nonce}|{time}|{body}',
      time: { header: 'x-time', unit: 'milliseconds', toleranceSeconds: 60 },
    });
    const headers = {
      'x-nonce': 'n1',
      'x-time': String(now),
      // printf 'POST n1|1795183402500|{}' | openssl dgst -sha512 -mac HMAC -macopt hexkey:00112233445566778899
      'x-sig': `sig:${'0'.repeat(128)}; sig:0d6e13cfda8d186915b80fe19b76610194de5d720dc989f9e33e57252f020ce35e81600390f88b206cf1d311c03a065c37f8b7545126e563dbe3a5d320b1522a`,
    };
    const request = { headers, query: {}, body: Buffer.from('{}'), method: 'POST', url: undefined };
    expect(verifyWebhook(request, scheme, ['00112233445566778899'], now + 60_000)).toBe('genuine');
    expect(verifyWebhook(request, scheme, ['00112233445566778899'], now + 61_000)).toBe('replayed');
  });
});
