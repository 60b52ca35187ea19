import fc from 'fast-check';
import { type Landing, readLanding } from '../../../lambdas/attribution/landing.ts';

const origins = ['https://shop.example', 'https://www.shop.example'];

function land(query: string, referrer?: string): Landing {
  return readLanding({ pageUrl: `https://shop.example/shoes${query}`, referrer, origins })!;
}

const sourceOf = (query: string, referrer?: string) => {
  const { source, medium } = land(query, referrer);
  return `${source}/${medium}`;
};

test.each([
  ['', undefined, 'direct/none'],
  ['', '', 'direct/none'],
  ['?utm_source=', '', 'direct/none'],
  ['', 'https://shop.example/', 'direct/none'],
  ['', 'https://www.shop.example/cart', 'direct/none'],
  ['', 'https://www.google.com/', 'google/organic'],
  ['', 'https://www.google.co.uk/', 'google/organic'],
  ['', 'android-app://com.google.android.googlequicksearchbox/', 'google/organic'],
  ['', 'https://mail.google.com/mail/', 'mail.google.com/referral'],
  ['', 'https://google.evil.example/', 'google.evil.example/referral'],
  ['', 'https://notgoogle.com/', 'notgoogle.com/referral'],
  ['', 'https://www.bing.com/search?q=x', 'bing/organic'],
  ['', 'https://duckduckgo.com/', 'duckduckgo/organic'],
  ['', 'https://uk.search.yahoo.com/', 'yahoo/organic'],
  ['', 'https://ya.ru/', 'yandex/organic'],
  ['', 'https://yandex.com.tr/', 'yandex/organic'],
  ['', 'https://l.facebook.com/', 'facebook/social'],
  ['', 'https://t.co/abc', 'twitter/social'],
  ['', 'https://www.linkedin.com/feed/', 'linkedin/social'],
  ['', 'https://old.reddit.com/r/x', 'reddit/social'],
  ['', 'android-app://com.linkedin.android/', 'linkedin/social'],
  ['', 'https://WWW.Blog.Example:8443/post?id=1', 'blog.example/referral'],
  ['', 'about:blank', 'direct/none'],
  ['', 'javascript:alert(1)', 'direct/none'],
  ['', 'not an address', 'direct/none'],
])('an untagged address %s with referrer %s comes from %s', (query, referrer, expected) => {
  expect(sourceOf(query, referrer)).toBe(expected);
});

test.each([
  ['?gclid=abc', undefined, 'google/cpc'],
  ['?GCLID=abc', undefined, 'google/cpc'],
  ['?gbraid=abc', undefined, 'google/cpc'],
  ['?wbraid=abc', 'https://www.google.com/', 'google/cpc'],
  ['?dclid=abc', undefined, 'google/cpc'],
  ['?gclid=abc&utm_source=newsletter&utm_medium=email', undefined, 'google/cpc'],
  ['?msclkid=abc', 'https://www.bing.com/', 'bing/cpc'],
  ['?msclkid=abc&utm_source=bing&utm_medium=shopping', undefined, 'bing/shopping'],
  ['?ttclid=abc', undefined, 'tiktok/cpc'],
  ['?yclid=123', undefined, 'yandex/cpc'],
  ['?li_fat_id=abc', undefined, 'linkedin/cpc'],
  ['?twclid=abc', undefined, 'twitter/cpc'],
  ['?rdt_cid=abc', undefined, 'reddit/cpc'],
  ['?ScCid=abc', undefined, 'snapchat/cpc'],
  ['?fbclid=abc', undefined, 'facebook/social'],
  ['?fbclid=abc', 'https://l.instagram.com/', 'instagram/social'],
  ['?fbclid=abc&utm_source=facebook&utm_medium=cpc', undefined, 'facebook/cpc'],
  ['?epik=abc', undefined, 'pinterest/social'],
  ['?GCLID=&gclid=abc', undefined, 'google/cpc'],
  ['?gclid=', 'https://blog.example/', 'blog.example/referral'],
])('click ids in %s with referrer %s say %s', (query, referrer, expected) => {
  expect(sourceOf(query, referrer)).toBe(expected);
});

test.each([
  ['?utm_source=news&utm_medium=email', 'https://www.google.com/', 'news/email'],
  ['?utm_source=news', 'https://mail.google.com/', 'news/not set'],
  ['?utm_medium=email', undefined, 'not set/email'],
  ['?utm_medium=cpc', 'https://www.google.com/', 'google/cpc'],
  ['?utm_campaign=spring', undefined, 'not set/not set'],
  ['?msclkid=1&utm_campaign=brand', undefined, 'bing/cpc'],
  ['?utm_campaign=spring', 'https://www.google.com/', 'google/organic'],
  ['?UTM_SOURCE=News&utm_medium=Email', undefined, 'News/Email'],
  ['?utm_source=news&utm_source=other&utm_medium=email', undefined, 'news/email'],
  ['?utm_source=&utm_source=news&UTM_MEDIUM=&utm_medium=email', undefined, 'news/email'],
  ['?utm_source=%20&utm_source=news&utm_medium=%09%0A&utm_medium=email', undefined, 'news/email'],
  ['?utm_source=%20a%0Ab%20&utm_medium=x', undefined, 'a b/x'],
])('utm tags in %s with referrer %s say %s', (query, referrer, expected) => {
  expect(sourceOf(query, referrer)).toBe(expected);
});

