import { readOrderSourceSettings, type StoredOrderSource } from '../../../../lambdas/orders/sources/order-source.ts';
import { webhookReceiver } from '../../../../lambdas/orders/sources/receive-webhook.ts';
import { signers } from './signers.ts';

const now = Date.parse('2026-11-20T14:03:22.500Z');
const { sign } = signers.find(({ type }) => type === 'woocommerce')!;
const order = { id: 7, status: 'completed', total: '10.00', currency: 'EUR', billing: { email: 'a@example.com' } };

let sources: Map<string, StoredOrderSource>;
let secrets: Map<string, Readonly<Record<string, string>>>;
let reads: string[];

const put = (secret: Readonly<Record<string, string>>, more: object = {}) => {
  const wanted = readOrderSourceSettings({ site: 'shop', type: 'woocommerce', ...more });
  const secretsAt = `store/${secrets.size}`;
  secrets.set(secretsAt, secret);
  const stored = { id: 'store', site: 'shop', type: wanted.type, ...wanted.own, secretNames: ['signing'], secretsAt };
  sources.set('store', { ...stored, version: 1 });
};

beforeEach(() => {
  sources = new Map();
  secrets = new Map();
  reads = [];
  put({ signing: 'secret-1' });
});

function receiver() {
  return webhookReceiver({
    findSource: async (id) => {
      reads.push(id);
      return sources.get(id);
    },
    findSite: async (id) => (id === 'shop' ? { currency: 'EUR' } : undefined),
    readSecrets: async (place) => secrets.get(place),
  });
}

const send = (
  receive: ReturnType<typeof receiver>,
  secret: string,
  at = now,
  body = JSON.stringify(order),
  source = 'store',
) => receive({ source, headers: sign(body, secret, at), query: {}, body: Buffer.from(body) }, at);

test('what the source signed is read; what somebody else signed is refused', async () => {
  const receive = receiver();
  expect(await send(receive, 'secret-1')).toMatchObject({ kind: 'read', reports: [{ eventId: 'sale:7' }] });
  expect(await send(receive, 'secret-2')).toEqual({ kind: 'refused' });
});

test('nobody listens at other names, however odd', async () => {
  const receive = receiver();
  for (const source of ['other', '', '../store', 'Store', 'x'.repeat(3000)]) {
    expect(await send(receive, 'secret-1', now, '{}', source)).toEqual({ kind: 'no-source' });
  }
  expect(reads).toEqual(['other']);
});

test('a source is remembered for ten seconds, and a new secret holds at once', async () => {
  const receive = receiver();
  for (const at of [now, now + 1, now + 9_999]) await send(receive, 'secret-1', at);
  expect(reads).toHaveLength(1);
  await send(receive, 'secret-1', now + 10_000);
  expect(reads).toHaveLength(2);
  put({ signing: 'secret-2', previous: 'secret-1' });
  expect(await send(receive, 'secret-2', now + 10_001)).toMatchObject({ kind: 'read' });
  expect(await send(receive, 'secret-1', now + 10_002)).toMatchObject({ kind: 'read' });
});

test('a source that was deleted is nobody', async () => {
  const receive = receiver();
  await send(receive, 'secret-1');
  sources.clear();
  expect(await send(receive, 'secret-1', now + 10_000)).toEqual({ kind: 'no-source' });
});

test('while its secrets cannot be seen nothing is said, so that the sender comes again', async () => {
  secrets.clear();
  await expect(send(receiver(), 'secret-1')).rejects.toThrow('secrets of order source store cannot be seen');
});

test('what only a newer version knows, and a site that is gone, are nobody', async () => {
  const stored = sources.get('store')!;
  sources.set('store', { ...stored, type: 'magento' });
  expect(await send(receiver(), 'secret-1')).toEqual({ kind: 'no-source' });
  sources.set('store', { ...stored, site: 'gone' });
  expect(await send(receiver(), 'secret-1')).toEqual({ kind: 'no-source' });
});

test('a ping is answered, signed or not, and nothing else like it', async () => {
  const receive = receiver();
  const unsigned = { source: 'store', headers: {}, query: {}, body: Buffer.from('webhook_id=5') };
  expect(await receive(unsigned, now)).toEqual({ kind: 'ping' });
  // By a source that is looked up, and by one that is remembered.
  for (const at of [now, now + 1]) {
    expect(await send(receive, 'secret-1', at, 'webhook_id=5')).toEqual({ kind: 'ping' });
  }
  expect(await send(receive, 'wrong', now, 'webhook_id=5')).toEqual({ kind: 'ping' });
  expect(await send(receive, 'wrong', now, 'webhook_id=5&x=1')).toEqual({ kind: 'refused' });
  expect(await send(receive, 'wrong', now, 'webhook_id=5', 'other')).toEqual({ kind: 'no-source' });
});

test('what is signed and no JSON is malformed', async () => {
  expect(await send(receiver(), 'secret-1', now, '{"id":7')).toEqual({
    kind: 'malformed',
    reason: 'the body is not JSON',
  });
});
