import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { decode } from 'fast-png';
import { handler } from '../../../lambdas/handlers/call-links.ts';
import { described } from '../../docs/described-api.ts';
import { type LinkWorld, linkWorld, mailDefault, type WorldSettings } from '../recipients/call-link/link-world.ts';
import { masterSecret, originSecret } from './page-client.ts';

const secrets = mockClient(SecretsManagerClient);
secrets.on(GetSecretValueCommand, { SecretId: 'master' }).resolves({ SecretString: masterSecret });
secrets.on(GetSecretValueCommand, { SecretId: 'origin' }).resolves({ SecretString: originSecret });

const phone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1';
const tablet =
  'Mozilla/5.0 (Linux; Android 15; SM-X910) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
const desktop = 'Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

interface Asked {
  readonly query?: Record<string, string>;
  readonly userAgent?: string;
  readonly body?: unknown;
}

/** As API Gateway hands it over, and as it tells the answer on. */
async function request(method: string, token: string, { query = {}, userAgent = desktop, body }: Asked = {}) {
  const known = ['GET', 'HEAD', 'POST'].includes(method);
  const event = {
    routeKey: token === '' ? `${method} /c` : `${known ? method : 'ANY'} /c/{token+}`,
    pathParameters: { token },
    queryStringParameters: query,
    headers: {
      'user-agent': userAgent,
      'x-leaseline-origin': originSecret,
      'cloudfront-viewer-address': '[2001:db8:77::1]:4711',
    },
    requestContext: { http: { method } },
    isBase64Encoded: false,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  } as unknown as APIGatewayProxyEventV2;
  const {
    statusCode: status = 0,
    headers = {},
    body: text = '',
    isBase64Encoded,
  } = await handler(event, {} as Context);
  const bytes = Buffer.from(text, isBase64Encoded ? 'base64' : 'utf8');
  const route = `${method} /c/{token}${token.endsWith('.png') && method !== 'POST' ? '.png' : ''}`;
  const type = String(headers['content-type']);
  const content = type.includes('json') ? JSON.parse(text) : bytes.toString();
  const told = method === 'HEAD' ? undefined : content;
  const problems = known ? described.problemsOfAnswer(route, status, type, told) : [];
  expect(problems).toEqual([]);
  return { status, headers, bytes, text: bytes.toString() };
}

async function world(settings: WorldSettings): Promise<LinkWorld & { readonly tokens: readonly string[] }> {
  const made = await linkWorld(settings);
  made.state.now = Date.now();
  const until = Date.now() + 3_600_000;
  const sent = await made.send(['a', 'b', 'c'], { until });
  Object.assign(process.env, {
    SETTINGS_TABLE: made.settings.name,
    LEASES_TABLE: made.leases.name,
    VISITS_TABLE: made.visits.name,
    VISIT_DAYS: '90',
    MASTER_SECRET_ARN: 'master',
    ORIGIN_SECRET_ARN: 'origin',
    PUBLIC_URL: 'https://calls.shop.example',
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_DYNAMODB: process.env.TEST_DYNAMODB_ENDPOINT,
  });
  return { ...made, tokens: sent.map(({ token }) => token) };
}

/** The function keeps what it was made with, so one world serves all tests; each asks for tokens of its own kind. */
let shop: Awaited<ReturnType<typeof world>>;
beforeAll(async () => {
  shop = await world({
    web: 3,
    mail: 1,
    site: { language: 'de-DE', callPage: { name: 'Laden', hours: [{ from: '00:00', to: '24:00' }] } },
  });
});

test('pictures fetched a hundred times, and links by ten scanners, change nothing', async () => {
  const before = await shop.all();
  for (const token of shop.tokens) {
    for (let time = 0; time < 100; time++) {
      expect((await request('GET', `${token}.png`, { query: { height: String(16 + (time % 8)) } })).status).toBe(200);
    }
    for (let scanner = 0; scanner < 10; scanner++) {
      expect((await request('HEAD', token, { userAgent: `scanner/${scanner}` })).status).toBe(200);
      expect((await request('GET', token, { userAgent: desktop })).status).toBe(200);
    }
  }
  expect(await shop.all()).toBe(before);
});

