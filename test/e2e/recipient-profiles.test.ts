import { createHash } from 'node:crypto';
import { callRun } from './call-run.ts';
import { contact } from './connect-payloads.ts';
import type { CallDetail } from './management.ts';
import { untilCall } from './read-call.ts';
import { soon } from './soon.ts';

const run = callRun();
const day = 86_400_000;
const anna = { id: '4711', email: 'anna@proof.example', phone: '+13055550181' };
const bert = { id: '4712', email: 'bert@proof.example' };
const member = (email: string) => `/3.0/lists/a1b2c3/members/${createHash('md5').update(email).digest('hex')}`;

interface Received {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly answer: string;
}

async function taken(inbox: string): Promise<Received[]> {
  const response = await fetch(new URL(`/inbox/messages.json?name=${inbox}`, run.local.url));
  const { items } = (await response.json()) as { items: Received[] };
  return items.filter(({ method, answer }) => method === 'POST' && answer.startsWith('2'));
}

interface KlaviyoEvent {
  readonly metric: { readonly data: { readonly attributes: { readonly name: string } } };
  readonly profile: { readonly data: { readonly attributes: object } };
  readonly properties: Readonly<Record<string, unknown>>;
  readonly value: number;
  readonly unique_id: string;
}

/** What Klaviyo has then: of events of one profile and metric with one id the first stays. */
async function klaviyoEvents() {
  const kept = new Map<string, KlaviyoEvent>();
  for (const { body } of await taken('klaviyo')) {
    const event: KlaviyoEvent = JSON.parse(body).data.attributes;
    const key = JSON.stringify([event.profile, event.metric, event.unique_id]);
    kept.set(key, kept.get(key) ?? event);
  }
  return [...kept.values()].map(({ metric, profile, properties, value }) => ({
    metric: metric.data.attributes.name,
    profile: profile.data.attributes,
    conversion: properties.conversion,
    recipient: properties.recipient,
    creative: properties.creative,
    campaign: properties.campaign,
    value,
  }));
}

const told = (rule: string, revision: number) => (detail: CallDetail) =>
  detail.conversions.some(
    (each) =>
      each.rule === rule && each.deliveries.every(({ sent, state }) => sent >= revision && state === 'delivered'),
  );

async function setUp() {
  const { api, local } = run;
  const site = 'proof';
  await api.must('PUT /v1/pools/proof-mails', { site, kind: 'recipient', defaultNumber: '+12125550173' });
  await api.must('POST /v1/pools/proof-mails/numbers', { numbers: ['+12125550170', '+12125550171'] });
  const mailchimp = { url: `${local.url}/inbox/mailchimp`, audienceId: 'a1b2c3' };
  const secrets = { apiKey: 'example-us6' };
  const destinations = {
    klaviyo: { type: 'klaviyo', settings: { endpoint: `${local.url}/inbox/klaviyo` }, secrets },
    mailchimp: { type: 'mailchimp', settings: mailchimp, secrets },
    tag: { type: 'mailchimp-tag', settings: { ...mailchimp, tag: 'phone-caller' }, secrets },
  };
  for (const [id, body] of Object.entries(destinations))
    await api.must(`PUT /v1/destinations/${id}`, { site, ...body });
  const rule = (conversion: object, to: readonly string[]) => ({
    site,
    when: { source: 'email' },
    conversion,
    destinations: to,
  });
  const call = { name: 'call', value: { amount: '0.00', currency: 'EUR' } };
  await api.must('PUT /v1/rules/mail-call', rule(call, ['klaviyo', 'mailchimp', 'tag']));
  await api.must('PUT /v1/rules/mail-sale', rule({ name: 'sale', value: 'revenue' }, ['klaviyo', 'mailchimp']));
  for (const { email } of [anna, bert]) {
    const response = await fetch(new URL(`/inbox/mailchimp${member(email)}`, local.url), {
      method: 'PUT',
      headers: { authorization: `Basic ${Buffer.from('key:example-us6').toString('base64')}` },
      body: JSON.stringify({ email_address: email, status_if_new: 'subscribed' }),
    });
    expect(response.status).toBe(200);
  }
}

