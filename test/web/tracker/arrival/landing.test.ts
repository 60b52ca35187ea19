import { arrivalOf, landingOf, withoutClicks } from '../../../../web/tracker/arrival/landing.ts';
import { parameterNames } from '../../../../web/tracker/arrival/parameter-names.ts';

const page = 'https://shop.example/bikes';

const landing = (pageUrl: string, referrer: string) => landingOf(arrivalOf([pageUrl], referrer));

test.each([
  ['typed in', page, '', ''],
  ['an inner page', page, 'https://shop.example/', ''],
  ['with and without www', page, 'https://www.shop.example/', ''],
  ['the site’s own blog', 'https://www.shop.example/', 'https://blog.shop.example/post', ''],
  ['another site', page, 'https://news.example/article?id=1', 'news.example'],
  ['an app', page, 'android-app://com.mail.example/', 'com.mail.example'],
  ['a site at a port, with a name and a word', page, 'https://ann:word@news.example:8443/a', 'news.example'],
  ['a site with a similar name', page, 'https://myshop.example/', 'myshop.example'],
  ['a click id', `${page}?gclid=abc`, 'https://www.google.com/', 'gclid=abc'],
  ['campaign tags in any order', `${page}?utm_source=b&color=red&utm_campaign=a`, '', 'utm_campaign=a&utm_source=b'],
  ['tags in another order', `${page}?utm_campaign=a&utm_source=b`, '', 'utm_campaign=a&utm_source=b'],
  ['other parameters only', `${page}?color=red&page=2&notgclid=1`, '', ''],
  ['tags in the fragment', `${page}#utm_source=news&utm_medium=email`, '', 'utm_medium=email&utm_source=news'],
  ['tags behind a route', `${page}#/shop?utm_source=news&gclid=abc`, '', 'gclid=abc&utm_source=news'],
  ['an address written anew on the way', `${page}?a=1&amp;utm_source=news`, '', 'utm_source=news'],
  ['an address that was encoded twice', `${page}?next=1%26gclid%3Dabc`, '', 'gclid=abc'],
  ['an address that is none', 'about:blank', 'not an address', ''],
])('%s', (_, pageUrl, referrer, expected) => {
  expect(landing(pageUrl, referrer)).toBe(expected);
});

test.each(parameterNames.split('|'))('%s names an advertisement', (name) => {
  expect(landing(`${page}?${name}=1`, '')).toBe(`${name}=1`);
});

describe('where the visitor came from is told by', () => {
  const tagged = `${page}?gclid=abc&x=1#photo`;
  test.each([
    ['the address', [tagged, tagged], 'https://www.google.com/search?q=bikes', `${page}?gclid=abc&x=1`],
    ['the address before the page cleaned it', [tagged, page], '', `${page}?gclid=abc&x=1`],
    ['the address of a page that came before its visitor', [page, page, tagged], '', `${page}?gclid=abc&x=1`],
    ['the address, not one that the page made later', [tagged, `${page}?gclid=def`], '', `${page}?gclid=abc&x=1`],
    ['the fragment, where it is tagged', [`${page}#/a?utm_source=b`], '', `${page}#/a?utm_source=b`],
    ['the site’s page before', [page], tagged, `${page}?gclid=abc&x=1`],
    ['the page before on another host of the site', ['https://www.shop.example/'], tagged, `${page}?gclid=abc&x=1`],
  ])('%s', (_, addresses, referrer, expected) => {
    expect(arrivalOf(addresses, referrer).pageUrl).toBe(expected);
  });

  test('another site’s own tags are not ours, and its query is nobody’s business', () => {
    const referrer = 'https://news.example/a?utm_source=mail&person=ann#top';
    expect(arrivalOf([page], referrer)).toEqual({ pageUrl: page, referrer: 'https://news.example/a' });
  });
});

test.each([
  ['gclid=abc&utm_source=news', 'gclid=denied&utm_source=news'],
  [`${page}?fbclid=a&color=red&UTM_term=x`, `${page}?fbclid=denied&color=red&UTM_term=x`],
  [`${page}?a=1%26gclid%3Dabc#/x?wbraid=d`, `${page}?a=1%26gclid%3Ddenied#/x?wbraid=denied`],
  [`${page}?gad_source=1&gad_campaignid=77&gclid=abc`, `${page}?gad_source=1&gad_campaignid=77&gclid=denied`],
  ['news.example', 'news.example'],
  ['', ''],
])('%s names no click any more', (text, expected) => {
  expect(withoutClicks(text)).toBe(expected);
  expect(withoutClicks(expected)).toBe(expected);
});
