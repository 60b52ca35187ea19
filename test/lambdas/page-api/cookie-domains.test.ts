import { cookieDomains } from '../../../lambdas/page-api/cookie-domains.ts';

test.each([
  ['one host', ['https://shop.example'], 'https://shop.example/', []],
  ['one host, two ports', ['https://shop.example', 'http://shop.example:81'], 'https://shop.example/', []],
  [
    'www and booking',
    ['https://www.shop.example', 'https://booking.shop.example'],
    'https://booking.shop.example/a',
    ['shop.example'],
  ],
  [
    'with and without www',
    ['https://shop.example', 'https://www.shop.example'],
    'https://shop.example/',
    ['shop.example'],
  ],
  ['other registered domains only', ['https://shop.example', 'https://other.example'], 'https://shop.example/', []],
  [
    'a public suffix, which browsers refuse, comes before the domain that they take',
    ['https://www.shop.co.uk', 'https://booking.shop.co.uk', 'https://other.co.uk'],
    'https://www.shop.co.uk/',
    ['co.uk', 'shop.co.uk'],
  ],
  [
    'deeper hosts',
    ['https://a.x.shop.example', 'https://b.x.shop.example', 'https://shop.example'],
    'https://a.x.shop.example/',
    ['shop.example', 'x.shop.example'],
  ],
  ['addresses of machines', ['http://10.0.0.1', 'http://10.1.0.1', 'http://[::1]'], 'http://10.0.0.1/', []],
  ['names without a domain', ['http://shop', 'http://booking'], 'http://shop/', []],
  [
    'hosts under localhost',
    ['http://www.shop.localhost:9', 'http://booking.shop.localhost:9'],
    'http://www.shop.localhost:9/',
    ['shop.localhost'],
  ],
])('%s', (_, origins, pageUrl, expected) => {
  expect(cookieDomains(origins, pageUrl)).toEqual(expected);
});
