import { email } from '../../lambdas/deliveries/destinations/email/email.ts';
import { ga4 } from '../../lambdas/deliveries/destinations/ga4/ga4.ts';
import { microsoftAds } from '../../lambdas/deliveries/destinations/microsoft/microsoft-ads.ts';
import { destinations } from '../../lambdas/deliveries/destinations/registry.ts';
import { webhook } from '../../lambdas/deliveries/destinations/webhook/webhook.ts';
import { yandexMetrica } from '../../lambdas/deliveries/destinations/yandex/yandex-metrica.ts';
import { schedule } from '../../lambdas/deliveries/schedule.ts';
import { readDestinationSettings } from '../../lambdas/settings/destinations/destination-settings.ts';
import { example } from './example-conversion.ts';
import { papers, readPaper } from './markdown.ts';

interface SetUp {
  readonly settings: never;
  readonly secrets: never;
}

/** What a paper says under "Set up" and under "What is sent". */
function read(type: string): { setUp: unknown; parts: SetUp; sent: string } {
  const { blocks } = readPaper(`docs/destinations/${type}.md`);
  const under = (section: string) => blocks.find((block) => block.section === section)!.text;
  const setUp = JSON.parse(under('Set up')) as SetUp;
  const { settings, secrets } = setUp;
  return { setUp, parts: { settings, secrets }, sent: under('What is sent') };
}

test('every type of destination has its paper, and no other has', () => {
  const written = papers().map(({ file }) => /^docs\/destinations\/(.+)\.md$/.exec(file)?.[1]);
  expect(written.filter((type) => type !== undefined).toSorted()).toEqual([...destinations.keys()].toSorted());
});

test.each([...destinations.keys()])('%s is set up as its paper says', (type) => {
  const { setUp } = read(type);
  expect(readDestinationSettings(destinations, setUp)).toMatchObject({ type, site: 'shop' });
});

test('a webhook is what its paper says', () => {
  const { parts, sent } = read('webhook');
  const built = webhook.build({ ...example, ...parts });
  expect(built.kind === 'request' && JSON.parse(built.request.body!)).toEqual(JSON.parse(sent));
  const { prose } = readPaper('docs/destinations/webhook.md');
  const headers = built.kind === 'request' ? Object.keys(built.request.headers) : [];
  for (const name of headers.filter((header) => header.startsWith('webhook-'))) expect(prose).toContain(`\`${name}\``);
});

test.each(['google-ads', 'google-audience'])('a request to %s is what its paper says', (type) => {
  const { parts, sent } = read(type);
  const destination = destinations.get(type)!;
  const settings = destination.settings.parse(parts.settings);
  const built = destination.build({ ...example, secrets: parts.secrets, settings });
  expect(built.kind === 'request' && JSON.parse(built.request.body!)).toEqual(JSON.parse(sent));
});

test.each([
  'klaviyo',
  'mailchimp',
  'mailchimp-tag',
  'meta',
  'tiktok',
  'hubspot',
  'hubspot-contact',
  'salesforce',
  'amocrm',
  'bitrix24',
])('a request to %s is what its paper says', (type) => {
  const { parts, sent } = read(type);
  const destination = destinations.get(type)!;
  const [settings, secrets] = [destination.settings.parse(parts.settings), destination.secrets.parse(parts.secrets)];
  const built = destination.build({ ...example, settings, secrets, email: 'anna@shop.example' });
  expect(built.kind === 'request' && JSON.parse(built.request.body!)).toEqual(JSON.parse(sent));
});

test('a form to meta-audience is what its paper says', () => {
  const { parts, sent } = read('meta-audience');
  const destination = destinations.get('meta-audience')!;
  const [settings, secrets] = [destination.settings.parse(parts.settings), destination.secrets.parse(parts.secrets)];
  const conversion = { ...example.conversion, sold: ['ROOF-1'] };
  const built = destination.build({ ...example, settings, secrets, conversion, email: 'anna@shop.example' });
  if (built.kind !== 'request') throw new Error(built.kind);
  const { method, url, body } = built.request;
  expect(JSON.parse(new URLSearchParams(body).get('payload')!)).toEqual(JSON.parse(sent));
  expect(readPaper('docs/destinations/meta-audience.md').prose).toContain(`\`${method} ${url}\``);
});

test('a conversion for Microsoft, and its new value, are what its paper says', () => {
  const { parts, sent } = read('microsoft-ads');
  const [settings, secrets] = [microsoftAds.settings.parse(parts.settings), microsoftAds.secrets.parse(parts.secrets)];
  const visit = { ...example.match.visit!, clickIds: { msclkid: '00000000000000000000000000000001' } };
  const facts = { ...example, settings, secrets, match: { ...example.match, visit } };
  const body = (more: object) => {
    const built = microsoftAds.build({ ...facts, ...more });
    return built.kind === 'request' && JSON.parse(built.request.body!);
  };
  expect(body({})).toEqual(JSON.parse(sent));
  const { blocks } = readPaper('docs/destinations/microsoft-ads.md');
  const restated = { ...example.conversion, value: { minor: 7000, currency: 'EUR' }, revision: 2 };
  expect(body({ kind: 'restate', conversion: restated })).toEqual(JSON.parse(blocks.at(-1)!.text));
});

/** The example's match, whose browser had ids of analytics tools. */
const seen = {
  ...example.match,
  visit: {
    ...example.match.visit!,
    ids: { ga: '1234567890.1769860500', gaSession: '1769860500', ymUid: '133591247640966458' },
  },
};

test('a file for Yandex Metrica is what its paper says', () => {
  const { parts, sent } = read('yandex-metrica');
  const settings = yandexMetrica.settings.parse(parts.settings);
  const built = yandexMetrica.build({ ...example, match: seen, secrets: parts.secrets, settings });
  expect(built.kind === 'request' && built.request.body?.replaceAll('\r\n', '\n')).toBe(`${sent}\n`);
});

test('a request to Google Analytics is what its paper says', () => {
  const { parts, sent } = read('ga4');
  const settings = ga4.settings.parse(parts.settings);
  const built = ga4.build({ ...example, match: seen, secrets: parts.secrets, settings });
  expect(built.kind === 'request' && JSON.parse(built.request.body!)).toEqual(JSON.parse(sent));
});

test('a mail is what its paper says', () => {
  const { parts, sent } = read('email');
  const built = email.build({ ...example, ...parts });
  expect(built.kind === 'email' && `Subject: ${built.email.subject}\n\n${built.email.text}`).toBe(`${sent}\n`);
});

test('the pauses between attempts are those of the schedule', () => {
  const words = schedule.slice(1).map((seconds) => {
    if (seconds < 60) return `${seconds} s`;
    return seconds < 3600 ? `${seconds / 60} min` : `${seconds / 3600} h`;
  });
  expect(readPaper('docs/destinations/webhook.md').text).toContain(
    `tried again after ${words.slice(0, -1).join(', ')} and ${words.at(-1)}`,
  );
});