test('a recipient calls: the agent hears the campaign, the e-mail tools have it on that profile, and sale and refund follow', async () => {
  await setUp();
  const { recipients } = await run.api.must<{ recipients: { id: string; number: string; isDefault: boolean }[] }>(
    'POST /v1/pools/proof-mails/recipients',
    {
      campaign: 'autumn',
      creative: 'red',
      until: new Date(Date.now() + 30 * day).toISOString(),
      recipients: [anna, bert].map(({ id, email }) => ({ id, email })),
    },
  );
  expect(recipients.map(({ id, isDefault }) => [id, isDefault])).toEqual([
    [anna.id, false],
    [bert.id, false],
  ]);

  const call = contact(recipients[0]!.number, anna.phone, { talk: 30 });
  // On a busy machine a lookup answers the default route rather than late.
  const lookup = () => run.connect.lookup(call);
  const answer = await soon(lookup, ({ found }) => found === 'true');
  expect(answer).toMatchObject({ whisper: 'Call from email autumn' });
  await run.connect.play(call);
  const called = await untilCall(run.api, call, told('mail-call', 1));
  expect(called.match).toMatchObject({ method: 'recipient', source: 'email', campaign: 'autumn' });

  // The shop knows her by another address: what follows goes to the profile all the same.
  const order = { site: 'proof', orderId: 'm-1', find: { phone: anna.phone, email: 'anna@elsewhere.example' } };
  const revenue = (kind: string) => ({ kind, amount: '80.00', currency: 'EUR' });
  await run.api.must('POST /v1/orders', { ...order, eventId: 'm-s', revenue: revenue('sale') });
  await untilCall(run.api, call, told('mail-sale', 1));
  expect((await report()).items).toMatchObject([{ calls: 1, revenue: [{ amount: '80.00', currency: 'EUR' }] }]);
  await run.api.must('POST /v1/orders', { ...order, eventId: 'm-r', revenue: revenue('refund') });
  await untilCall(run.api, call, told('mail-sale', 2));

  const ofAnna = { profile: { email: anna.email }, recipient: anna.id, creative: 'red', campaign: 'autumn' };
  expect(await klaviyoEvents()).toEqual([
    { ...ofAnna, metric: 'Phone Call', conversion: 'call', value: 0 },
    { ...ofAnna, metric: 'Phone Call', conversion: 'sale', value: 80 },
    { ...ofAnna, metric: 'Phone Call Refunded', conversion: 'sale', value: 0 },
  ]);
  const atMailchimp = await taken('mailchimp');
  const events = atMailchimp.filter(({ path }) => path.endsWith('/events'));
  expect(new Set(atMailchimp.map(({ path }) => path))).toEqual(
    new Set(['events', 'tags'].map((what) => `${member(anna.email)}/${what}`)),
  );
  expect(events.map(({ body }) => JSON.parse(body)).map(({ name, properties }) => [name, properties.value])).toEqual([
    ['phone_call', '0.00'],
    ['phone_call', '80.00'],
    ['phone_call_refunded', '0.00'],
  ]);
  const tags = atMailchimp.filter(({ path }) => path.endsWith('/tags')).map(({ body }) => JSON.parse(body).tags);
  // She called, whatever she bought: she stays out of the follow-up.
  expect(tags).toEqual([[{ name: 'phone-caller', status: 'active' }]]);

  const { items, total } = await report();
  const sent = { recipients: 2, numbers: 2, defaults: 0, clicks: 0 };
  const row = { ...sent, calls: 1, answered: 1, revenue: [{ amount: '0.00', currency: 'EUR' }] };
  expect(items).toMatchObject([{ pool: 'proof-mails', campaign: 'autumn', creative: 'red', ...row }]);
  expect(total).toMatchObject(row);
});

async function report() {
  return run.api.must<{ items: Record<string, unknown>[]; total: Record<string, unknown> }>(
    'GET /v1/reports/recipients?site=proof',
  );
}
