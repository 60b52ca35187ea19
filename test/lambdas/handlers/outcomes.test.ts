import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { handler } from '../../../lambdas/handlers/outcomes.ts';
import { logger } from '../../../lambdas/platform/log.ts';
import { deriveSigningKeys } from '../../../lambdas/platform/signing-keys.ts';
import { linkLife, outcomeLink } from '../../../lambdas/team/outcome-link/outcome-token.ts';
import { described } from '../../docs/described-api.ts';
import { type CallWorld, callWorld, putRuleFor } from './call-world.ts';
import { request } from './management-client.ts';

const secret = JSON.stringify({ master: 'm'.repeat(64), signingKeys: ['1'] });
const secrets = mockClient(SecretsManagerClient);
secrets.on(GetSecretValueCommand).resolves({ SecretString: secret });

const tokenOf = (call: string, madeAt = Date.now()) =>
  outcomeLink(deriveSigningKeys(secret), '', call, madeAt).slice('/v1/outcome/'.length);

/** Opens or sends the page as API Gateway hands it over: forms come in base64. */
async function page(method: 'GET' | 'HEAD' | 'POST', token: string, form?: Record<string, string>) {
  const routeKey = `${method} /v1/outcome/{token}`;
  const event = {
    routeKey,
    pathParameters: { token },
    headers: {},
    requestContext: { http: { method } },
    isBase64Encoded: true,
    ...(form && { body: Buffer.from(new URLSearchParams(form).toString()).toString('base64') }),
  } as unknown as APIGatewayProxyEventV2;
  const { statusCode: status = 0, headers = {}, body } = await handler(event, {} as Context);
  const type = headers['content-type']?.toString();
  expect(described.problemsOfAnswer(routeKey, status, type, method === 'HEAD' ? undefined : body)).toEqual([]);
  return { status, headers, html: body ?? '' };
}

let world: CallWorld;
beforeEach(async () => {
  process.env.MASTER_SECRET_ARN = 'arn:master';
  world = await callWorld();
  await putRuleFor(world, { when: {}, conversion: { name: 'purchase', value: 'revenue' } });
  await world.call({ call: 'call-1' });
});

async function detail() {
  await world.work();
  const { body } = await request('GET /v1/calls/call-1');
  return body as unknown as {
    outcome?: string;
    revenue?: { amount: string };
    conversions: { value: { amount: string }; state: string; revision: number }[];
    ledger: unknown[];
  };
}

test('showing the page changes nothing, and tells nothing of the caller', async () => {
  const token = tokenOf('call-1');
  for (const _ of [1, 2]) {
    const { status, html, headers } = await page('GET', token);
    expect(status).toBe(200);
    expect(html).toContain('What it is worth, in EUR');
    expect(html).not.toMatch(/\+\d{6}|<script/);
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
  }
  expect((await detail()).ledger).toEqual([]);
});

test.each(['GET', 'HEAD'] as const)('a body that comes with %s is not looked at, however large', async (method) => {
  const { status } = await page(method, tokenOf('call-1'), { amount: '9'.repeat(100_000) });
  expect(status).toBe(200);
});

test('what is said becomes outcome, revenue and conversion; again it changes nothing; a correction restates', async () => {
  const token = tokenOf('call-1');
  for (const _ of [1, 2]) {
    const said = await page('POST', token, { outcome: 'won', amount: '129,50' });
    expect(said).toMatchObject({ status: 303, headers: { location: `/v1/outcome/${token}` } });
  }
  expect(await detail()).toMatchObject({
    outcome: 'won',
    revenue: { amount: '129.50' },
    conversions: [{ value: { amount: '129.50' }, state: 'open', revision: 1 }],
    ledger: [{ eventId: '1' }],
  });
  expect((await page('GET', token)).html).toContain('Reported here: Won, €129.50');

  await page('POST', token, { outcome: 'won', amount: '99' });
  expect(await detail()).toMatchObject({ conversions: [{ value: { amount: '99.00' }, state: 'open', revision: 2 }] });
  await page('POST', token, { outcome: 'lost', amount: '99' });
  expect(await detail()).toMatchObject({
    outcome: 'lost',
    revenue: { amount: '0.00' },
    conversions: [{ value: { amount: '0.00' } }],
  });
});

