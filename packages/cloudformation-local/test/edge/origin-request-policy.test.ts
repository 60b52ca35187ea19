import { createOriginRequestPolicy, originRequestPolicyProperties } from '../../src/edge/origin-request-policy.ts';

type Parts = Record<'HeadersConfig' | 'CookiesConfig' | 'QueryStringsConfig', object>;

const nothing: Parts = {
  HeadersConfig: { HeaderBehavior: 'none' },
  CookiesConfig: { CookieBehavior: 'none' },
  QueryStringsConfig: { QueryStringBehavior: 'none' },
};
const parse = (parts: Partial<Parts>) =>
  originRequestPolicyProperties.safeParse({ OriginRequestPolicyConfig: { Name: 'p', ...nothing, ...parts } });

function passed(parts: Partial<Parts>) {
  const { headers, query } = createOriginRequestPolicy(parse(parts).data!.OriginRequestPolicyConfig)({
    method: 'GET',
    path: '/v1/x',
    query: 'a=1&b=2&a=3',
    headers: new Headers({
      Host: 'localhost:8787',
      'X-Tag': 't',
      Cookie: 'one=1; two=2',
      Connection: 'close',
      'CloudFront-Viewer-City': 'Munich',
    }),
    body: Buffer.from(''),
    viewer: { address: '127.0.0.1', port: 1 },
  });
  return { ...Object.fromEntries(headers), query };
}

const city = 'CloudFront-Viewer-City';
const address = { 'cloudfront-viewer-address': '127.0.0.1:1' };

test.each([
  ['none', undefined, {}],
  ['whitelist', ['x-TAG', city], { 'x-tag': 't', 'cloudfront-viewer-city': 'Munich' }],
  ['whitelist', ['Missing', 'CloudFront-Viewer-Address'], address],
  ['allViewer', undefined, { host: 'localhost:8787', 'x-tag': 't' }],
  [
    'allViewerAndWhitelistCloudFront',
    ['CloudFront-Viewer-Address'],
    { host: 'localhost:8787', 'x-tag': 't', ...address },
  ],
  ['allExcept', ['Host'], { 'x-tag': 't' }],
])('of the headers passes %s %j', (HeaderBehavior, Headers, expected) => {
  const HeadersConfig = { HeaderBehavior, ...(Headers && { Headers }) };
  expect(passed({ HeadersConfig })).toEqual({ ...expected, query: '' });
});

test.each([
  ['all', undefined, 'one=1; two=2', 'a=1&b=2&a=3'],
  ['whitelist', ['a', 'one'], 'one=1', 'a=1&a=3'],
  ['allExcept', ['a', 'one'], 'two=2', 'b=2'],
])('of cookies and query passes %s %j', (behavior, names, cookie, query) => {
  const CookiesConfig = { CookieBehavior: behavior, ...(names && { Cookies: names }) };
  const QueryStringsConfig = { QueryStringBehavior: behavior, ...(names && { QueryStrings: names }) };
  expect(passed({ CookiesConfig, QueryStringsConfig })).toEqual({ cookie, query });
});

test.each([
  ['a key', { HeaderBehavior: 'whitelist', Headers: ['authorization'] }],
  ['more headers than CloudFront takes', { HeaderBehavior: 'whitelist', Headers: Array.from('abcdefghijk') }],
  ['an unknown behaviour', { HeaderBehavior: 'some' }],
  ['an unknown word', { HeaderBehavior: 'none', Header: [] }],
])('refuses %s in a list', (_, HeadersConfig) => {
  expect(parse({ HeadersConfig }).success).toBe(false);
});
