import { createHash, createHmac } from 'node:crypto';
import { signedLink } from '../../../../lambdas/platform/buckets/signed-link.ts';

const now = Date.parse('2026-11-30T10:00:00Z');
const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';

beforeAll(() => {
  Object.assign(process.env, {
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
    AWS_SECRET_ACCESS_KEY: secret,
    AWS_SESSION_TOKEN: 'token/of+session',
  });
});

afterAll(() => {
  delete process.env.AWS_SESSION_TOKEN;
});

/** Signature Version 4 as its documentation says it, for a link (https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html). */
function signature(url: URL): string {
  const pairs = url.search
    .slice(1)
    .split('&')
    .filter((pair) => !pair.startsWith('X-Amz-Signature='));
  const request = ['GET', url.pathname, pairs.sort().join('&'), `host:${url.host}\n`, 'host', 'UNSIGNED-PAYLOAD'];
  const scope = '20261130/eu-central-1/s3/aws4_request';
  const digest = createHash('sha256').update(request.join('\n')).digest('hex');
  const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
  const key = ['20261130', 'eu-central-1', 's3', 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secret}`);
  return hmac(key, ['AWS4-HMAC-SHA256', '20261130T100000Z', scope, digest].join('\n')).toString('hex');
}

test.each(['connect/shop/2026/11/30/id_20261130T10:00_UTC.wav', 'odd (1) +ü&?.wav'])('a link to %s', async (key) => {
  const url = new URL(await signedLink({ bucket: 'amazon-connect-shop', key }, { seconds: 900, now }));
  expect(url.origin).toBe('https://s3.eu-central-1.amazonaws.com');
  expect(decodeURIComponent(url.pathname)).toBe(`/amazon-connect-shop/${key}`);
  expect(url.searchParams.get('X-Amz-Expires')).toBe('900');
  expect(url.searchParams.get('X-Amz-Security-Token')).toBe('token/of+session');
  expect(url.searchParams.get('X-Amz-Signature')).toBe(signature(url));
});

test('on one machine it leads to that machine', async () => {
  const endpoint = 'http://127.0.0.1:8788';
  const url = await signedLink({ bucket: 'local-connect', key: 'a.wav' }, { seconds: 900, now, endpoint });
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:8788\/local-connect\/a\.wav\?/);
});
