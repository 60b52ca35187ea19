import { isIP } from 'node:net';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import fc from 'fast-check';
import { loadOriginSecret, viewerOf } from '../../../../lambdas/platform/http/viewer.ts';

const secret = 's'.repeat(64);
const believed = (headers: Record<string, string>) => viewerOf({ 'x-leaseline-origin': secret, ...headers }, secret);
const place = {
  'cloudfront-viewer-address': '203.0.113.7:46532',
  'cloudfront-viewer-country': 'DE',
  'cloudfront-viewer-country-region': 'BY',
  'cloudfront-viewer-city': 'Munich',
};

test('the edge tells address and place', () => {
  expect(believed(place)).toEqual({ address: '203.0.113.7', country: 'DE', region: 'DE-BY', city: 'Munich' });
});

test.each([
  ['no secret', {}],
  ['an empty secret', { 'x-leaseline-origin': '' }],
  ['another secret', { 'x-leaseline-origin': 't'.repeat(64) }],
  ['a part of the secret', { 'x-leaseline-origin': secret.slice(1) }],
  ['the secret and more', { 'x-leaseline-origin': `${secret}s` }],
])('who calls the gateway itself with %s stays unknown', (_, headers) => {
  expect(viewerOf({ ...place, ...headers }, secret)).toEqual({});
});

test('an empty secret is not shown by showing nothing', () => {
  expect(viewerOf({ ...place, 'x-leaseline-origin': '' }, '')).toEqual({});
});

test.each([
  ['203.0.113.7:443', '203.0.113.7'],
  ['2001:db8::7:443', '2001:db8::7'],
  ['2001:DB8:0:0:0:0:0:1:65535', '2001:db8:0:0:0:0:0:1'],
  ['[2001:db8::7]:443', '2001:db8::7'],
  ['::1:50000', '::1'],
  ['::ffff:203.0.113.7:443', '::ffff:203.0.113.7'],
  ['203.0.113.7', undefined],
  ['203.0.113.256:443', undefined],
  ['fe80::1%eth0:443', undefined],
  ['localhost:443', undefined],
  [':', undefined],
  ['', undefined],
])('the address of %j is %j', (value, address) => {
  expect(believed({ 'cloudfront-viewer-address': value })).toEqual(address === undefined ? {} : { address });
});

test.each([
  ['any address and port are taken apart as they were put together', fc.ipV4()],
  ['also of the longer kind', fc.ipV6()],
])('%s', (_, addresses) => {
  fc.assert(
    fc.property(addresses, fc.integer({ min: 1, max: 65_535 }), (address, port) => {
      expect(believed({ 'cloudfront-viewer-address': `${address}:${port}` })).toEqual({
        address: address.toLowerCase(),
      });
    }),
  );
});

test.each([
  [{ 'cloudfront-viewer-country': 'de' }, { country: 'DE' }],
  [{ 'cloudfront-viewer-country': 'Germany' }, {}],
  [{ 'cloudfront-viewer-country-region': 'BY' }, {}],
  [
    { 'cloudfront-viewer-country': 'GB', 'cloudfront-viewer-country-region': 'ENG' },
    { country: 'GB', region: 'GB-ENG' },
  ],
  [{ 'cloudfront-viewer-country': 'US', 'cloudfront-viewer-country-region': 'CA/../' }, { country: 'US' }],
  [{ 'cloudfront-viewer-city': 'S%C3%A3o%20Paulo' }, { city: 'São Paulo' }],
  [{ 'cloudfront-viewer-city': Buffer.from('São Paulo').toString('latin1') }, { city: 'São Paulo' }],
  [{ 'cloudfront-viewer-city': 'São Paulo' }, { city: 'São Paulo' }],
  [{ 'cloudfront-viewer-city': '東京' }, { city: '東京' }],
  [{ 'cloudfront-viewer-city': '100%' }, { city: '100%' }],
  [{ 'cloudfront-viewer-city': 'a%00b' }, {}],
  [{ 'cloudfront-viewer-city': 'x'.repeat(101) }, {}],
  [{ 'cloudfront-viewer-city': '  ' }, {}],
])('of the place %j is believed %j', (headers, viewer) => {
  expect(believed(headers)).toEqual(viewer);
});

test('whatever the headers hold, nothing throws and all that comes out is bounded', () => {
  const text = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.ipV6(), fc.constantFrom('%', '%C3', 'DE', ':'));
  const headers = fc.record({
    'cloudfront-viewer-address': text,
    'cloudfront-viewer-country': text,
    'cloudfront-viewer-country-region': text,
    'cloudfront-viewer-city': text,
  });
  fc.assert(
    fc.property(headers, (told) => {
      const { address, country, region, city } = believed(told);
      expect(address === undefined || isIP(address) > 0).toBe(true);
      expect(country ?? 'DE').toMatch(/^[A-Z]{2}$/);
      expect(region ?? 'DE-BY').toMatch(/^[A-Z]{2}-[A-Z0-9]{1,3}$/);
      expect((city ?? 'Munich').length).toBeLessThanOrEqual(100);
    }),
  );
});

const secrets = mockClient(SecretsManagerClient);

test('reads the secret once, and again after a failed read or one that cannot be a secret', async () => {
  process.env.ORIGIN_SECRET_ARN = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:origin';
  process.env.AWS_REGION = 'us-east-1';
  secrets
    .on(GetSecretValueCommand, { SecretId: process.env.ORIGIN_SECRET_ARN })
    .rejectsOnce(new Error('no connection'))
    .resolvesOnce({ SecretString: '' })
    .resolves({ SecretString: 'o'.repeat(64) });
  await expect(loadOriginSecret()).rejects.toThrow('no connection');
  await expect(loadOriginSecret()).rejects.toThrow('too_small');
  expect(await Promise.all([loadOriginSecret(), loadOriginSecret()])).toEqual(['o'.repeat(64), 'o'.repeat(64)]);
  expect(secrets.commandCalls(GetSecretValueCommand)).toHaveLength(3);
});
