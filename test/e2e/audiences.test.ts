import { createHash } from 'node:crypto';
import { callRun } from './call-run.ts';
import { contact } from './connect-payloads.ts';
import type { CallDetail } from './management.ts';
import { soon } from './soon.ts';

const run = callRun();
const caller = '+13055550171';
const google = createHash('sha256').update(caller).digest('hex');
const meta = createHash('sha256').update(caller.slice(1)).digest('hex');
const audiences = { googleA: '111', googleB: '222', metaA: '11111', metaB: '22222' } as const;

interface Received {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly answer: string;
}

async function received(inbox: string): Promise<Received[]> {
  const response = await fetch(new URL(`/inbox/messages.json?name=${inbox}`, run.local.url));
  return ((await response.json()) as { items: Received[] }).items.filter(({ answer }) => answer === '200');
}

/** Who is in the audiences of the stand-ins after all that they took, by audience. */
async function members(before: Readonly<Record<string, readonly string[]>>): Promise<Record<string, string[]>> {
  const sets = new Map<string, Set<string>>(Object.values(audiences).map((id) => [id, new Set(before[id])]));
  const change = (audience: string, isAdded: boolean, hashes: readonly string[]) => {
    const left = [...sets.get(audience)!].filter((hash) => !hashes.includes(hash));
    sets.set(audience, new Set(isAdded ? [...left, ...hashes] : left));
  };
  for (const { path, body } of await received('google')) {
    if (!path.includes('audienceMembers')) continue;
    const { destinations, audienceMembers } = JSON.parse(body);
    const [{ userData }] = audienceMembers;
    const hashes = userData.userIdentifiers.map(({ phoneNumber }: { phoneNumber: string }) => phoneNumber);
    change(destinations[0].productDestinationId, path.endsWith(':ingest'), hashes);
  }
  for (const { method, path, body } of await received('meta')) {
    const { data } = JSON.parse(new URLSearchParams(body).get('payload')!);
    change(path.split('/')[2]!, method === 'POST', data[0]);
  }
  return Object.fromEntries([...sets].map(([id, set]) => [id, [...set]]));
}

function googleInbox(more: object) {
  const [endpoint, tokenEndpoint] = ['/inbox/google', '/inbox/google/token'].map((path) => `${run.local.url}${path}`);
  const secrets = { clientId: 'client', clientSecret: 'secret', refreshToken: 'refresh' };
  return { site: 'proof', settings: { customerId: '1234567890', endpoint, tokenEndpoint, ...more }, secrets };
}

async function until(call: string, hoped: (detail: CallDetail) => boolean): Promise<CallDetail> {
  const read = () => run.api.call(call);
  return (await soon(read, (detail) => detail !== undefined && hoped(detail), { seconds: 60 }))!;
}

const told = (rule: string, revision: number) => (detail: CallDetail) =>
  detail.conversions.some(
    (each) =>
      each.rule === rule && each.deliveries.every(({ sent, state }) => sent >= revision && state === 'delivered'),
  );

test('who buys product A leaves its audience and enters that of B; a refund reverses both', async () => {
  const products = ['PRODUCT-A'];
  const metaInbox = (more: object) => ({
    site: 'proof',
    type: 'meta-audience',
    settings: { endpoint: `${run.local.url}/inbox/meta/v26.0`, products, ...more },
    secrets: { accessToken: 'token' },
  });
  const out = { action: 'remove' };
  const into = { action: 'add' };
  const ofGoogle = (more: object) => ({ ...googleInbox({ products, ...more }), type: 'google-audience' });
  const destinations = {
    'google-a': ofGoogle({ audienceId: audiences.googleA, ...out }),
    'google-b': ofGoogle({ audienceId: audiences.googleB, ...into }),
    'meta-a': metaInbox({ audienceId: audiences.metaA, ...out }),
    'meta-b': metaInbox({ audienceId: audiences.metaB, ...into }),
  };
  for (const [id, body] of Object.entries(destinations)) await run.api.must(`PUT /v1/destinations/${id}`, body);
  await run.api.must('PUT /v1/rules/cross-sell', {
    site: 'proof',
    when: { revenue: { gt: '0.00' } },
    conversion: { name: 'sale', value: 'revenue' },
    destinations: Object.keys(destinations),
  });
  const before = { [audiences.googleA]: [google], [audiences.metaA]: [meta] };

  const { number } = await run.shop.visit('gclid=audience', { consent: { ads: true, analytics: true } });
  const call = contact(number!.e164, caller, { talk: 30 });
  await run.connect.play(call);
  await until(call.id, ({ call: { final } }) => final);

  const items = [
    { sku: 'PRODUCT-A', quantity: 1, amount: '80.00' },
    { sku: 'OTHER', quantity: 1, amount: '20.00' },
  ];
  const order = { site: 'proof', orderId: 'o-1', find: { phone: caller } };
  const sale = { kind: 'sale', amount: '100.00', currency: 'EUR' };
  await run.api.must('POST /v1/orders', { ...order, eventId: 's-1', revenue: sale, items });
  await until(call.id, told('cross-sell', 1));
  expect(await members(before)).toEqual({ 111: [], 222: [google], 11111: [], 22222: [meta] });

  const refund = { kind: 'refund', amount: '80.00', currency: 'EUR' };
  await run.api.must('POST /v1/orders', { ...order, eventId: 'r-1', revenue: refund, items: items.slice(0, 1) });
  await until(call.id, told('cross-sell', 2));
  expect(await members(before)).toEqual({ 111: [google], 222: [], 11111: [meta], 22222: [] });
});

test('a call to a number behind a call asset goes to the conversion action for calls', async () => {
  const number = '+12125550193';
  const pool = { site: 'proof', kind: 'source', channel: 'call-extension', callAsset: true, numbers: [number] };
  expect(await run.api.must('PUT /v1/pools/proof-asset', pool)).toMatchObject({ callAsset: true });
  const actions = { conversionActionId: '333', callConversionActionId: '444' };
  await run.api.must('PUT /v1/destinations/google-calls', { ...googleInbox(actions), type: 'google-ads' });
  await run.api.must('PUT /v1/rules/from-ads', {
    site: 'proof',
    when: { talkSeconds: { gte: 5 } },
    conversion: { name: 'call_from_ad', value: { amount: '20.00', currency: 'EUR' } },
    destinations: ['google-calls'],
  });
  const call = contact(number, caller, { talk: 30 });
  await run.connect.play(call);
  const detail = await until(call.id, told('from-ads', 1));
  expect(detail.match).toMatchObject({ method: 'source', callAsset: true });
  const ingested = (await received('google'))
    .filter(({ path }) => path.endsWith('events:ingest'))
    .map(({ body }) => JSON.parse(body));
  expect(ingested).toMatchObject([
    {
      destinations: [{ productDestinationId: '444' }],
      events: [
        {
          callInfo: { startTimestamp: new Date(call.startedAt).toISOString() },
          userData: { userIdentifiers: [{ phoneNumber: google }] },
        },
      ],
    },
  ]);
});
