import { siteSettings } from '../../../lambdas/settings/sites/site-settings.ts';
import { classifyVisitor } from '../../../lambdas/visits/visitor-class.ts';

const site = (more: object = {}) => ({
  id: 'shop',
  ...siteSettings.parse({ name: 'Shop', siteKey: 'pk_shop', origins: ['https://shop.example'], ...more }),
});
const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36';
const headless = chrome.replace('Chrome', 'HeadlessChrome');

const people = [
  chrome,
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15',
  'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 350.0.0.0',
  'Mozilla/5.0 (Linux; Android 15; CUBOT X70) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36',
  undefined,
  '',
];
const crawlers = [
  'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
  'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)',
  'Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)',
  'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
  'facebookexternalhit/1.1',
  'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
  'Bytespider',
  'WhatsApp/2.24.1 A',
];
const tools = ['node', 'curl/8.5.0', 'python-requests/2.31.0', 'visitor-1', 'tester', 'undici', headless];

describe.each([
  ['somewhere', undefined, false],
  ['this machine, where it is like any other', '127.0.0.1', false],
  ['elsewhere, while developers may call from this machine', '203.0.113.7', true],
])('from %s', (_, address, isDeveloper) => {
  const judged = (userAgent: string | undefined) =>
    classifyVisitor(site(), { userAgent, viewer: { ...(address && { address }) } }, isDeveloper);

  test.each(people)('%p is a person', (userAgent) => {
    expect(judged(userAgent)).toBe('person');
  });

  test.each([...crawlers, ...tools])('%p is a robot', (userAgent) => {
    expect(judged(userAgent)).toBe('robot');
  });
});

describe.each(['127.0.0.1', '::1', '::ffff:127.0.0.1'])('a developer at %s', (address) => {
  const judged = (userAgent: string | undefined) => classifyVisitor(site(), { userAgent, viewer: { address } }, true);

  test.each([...people, ...tools])('is a person with %p', (userAgent) => {
    expect(judged(userAgent)).toBe('person');
  });

  test.each(crawlers)('is a robot as %p', (userAgent) => {
    expect(judged(userAgent)).toBe('robot');
  });
});

test('a site may serve robots that name themselves, but those of blocked addresses never', () => {
  const serving = site({ robots: 'serve', addresses: { block: ['203.0.113.0/24'], allow: [] } });
  const viewer = { address: '198.51.100.7' };
  expect(classifyVisitor(serving, { userAgent: crawlers[0], viewer }, false)).toBe('person');
  expect(classifyVisitor(serving, { userAgent: chrome, viewer: { address: '203.0.113.9' } }, false)).toBe('robot');
});

test('what is allowed wins over all', () => {
  const strict = site({
    addresses: { block: ['203.0.113.0/24', '2001:db8::/32'], allow: ['203.0.113.7', '2001:db8:7::/48'] },
    countries: ['DE'],
  });
  const judged = (address: string, userAgent = chrome, country = 'DE') =>
    classifyVisitor(strict, { userAgent, viewer: { address, country } }, false);
  expect(judged('203.0.113.8')).toBe('robot');
  expect(judged('2001:db8:8::1')).toBe('robot');
  expect(judged('203.0.113.7')).toBe('person');
  expect(judged('203.0.113.7', crawlers[0], 'FR')).toBe('person');
  expect(judged('2001:db8:7::1', crawlers[0])).toBe('person');
});

test('who is in a country that is not served is elsewhere; who is nobody knows where, is served', () => {
  const local = site({ countries: ['DE', 'AT'] });
  const judged = (country?: string) =>
    classifyVisitor(local, { userAgent: chrome, viewer: { ...(country && { country }) } }, false);
  expect([judged('DE'), judged('AT'), judged('FR'), judged()]).toEqual(['person', 'person', 'elsewhere', 'person']);
  expect(classifyVisitor(local, { userAgent: chrome }, false)).toBe('person');
  expect(classifyVisitor(local, { userAgent: crawlers[0], viewer: { country: 'FR' } }, false)).toBe('robot');
});

test('a list that changes counts at once', () => {
  for (const [block, kind] of [
    [['203.0.113.7'], 'robot'],
    [['203.0.113.8'], 'person'],
    [['203.0.113.7'], 'robot'],
  ] as const) {
    const changed = site({ addresses: { block } });
    expect(classifyVisitor(changed, { userAgent: chrome, viewer: { address: '203.0.113.7' } }, false)).toBe(kind);
  }
});
