import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type AttemptDependencies, attemptDelivery, type Next } from '../../../lambdas/deliveries/attempt-delivery.ts';
import type { DeliveryFacts } from '../../../lambdas/deliveries/delivery-facts-store.ts';
import { deliveryKey } from '../../../lambdas/deliveries/delivery-items.ts';
import { claimDelivery, finishDelivery, readDelivery } from '../../../lambdas/deliveries/delivery-store.ts';
import { destinations } from '../../../lambdas/deliveries/destinations/registry.ts';
import type { Table } from '../../../lambdas/platform/aws/table.ts';
import { createTable, embeddedDynamoDB, type TryFate, unreliableDynamoDB } from '../../embedded-dynamodb.ts';
import { freshDelivery, now, shop, someCall, someConversion, unhindered } from './delivery-samples.ts';

const { id, call, site, conversion, destination } = freshDelivery();
const mail = { destination: { type: 'email', settings: { to: ['team@shop.example'] }, version: 1 }, secrets: {} };
const hook = {
  destination: { type: 'webhook', settings: { url: 'https://tool.example/in' }, version: 1 },
  secrets: { signing: `whsec_${Buffer.alloc(24, 'a').toString('base64')}` },
};

let good: Table;
beforeEach(async () => {
  good = { documents: embeddedDynamoDB().documents, name: await createTable('Calls') };
});

interface Told {
  readonly to?: Pick<DeliveryFacts, 'destination' | 'secrets'>;
  /** Dies with its claim, before it sends. */
  readonly dies?: boolean;
  readonly from?: number;
}

/** Attempts, one after the other, until nothing is left to do, on a table whose writes fare as told. */
async function push(fateOf: (write: number) => TryFate, { to = mail, dies = false, from = now }: Told = {}) {
  const { documents } = unreliableDynamoDB(({ write, attempt }) => (attempt === 1 ? fateOf(write) : 'answered'));
  const calls: Table = { documents, name: good.name };
  let time = from;
  const mails: unknown[] = [];
  const requests: unknown[] = [];
  const deps: AttemptDependencies = {
    ...unhindered,
    read: (key) => readDelivery(calls, key),
    putOff: async () => undefined,
    readFacts: async () => ({ conversion: someConversion(), call: someCall(), site: shop, ...to }),
    claim: async (key, claim) => {
      const claimed = await claimDelivery(calls, key, claim);
      if (dies) throw new Error('the function is gone');
      return claimed;
    },
    finish: (key, claim, finish) => finishDelivery(calls, key, claim, finish),
    send: async (request) => {
      requests.push(request);
      return { kind: 'response', response: { status: 200, headers: {}, body: '' } };
    },
    sendEmail: async (each) => {
      mails.push(each);
      return { kind: 'sent', messageId: 'm' };
    },
    destinations,
    tokens: new Map(),
    emailFrom: 'calls@shop.example',
    outcomeLink: async (call) => `https://calls.example/v1/outcome/${call}`,
    now: () => time,
    random: () => 0,
  };
  const waits: number[] = [];
  let next: Next = { next: 'wait', seconds: 0 };
  for (let round = 0; next.next === 'wait' && round < 20; round++) {
    next = await attemptDelivery({ call, delivery: id, revision: 1, of: { site, conversion, destination } }, deps);
    if (next.next === 'wait') waits.push(next.seconds);
    time += next.next === 'wait' ? next.seconds * 1000 : 0;
  }
  return {
    mails: mails.length,
    requests: requests.length,
    waits,
    next,
    delivery: await readDelivery(good, { call, id }),
  };
}

/** The first write is the claim, the second the finish. */
const cases = [
  ['the claim', (write: number) => write === 1],
  ['the finish', (write: number) => write === 2],
  ['claim and finish', () => true],
] as const;

for (const fate of ['lost', 'late'] as const) {
  describe.each(cases)(`when the answer to %s is ${fate}`, (_, isHit) => {
    const fateOf = (write: number) => (isHit(write) ? fate : 'answered');

    test('an e-mail goes out once, and is known to have gone out', async () => {
      expect(await push(fateOf)).toMatchObject({
        mails: 1,
        waits: [],
        next: { next: 'done' },
        delivery: { state: 'delivered', sent: 1, attempts: 1 },
      });
    });

    test('a webhook is told once, and nobody waits', async () => {
      expect(await push(fateOf, { to: hook })).toMatchObject({
        requests: 1,
        waits: [],
        delivery: { state: 'delivered', sent: 1, attempts: 1 },
      });
    });

    test('a webhook takes over from an attempt that died', async () => {
      await expect(push(() => 'answered', { to: hook, dies: true })).rejects.toThrow('gone');
      expect(await push(fateOf, { to: hook, from: now + 121_000 })).toMatchObject({
        requests: 1,
        waits: [],
        delivery: { state: 'delivered', sent: 1, attempts: 2 },
      });
    });

    test('an e-mail whose attempt died stays unknown: that is said, and nothing is sent', async () => {
      await expect(push(() => 'answered', { dies: true })).rejects.toThrow('gone');
      expect(await push(fateOf, { from: now + 121_000 })).toMatchObject({
        mails: 0,
        waits: [],
        next: { next: 'park', reason: 'unknown whether received' },
        delivery: { state: 'parked' },
      });
    });
  });
}

test('two attempts in the same millisecond, whose claims’ answers are lost: one of them sends', async () => {
  const [one, other] = await Promise.all([push(() => 'lost'), push(() => 'lost')]);
  expect(one.mails + other.mails).toBe(1);
  expect([one.delivery?.state, other.delivery?.state]).toContain('delivered');
  expect(await readDelivery(good, { call, id })).toMatchObject({ state: 'delivered', sent: 1, attempts: 1 });
});

test('a claim of before claims had ids is taken over when it is dead', async () => {
  await expect(push(() => 'answered', { to: hook, dies: true })).rejects.toThrow('gone');
  await good.documents.send(
    new UpdateCommand({ TableName: good.name, Key: deliveryKey({ call, id }), UpdateExpression: 'REMOVE claim' }),
  );
  expect(await push(() => 'lost', { to: hook, from: now + 121_000 })).toMatchObject({ requests: 1 });
});