test('a phone gets a button, tablet and desktop the number and a code; both the hours, in the words of the site', async () => {
  const [own = ''] = shop.tokens;
  const number = '(202) 555-0103';
  const onPhone = (await request('GET', own, { userAgent: phone })).text;
  expect(onPhone).toContain(
    `<a class="call" data-call href="tel:+12025550103">Jetzt anrufen <span data-number>${number}</span></a>`,
  );
  expect(onPhone).not.toContain('<figure>');
  for (const userAgent of [tablet, desktop, '']) {
    const { text } = await request('GET', own, { userAgent });
    expect(text).toContain(`<span data-number>${number}</span></a></p>`);
    expect(text).not.toContain('class="call"');
    expect(text).toContain('href="tel:+12025550103"');
    expect(text).toContain('<figcaption>Mit der Kamera Ihres Telefons scannen');
  }
  expect(onPhone).toMatch(/<html lang="de">[^]*<title>Laden anrufen<\/title>[^]*<h1>Laden<\/h1>[^]*Jetzt geöffnet</);
  expect(onPhone.length).toBeLessThan(5000);
});

test('the page is kept by nobody, loads its own script only, and stands in no frame', async () => {
  const { headers, text } = await request('GET', shop.tokens[1]!);
  expect(headers).toMatchObject({
    'cache-control': 'no-store',
    'x-robots-tag': 'noindex',
    'referrer-policy': 'no-referrer',
    'content-security-policy': expect.stringMatching(
      /^default-src 'none'; script-src 'self'; .*frame-ancestors 'none'$/,
    ),
  });
  expect(headers).not.toHaveProperty('set-cookie');
  expect([...text.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address]) => address)).toEqual([
    '/call-link.js',
    'tel:+12025550198',
  ]);
});

test('a head has the headers of the page', async () => {
  // How long a picture is kept depends on the second in which it is asked for.
  const headersOf = ({ headers }: Awaited<ReturnType<typeof request>>) => ({
    ...headers,
    'cache-control': String(headers['cache-control']).replace(/max-age=\d+/, 'max-age'),
  });
  for (const token of [shop.tokens[0]!, `${shop.tokens[0]}.png`, 'mail.altered']) {
    const [whole, head] = [await request('GET', token), await request('HEAD', token)];
    expect([head.status, headersOf(head)]).toEqual([whole.status, headersOf(whole)]);
  }
});

test('a picture is kept for as long as the number is theirs; the default number for an hour', async () => {
  const [own = '', without = ''] = shop.tokens;
  const { headers, bytes } = await request('GET', `${own}.png`, { query: { height: '20' } });
  expect(headers['content-type']).toBe('image/png');
  const age = Number(/^public, max-age=(\d+)$/.exec(String(headers['cache-control']))?.[1]);
  expect([age > 3400, age <= 3600, decode(bytes).height]).toEqual([true, true, 40]);
  const shown = await request('GET', `${without}.png`);
  expect(shown.headers['cache-control']).toBe('public, max-age=3600');
  expect(shown.bytes.equals((await request('GET', 'mail.altered.png')).bytes)).toBe(true);
  expect(shown.bytes.equals((await request('GET', `${own}.png`)).bytes)).toBe(false);
});

test('what is wrong with a link is said, with the number of its pool where that is known', async () => {
  const altered = await request('GET', `${shop.tokens[0]!.slice(0, -3)}AAA`, { userAgent: phone });
  expect([altered.status, altered.text]).toEqual([404, expect.stringContaining('Dieser Link ist nicht bekannt')]);
  expect(altered.text).toContain(`href="tel:${mailDefault}"`);
  const strange = await request('GET', 'nobody.Qx3v0fJ2bq7hYkPz5nWc1A');
  expect([strange.status, strange.text]).toEqual([404, expect.stringContaining('This link is not known')]);
  expect(strange.text).not.toContain('data-number');
  expect((await request('GET', 'nobody.Qx3v0fJ2bq7hYkPz5nWc1A.png')).status).toBe(404);
  expect((await request('POST', 'mail.altered', { body: { active: false } })).status).toBe(404);
});

