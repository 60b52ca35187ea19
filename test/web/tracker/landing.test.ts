import { clickIdParameters } from '../../../lambdas/settings/click-id-parameters.ts';
import { landingOf } from '../../../web/tracker/landing.ts';

const page = 'https://shop.example/bikes';

test.each([
  ['typed in', page, '', ''],
  ['an inner page', page, 'https://shop.example/', ''],
  ['with and without www', page, 'https://www.shop.example/', ''],
  ['the site’s own blog', 'https://www.shop.example/', 'https://blog.shop.example/post', ''],
  ['another site', page, 'https://news.example/article?id=1', 'news.example'],
  ['a site with a similar name', page, 'https://myshop.example/', 'myshop.example'],
  ['a click id', `${page}?gclid=abc`, 'https://www.google.com/', 'gclid=abc'],
  ['campaign tags in any order', `${page}?utm_source=b&color=red&utm_campaign=a`, '', 'utm_campaign=a&utm_source=b'],
  ['tags in another order', `${page}?utm_campaign=a&utm_source=b`, '', 'utm_campaign=a&utm_source=b'],
  ['other parameters only', `${page}?color=red&page=2`, '', ''],
  ['an address that is none', 'about:blank', 'not an address', ''],
])('%s', (_, pageUrl, referrer, expected) => {
  expect(landingOf(pageUrl, referrer)).toBe(expected);
});

test.each([...clickIdParameters.map(({ name }) => name), 'utm_source', 'utm_id'])(
  '%s names an advertisement',
  (name) => {
    expect(landingOf(`${page}?${name}=1`, '')).toBe(`${name}=1`);
  },
);
