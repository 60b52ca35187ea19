import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { Sha256 } from '@smithy/core/checksum';
import { HttpRequest } from '@smithy/core/protocols';
import { SignatureV4 } from '@smithy/signature-v4';
import { headersOfLink, isLinkThatIsOpened, isSignedLink, verifyLink } from '../../src/aws/signed-link.ts';

const keys = { id: 'local', secret: 'local' };
const host = 'localhost:8788';
const signedAt = Date.parse('2026-11-30T10:00:00Z');
const opened = { host, 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };

/** A link as AWS's own package signs it. */
async function link(query: Record<string, string> = {}, path = '/local-connect/a%20%28b%29%2B.wav'): Promise<string> {
  const signer = new SignatureV4({
    service: 's3',
    region: 'us-east-1',
    credentials: { accessKeyId: keys.id, secretAccessKey: keys.secret },
    sha256: Sha256,
    uriEscapePath: false,
  });
  const headers = { host, 'X-Amz-Content-Sha256': 'UNSIGNED-PAYLOAD' };
  const [hostname = '', port] = host.split(':');
  const request = new HttpRequest({
    method: 'GET',
    protocol: 'http:',
    hostname,
    port: Number(port),
    path,
    headers,
    query,
  });
  const signed = await signer.presign(request, { expiresIn: 900, signingDate: new Date(signedAt) });
  return `${path}?${new URLSearchParams(signed.query as Record<string, string>).toString().replaceAll('+', '%20')}`;
}

const asked = (url: string, headers: IncomingHttpHeaders = { host }, method = 'GET') =>
  ({ url, method, headers }) as IncomingMessage;

/** What is thrown, in its own words. */
function refusal(request: IncomingMessage, now = signedAt + 1000): string {
  try {
    verifyLink(request, keys, now);
    return 'none';
  } catch (error) {
    return String(error);
  }
}

test('a link of AWS’s own package is verified, until it ends', async () => {
  const url = await link({ 'response-content-disposition': 'attachment; filename="ä (1).wav"' });
  expect(isSignedLink(asked(url))).toBe(true);
  expect(refusal(asked(url))).toBe('none');
  expect(refusal(asked(url), signedAt + 900_000)).toBe('none');
  expect(refusal(asked(url), signedAt + 900_001)).toContain('expired');
});

test('nothing of a link can be changed', async () => {
  const url = await link({ 'response-content-type': 'audio/wav' });
  for (const changed of [
    url.replace('a%20', 'b%20'),
    url.replace('audio', 'text'),
    url.replace('X-Amz-Expires=900', 'X-Amz-Expires=9000'),
    url.replace(/(X-Amz-Signature=).{8}/, '$100000000'),
    url.replace(/X-Amz-Signature=.*?(&|$)/, 'X-Amz-Signature=&'),
    `${url}&list-type=2`,
  ]) {
    expect(changed).not.toBe(url);
    expect(refusal(asked(changed))).toContain('SignatureDoesNotMatch');
  }
  expect(refusal(asked(url, { host: '127.0.0.1:8788' }))).toContain('SignatureDoesNotMatch');
  expect(refusal(asked(url, { host }, 'HEAD'))).toContain('SignatureDoesNotMatch');
  expect(refusal(asked(url.replace('Credential=local', 'Credential=other')))).toContain('InvalidAccessKeyId');
  expect(refusal(asked('/a/b?X-Amz-Signature=00'))).toContain('InvalidAccessKeyId');
  expect(refusal(asked('/a/b?X-Amz-Signature=00&X-Amz-Credential=local'))).toContain('SignatureDoesNotMatch');
});

test('pages of this machine and people open one', async () => {
  const url = await link();
  for (const headers of [
    opened,
    { ...opened, 'sec-fetch-site': 'none', 'sec-fetch-user': '?1' },
    { ...opened, 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'audio' },
  ]) {
    expect(isLinkThatIsOpened(asked(url, headers))).toBe(true);
  }
});

test('nothing else that a browser sends does', async () => {
  const url = await link();
  for (const request of [
    asked(url, { ...opened, 'sec-fetch-site': 'cross-site' }),
    asked(url, { ...opened, origin: 'http://localhost:8787' }),
    asked(url, { ...opened, 'sec-fetch-dest': 'empty' }),
    asked(url, { ...opened, 'sec-fetch-dest': 'iframe' }),
    asked(url, { ...opened, 'sec-fetch-dest': 'image' }),
    asked(url, { ...opened, 'sec-fetch-dest': 'script' }),
    asked(url, { host, 'sec-fetch-mode': 'navigate' }),
    asked(url, opened, 'POST'),
    asked(url, opened, 'DELETE'),
    asked('/local-connect/a.wav', opened),
  ]) {
    expect(isLinkThatIsOpened(request)).toBe(false);
  }
});

test('a link says how its object is told, and no script runs in it', async () => {
  const url = await link({ 'response-content-disposition': 'attachment; filename="a.wav"' });
  expect(headersOfLink(asked(url))).toEqual({
    'content-disposition': 'attachment; filename="a.wav"',
    'content-security-policy': 'sandbox allow-same-origin',
    'x-content-type-options': 'nosniff',
  });
});