test('a link with a slash behind it is the same link', async () => {
  const [own = '', without = ''] = shop.tokens;
  for (const end of ['/', '//']) expect(await request('GET', own + end)).toEqual(await request('GET', own));
  expect(await request('POST', `${without}/`, { body: { active: false } })).toMatchObject({ status: 200 });
  expect((await request('HEAD', `${own}/`)).status).toBe(200);
});

test('a link with more behind it, or cut short, has a page: with the number of its pool where that is known', async () => {
  for (const token of [`${shop.tokens[0]}/x`, 'mail.altered/', 'mail']) {
    const { status, text } = await request('GET', token, { userAgent: phone });
    expect([status, text]).toEqual([404, expect.stringContaining('Sie erreichen Laden unter dieser Nummer:')]);
    expect(text).toContain(`href="tel:${mailDefault}"`);
  }
  const { status, text } = await request('GET', '');
  expect([status, text]).toEqual([404, expect.stringContaining('This link is not known')]);
});

test('an expired link says so, shows the number that stays, and its picture shows that for a short time', async () => {
  const [{ token } = { token: '' }] = await shop.send(['late'], { until: Date.now() + 1 });
  await new Promise((resolve) => setTimeout(resolve, 5));
  const { status, text } = await request('GET', token, { userAgent: phone });
  expect([status, text]).toEqual([410, expect.stringContaining('Dieser Link ist abgelaufen')]);
  expect(text).toContain(`href="tel:${mailDefault}"`);
  expect(text).not.toContain('<script');
  expect((await request('GET', `${token}.png`)).headers['cache-control']).toBe('public, max-age=300');
  expect((await request('POST', token, { body: { active: true } })).status).toBe(410);
});

test.each([
  ['PUT', '', 'GET, HEAD, POST'],
  ['DELETE', '.png', 'GET, HEAD'],
  ['POST', '.png', 'GET, HEAD'],
])('%s of a link%s is not allowed', async (method, end, allow) => {
  expect(await request(method, `${shop.tokens[0]}${end}`, { body: {} })).toMatchObject({
    status: 405,
    headers: { allow },
  });
});

test('what a picture cannot look like, and what a page cannot mean, is refused', async () => {
  for (const height of ['65', '15', '20.5', 'high']) {
    const refused = await request('GET', `${shop.tokens[0]}.png`, { query: { height } });
    const detail = 'must be a whole number of pixels, 16 to 64';
    expect([refused.status, JSON.parse(refused.text).errors]).toEqual([400, [{ field: 'height', detail }]]);
  }
  expect(await request('GET', `${shop.tokens[0]}.png`, { query: { utm_source: 'x' } })).toMatchObject({ status: 200 });
  expect(await request('POST', shop.tokens[1]!, { body: { active: 'yes' } })).toMatchObject({ status: 400 });
});

test('the page leases by what it reports', async () => {
  const { status, text } = await request('POST', shop.tokens[1]!, { body: { active: false } });
  expect([status, JSON.parse(text)]).toMatchObject([
    200,
    { lease: { state: 'leased' }, default: { e164: mailDefault } },
  ]);
  const page = await request('GET', shop.tokens[1]!);
  expect(page.text).toContain(JSON.parse(text).number.display);
});

test('what the function counts stands in the pool counters with each answer', async () => {
  const before = await shop.counted();
  const ids = Array.from({ length: 8 }, (_, index) => `late-${index}`);
  const sent = await shop.send(ids, { until: Date.now() + 3_600_000 });
  const states: string[] = [];
  for (const { token } of [...sent, ...sent, ...sent]) {
    const { text } = await request('POST', token, { body: { active: false } });
    states.push(JSON.parse(text).lease.state);
  }
  const leased = states.slice(0, 8).filter((state) => state === 'leased').length;
  const { asked, leased: leases, refused } = await shop.counted();
  expect([leased, asked - before.asked]).toEqual([2, 8]);
  expect([leases - before.leased, refused - before.refused]).toEqual([2, 6]);
});