test('what was said here and what others reported are told apart; an amount beside "lost" is asked about', async () => {
  const token = tokenOf('call-1');
  const report = { eventId: 'o-1', outcome: 'sold', revenue: { kind: 'sale', amount: '500', currency: 'EUR' } };
  await request('POST /v1/calls/call-1/outcome', report);
  await page('POST', token, { outcome: 'won', amount: '100' });
  const { html } = await page('GET', token);
  expect(html).toContain('>Reported here: Won, €100.00<');
  expect(html).toContain('>Reported by orders and others: sold, €500.00<');
  expect(html).toContain('value="100.00"');
  const lost = await page('POST', token, { outcome: 'lost', amount: '250' });
  expect(lost).toMatchObject({ status: 400, html: expect.stringContaining('value="250"') });
  expect(await detail()).toMatchObject({ outcome: 'won', revenue: { amount: '600.00' } });
  expect(await page('POST', token, { outcome: 'lost', amount: '100.00' })).toMatchObject({ status: 303 });
  expect(await detail()).toMatchObject({ outcome: 'lost', revenue: { amount: '500.00' } });
});

test('the head of the page alone says whether the link can be used', async () => {
  for (const token of [tokenOf('call-1'), 'forged']) {
    const [{ html: _, ...head }, answer] = [await page('GET', token), await page('HEAD', token)];
    expect(answer).toEqual({ ...head, html: '' });
  }
  expect((await detail()).ledger).toEqual([]);
});

test('of two who say different things at once both are heard, one after the other', async () => {
  const token = tokenOf('call-1');
  const all = ['100', '200', '300'].map((amount) => page('POST', token, { outcome: 'won', amount }));
  expect((await Promise.all(all)).map(({ status }) => status)).toEqual([303, 303, 303]);
  const { revenue, ledger } = await detail();
  expect(['100.00', '200.00', '300.00']).toContain(revenue?.amount);
  expect(ledger).toHaveLength(5);
});

test('what does not fit is said on the page, with what was written', async () => {
  const { status, html } = await page('POST', tokenOf('call-1'), { outcome: 'won', amount: '<1.25,0"' });
  expect(status).toBe(400);
  expect(html).toContain('value="&lt;1.25,0&quot;"');
  expect(html).toContain('role="alert"');
  expect((await detail()).ledger).toEqual([]);
});

test('an old link says so, and one that is none of ours opens nothing', async () => {
  const old = tokenOf('call-1', Date.now() - linkLife - 1);
  for (const method of ['GET', 'POST'] as const) {
    expect(await page(method, old, { outcome: 'won' })).toMatchObject({
      status: 410,
      html: expect.stringContaining('has expired'),
    });
    expect(await page(method, 'forged', { outcome: 'won' })).toMatchObject({ status: 404 });
    expect(await page(method, tokenOf('nothing'), { outcome: 'won' })).toMatchObject({ status: 404 });
  }
});

test('what could not be queued is said to have failed, and pressing again does the rest', async () => {
  const logged = (['warn', 'error'] as const).map((level) => jest.spyOn(logger, level).mockImplementation());
  world.queue.on(SendMessageBatchCommand).rejectsOnce(new Error('the queue is gone'));
  expect((await page('POST', tokenOf('call-1'), { outcome: 'won' })).status).toBe(500);
  for (const one of logged) one.mockRestore();
  world.queue.on(SendMessageBatchCommand).resolves({});
  world.queue.resetHistory();
  expect((await page('POST', tokenOf('call-1'), { outcome: 'won' })).status).toBe(303);
  expect(await detail()).toMatchObject({ outcome: 'won', ledger: [{ eventId: '1' }] });
});

test('a link is no place to play: at some point no correction is taken', async () => {
  const token = tokenOf('call-1');
  for (let n = 1; n <= 50; n++) await page('POST', token, { outcome: n % 2 === 0 ? 'won' : 'lost' });
  expect((await page('POST', token, { outcome: 'lost' })).status).toBe(429);
  expect((await page('POST', token, { outcome: 'won' })).status).toBe(303);
});

test('a site that has a list of outcomes is asked by its words, and takes no others', async () => {
  const token = tokenOf('call-1');
  const { body: site } = await request('GET /v1/sites/shop');
  const { id: _, ...settings } = site as unknown as Record<string, unknown>;
  const outcomes = [
    { outcome: 'sold', label: 'Bought <something>' },
    { outcome: 'wrong-number', lost: true },
  ];
  expect((await request('PUT /v1/sites/shop', { ...settings, outcomes })).status).toBe(200);
  const { html } = await page('GET', token);
  expect(html.match(/<button[^>]*>[^<]*<\/button>/g)?.map((one) => one.replace(/<[^>]*>/g, ''))).toEqual([
    'Bought &lt;something&gt;',
    'wrong-number',
  ]);
  expect(await page('POST', token, { outcome: 'won', amount: '' })).toMatchObject({ status: 400 });
  expect(await page('POST', token, { outcome: 'sold', amount: '20' })).toMatchObject({ status: 303 });
  expect((await page('GET', token)).html).toContain('>Reported here: Bought &lt;something&gt;, €20.00<');
  expect(await detail()).toMatchObject({ outcome: 'sold', revenue: { amount: '20.00' } });
});
