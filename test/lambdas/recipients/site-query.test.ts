import fc from 'fast-check';
import { readLanding } from '../../../lambdas/attribution/landing.ts';
import { longestSiteQuery, siteQueryOf } from '../../../lambdas/recipients/site-query.ts';

const token = 'shop-mail.Vf0m3xq1tT2b5Yh8n6zKaQ';
const mail = { source: 'email', medium: 'email' };

/** What a page tells of the link of a mail; `own`: tags that its template has before ours. */
function landingOf(siteQuery: string, own = '') {
  return readLanding({ pageUrl: `https://shop.example/spring?${own}${siteQuery}`, origins: ['https://shop.example'] });
}

test('a link of a mail tells pool, campaign and creative to everything that reads tags', () => {
  const query = siteQueryOf({ token, campaign: 'Früh & spät', creative: 'rot?' }, { source: 'news', medium: 'mail' });
  expect(new URLSearchParams(query).get('leaseline_recipient')).toBe(token);
  expect(landingOf(query)).toMatchObject({
    source: 'news',
    medium: 'mail',
    campaign: 'Früh & spät',
    content: 'rot?',
    landingPage: 'https://shop.example/spring',
  });
});

test('tags that the template has before it win, each alone, and so do ads', () => {
  const query = siteQueryOf({ token, campaign: 'spring' }, mail);
  expect(landingOf(query, 'utm_campaign=own&')).toMatchObject({ source: 'email', campaign: 'own' });
  expect(landingOf(query, 'gclid=x&')).toMatchObject({ source: 'google', medium: 'cpc' });
});

test('what would be too long for an e-mail tool is left out from its end', () => {
  const long = siteQueryOf(
    { token, campaign: 'Весенняя распродажа для всех наших покупателей', creative: 'blue' },
    mail,
  );
  expect(long).toBe(`leaseline_recipient=${token}&utm_source=email&utm_medium=email`);
});

test('whatever is sent, the token is whole, and the rest is told as it was meant', () => {
  const name = (maxLength: number) =>
    fc.string({ unit: 'grapheme', minLength: 1, maxLength }).filter((text) => /^\S(.*\S)?$/u.test(text));
  fc.assert(
    fc.property(name(200), fc.option(name(100), { nil: undefined }), (campaign, creative) => {
      const query = siteQueryOf({ token, campaign, creative }, mail);
      const read = new URLSearchParams(query);
      expect(query.length).toBeLessThanOrEqual(longestSiteQuery);
      expect(query).toMatch(/^[\x21-\x7e]+$/);
      expect(read.get('leaseline_recipient')).toBe(token);
      expect([campaign, null]).toContain(read.get('utm_campaign'));
      expect([creative ?? null, null]).toContain(read.get('utm_content'));
    }),
  );
});