test('keeps the tags and click ids, and nothing else of the query', () => {
  const landing = land(
    '?gclid=abc&fbclid=xyz&utm_campaign=spring&utm_term=red+shoes&utm_content=a&email=jane%40example.org#frag',
    'https://blog.example/post?reader=jane',
  );
  expect(landing).toEqual({
    source: 'google',
    medium: 'cpc',
    campaign: 'spring',
    term: 'red shoes',
    content: 'a',
    clickIds: { gclid: 'abc', fbclid: 'xyz' },
    landingPage: 'https://shop.example/shoes',
    referrer: 'https://blog.example/post',
  });
});

test('credentials in an address are not kept', () => {
  const landing = readLanding({ pageUrl: 'https://jane:secret@shop.example/a', origins })!;
  expect(landing.landingPage).toBe('https://shop.example/a');
});

test.each(['ftp://shop.example/', 'file:///etc/passwd', 'shop.example', '', 'https://'])(
  'takes no page for %p',
  (pageUrl) => {
    expect(readLanding({ pageUrl, origins })).toBeUndefined();
  },
);

test('parameters are read from the whole address, and what is kept is cut', () => {
  const landing = readLanding({
    pageUrl: `https://shop.example/${'a/'.repeat(400)}?x=${'y'.repeat(14_000)}&gclid=abc#${'z'.repeat(500)}&utm_campaign=spring`,
    referrer: `https://blog.example/${'b/'.repeat(400)}?${'q'.repeat(5000)}`,
    origins,
  })!;
  expect(landing).toMatchObject({ source: 'google', clickIds: { gclid: 'abc' }, campaign: 'spring' });
  expect(landing.landingPage).toHaveLength(500);
  expect(landing.referrer).toHaveLength(300);
});

test.each([
  'https://shop.example/shoes%3Fgclid%3Dabc%26email%3Djane',
  'https://shop.example/shoes&amp;gclid=abc&amp;email=jane',
  'https://shop.example/shoes%253Fgclid%253Dabc',
])('a query that was mangled into the path of %s is not kept with it', (pageUrl) => {
  const { landingPage, referrer, clickIds } = readLanding({ pageUrl, referrer: pageUrl, origins })!;
  expect({ landingPage, referrer, clickIds }).toEqual({
    landingPage: 'https://shop.example/shoes',
    referrer: 'https://shop.example/shoes',
    clickIds: { gclid: 'abc' },
  });
});

test('a click id that is too long or odd is left out, not cut', () => {
  expect(land(`?gclid=${'a'.repeat(501)}`).clickIds).toEqual({});
  expect(land('?gclid=%F0%9F%98%80').clickIds).toEqual({});
});

test('a page on a host that the site does not list is its own page all the same', () => {
  const landing = readLanding({ pageUrl: 'https://new.example/a', referrer: 'https://new.example/b', origins })!;
  expect(landing.source).toBe('direct');
});

const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 4000 }),
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc
    .tuple(
      fc.constantFrom('gclid', 'utm_source', 'utm_medium', 'utm_campaign', 'utm_term', 'fbclid', 'gad_source', 'x'),
      fc.string({ unit: 'binary', maxLength: 3000 }),
    )
    .map(([name, value]) => `https://shop.example/?${name}=${value}`),
);

test('never throws and stays within bounds, whatever the addresses hold', () => {
  fc.assert(
    fc.property(anything, fc.option(anything, { nil: undefined }), (pageUrl, referrer) => {
      const landing = readLanding({ pageUrl, referrer, origins });
      if (landing === undefined) return;
      expect(landing.source.length).toBeLessThanOrEqual(100);
      expect(landing.medium.length).toBeLessThanOrEqual(100);
      for (const text of [landing.campaign, landing.term, landing.content]) {
        expect((text ?? '').length).toBeLessThanOrEqual(200);
        expect(text ?? '').not.toMatch(/\p{Cs}/u);
      }
      expect(landing.landingPage).not.toMatch(/[?#]/);
      expect(Object.values(landing.clickIds).join('').length).toBeLessThanOrEqual(700);
    }),
  );
});

test('click ids are kept as long as there is room for them all, whole', () => {
  const pageUrl = `https://shop.example/?gclid=${'g'.repeat(400)}&msclkid=${'m'.repeat(301)}&ttclid=${'t'.repeat(300)}`;
  expect(Object.keys(readLanding({ pageUrl, origins: [] })?.clickIds ?? {})).toEqual(['gclid', 'ttclid']);
});
