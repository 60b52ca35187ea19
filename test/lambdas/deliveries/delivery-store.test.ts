import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Delivery } from '../../../lambdas/deliveries/delivery.ts';
import { type Claim, decideClaim } from '../../../lambdas/deliveries/delivery-claim.ts';
import type { Finish } from '../../../lambdas/deliveries/delivery-finish.ts';
import { deliveryKey } from '../../../lambdas/deliveries/delivery-items.ts';
import { redriveDelivery } from '../../../lambdas/deliveries/delivery-redrive-store.ts';
import { claimDelivery, finishDelivery, readDelivery } from '../../../lambdas/deliveries/delivery-store.ts';
import { deliveryOf } from '../../../lambdas/deliveries/delivery-wanted.ts';
import type { Table } from '../../../lambdas/platform/aws/table.ts';
import { wantDelivery } from '../../../lambdas/settle/sweep-conversion-store.ts';
import { createTable, embeddedDynamoDB } from '../../embedded-dynamodb.ts';
import { freshDelivery, now } from './delivery-samples.ts';

let calls: Table;
beforeEach(async () => {
  calls = { documents: embeddedDynamoDB().documents, name: await createTable('Calls') };
});

const { id, call, site, conversion, destination } = freshDelivery();
const key = { call, id, site, conversion, destination };
const known = { dedupe: { key: 'id', windowSeconds: 86_400 } } as const;

/** The sweep wants what no attempt came to. */
const want = (wanted: number) => wantDelivery(calls, { ...key, wanted }, { at: now + 300_000, looks: 1 });

const item = async () =>
  (await calls.documents.send(new GetCommand({ TableName: calls.name, Key: deliveryKey(key) }))).Item;

async function found(): Promise<Delivery> {
  const delivery = await readDelivery(calls, key);
  if (delivery === undefined) throw new Error('there is no such delivery');
  return delivery;
}

async function claimAt(at: number, revision = 1): Promise<Claim> {
  const delivery = deliveryOf({ ...key, wanted: revision }, await readDelivery(calls, key));
  const decision = decideClaim(delivery, revision, known, at);
  if (decision.kind !== 'claim') throw new Error(`decided ${decision.kind}`);
  return decision.claim;
}

/** The claim as it was made. */
async function claimed(claim: Claim) {
  const own = await claimDelivery(calls, key, claim);
  if (own === undefined) throw new Error('the claim was refused');
  return { ...claim, id: own };
}

const done: Finish = { state: 'delivered', sent: 1, nextAt: now, restsUntil: 0 };

test('the first claim makes the delivery, a later one raises it, and none lowers it', async () => {
  const first = await claimed(await claimAt(now));
  const made = freshDelivery({ attempted: 1, attempts: 1, sending: { revision: 1, since: now }, claim: first.id });
  expect(await readDelivery(calls, key)).toEqual(made);
  expect(await item()).not.toHaveProperty('openShard');
  await finishDelivery(calls, key, first, done);
  const second = await claimed(await claimAt(now + 1, 2));
  expect(await readDelivery(calls, key)).toMatchObject({ wanted: 2, sent: 1, attempted: 2, state: 'pending' });
  await finishDelivery(calls, key, second, { ...done, sent: 2 });
  expect(await claimDelivery(calls, key, { ...first, since: now + 9000 })).toBeUndefined();
  expect(await readDelivery(calls, key)).toMatchObject({ wanted: 2, sent: 2, state: 'delivered' });
});

test('the sweep makes a delivery that no attempt came to, raises it, and never lowers it', async () => {
  expect(await want(1)).toBe(true);
  const made = { ...freshDelivery({ redrive: 1, nextAt: 0 }), dueAt: now + 300_000 };
  expect(await readDelivery(calls, key)).toEqual(made);
  expect(await want(1)).toBe(false);
  expect(await want(3)).toBe(true);
  expect(await want(2)).toBe(false);
  expect(await readDelivery(calls, key)).toEqual({ ...made, wanted: 3, redrive: 2 });
  expect(await item()).toMatchObject({ openShard: expect.stringMatching(/^OPEN#\d$/), looks: 1 });
});

test('raising leaves to attempts what is theirs', async () => {
  await claimed(await claimAt(now));
  await want(2);
  expect(await readDelivery(calls, key)).toMatchObject({
    sending: { revision: 1, since: now },
    attempted: 1,
    attempts: 1,
  });
});

test('of many attempts at once one gets the claim', async () => {
  await want(1);
  const claim = await claimAt(now);
  const won = await Promise.all(Array.from({ length: 8 }, () => claimDelivery(calls, key, claim)));
  expect(won.filter(Boolean)).toHaveLength(1);
});

test('nothing is claimed that is not wanted any more', async () => {
  await want(1);
  const claim = await claimAt(now);
  await want(2);
  expect(await claimDelivery(calls, key, claim)).toBeUndefined();
});

test.each<[string, Partial<Finish>]>([
  ['is done', {}],
  ['waits', { state: 'pending', sent: 0, nextAt: now + 5000 }],
  ['lets the destination rest', { restsUntil: now + 300_000 }],
  ['was skipped', { state: 'skipped', sent: 0 }],
])('nothing is claimed that was decided on before another attempt, which %s', async (_, finish) => {
  await want(1);
  const claim = await claimAt(now);
  const other = await claimed(claim);
  await finishDelivery(calls, key, other, { ...done, ...finish });
  await want(2);
  for (const revision of [1, 2]) expect(await claimDelivery(calls, key, { ...claim, revision })).toBeUndefined();
  expect(await claimDelivery(calls, key, { ...claim, revision: 2, follows: other.id })).toEqual(expect.any(String));
});

test('a dead claim is taken over once, and who was taken for dead finishes nothing', async () => {
  await want(1);
  const claim = await claimed(await claimAt(now));
  const later = now + 121_000;
  const heir = await claimed(await claimAt(later));
  expect(heir).toMatchObject({ dead: { revision: 1, since: now }, unsure: { revision: 1, since: now } });
  expect(await claimDelivery(calls, key, { ...heir, since: later + 1 })).toBeUndefined();
  expect(await finishDelivery(calls, key, claim, done)).toBe(false);
  expect(await finishDelivery(calls, key, heir, done)).toBe(true);
  expect(await readDelivery(calls, key)).toMatchObject({ attempted: 1, attempts: 2, sent: 1, state: 'delivered' });
});

test('what is done leaves the index of open work; what waits says when to look at it', async () => {
  await want(1);
  const claim = await claimed(await claimAt(now));
  expect(await item()).toMatchObject({ dueAt: now + 300_000 });
  await finishDelivery(calls, key, claim, {
    ...done,
    state: 'pending',
    sent: 0,
    nextAt: now + 7_200_000,
    reason: 'busy',
  });
  expect(await item()).toMatchObject({ reason: 'busy', dueAt: now + 7_500_000 });
  const again = await claimed(await claimAt(now + 7_200_000));
  await finishDelivery(calls, key, again, done);
  const left = await item();
  for (const name of ['openShard', 'dueAt', 'sending', 'reason']) expect(left).not.toHaveProperty(name);
});

test('what is accepted stays open until it was asked about', async () => {
  await want(1);
  const claim = await claimed(await claimAt(now));
  const asking = { receipt: 'r', asks: 0 };
  await finishDelivery(calls, key, claim, { ...done, receipt: 'r', asking, nextAt: now + 1_800_000 });
  expect(await item()).toMatchObject({ state: 'delivered', asking, dueAt: now + 2_100_000 });
  const ask = await claimed(await claimAt(now + 1_800_000));
  expect(await item()).toMatchObject({ state: 'delivered', asking });
  await finishDelivery(calls, key, ask, { ...done, receipt: 'r' });
  expect(await item()).not.toHaveProperty('openShard');
});

test('a revision whose first attempt dies does not wait for the time at which the one before is asked about', async () => {
  await want(1);
  const claim = await claimed(await claimAt(now));
  const asking = { receipt: 'r', asks: 0 };
  await finishDelivery(calls, key, claim, { ...done, receipt: 'r', asking, nextAt: now + 1_800_000 });
  await want(2);
  await claimDelivery(calls, key, await claimAt(now + 1000, 2));
  expect(await claimAt(now + 122_000, 2)).toMatchObject({ attempts: 2, dead: { revision: 2, since: now + 1000 } });
});

test('a finish that was conflicted by a newer revision leaves the delivery open', async () => {
  await want(1);
  const claim = await claimed(await claimAt(now));
  await want(2);
  expect(await finishDelivery(calls, key, claim, done)).toBe(true);
  expect(await item()).toMatchObject({ state: 'pending', sent: 1, attempted: 1, openShard: expect.any(String) });
});

describe('a person starts again', () => {
  async function parked(unsure?: Claim['unsure']) {
    await want(1);
    const claim = await claimed(await claimAt(now));
    await finishDelivery(calls, key, claim, { ...done, state: 'parked', sent: 0, reason: 'x', unsure });
  }

  test('what is parked: at once, with all attempts before it', async () => {
    await parked();
    expect(await redriveDelivery(calls, key, now + 1000)).toBe('redriven');
    expect(await readDelivery(calls, key)).toMatchObject({
      state: 'pending',
      redrive: 2,
      attempts: 0,
      nextAt: now + 1000,
    });
    expect(await item()).toMatchObject({ openShard: expect.any(String) });
    expect(await claimAt(now + 1000)).toMatchObject({ attempts: 1 });
  });

  test('also what is unknown: that was the person to decide', async () => {
    await parked({ revision: 1, since: now });
    expect(await redriveDelivery(calls, key, now + 1000)).toBe('redriven');
    const decision = decideClaim(await found(), 1, { dedupe: 'none' }, now + 1000);
    expect(decision).toMatchObject({ kind: 'claim', claim: { unsure: { revision: 0 } } });
  });

  test('not what arrived, what is on its way, or what is not there', async () => {
    expect(await redriveDelivery(calls, key, now)).toBe('missing');
    await want(1);
    const claim = await claimed(await claimAt(now));
    expect(await redriveDelivery(calls, key, now + 1000)).toBe('busy');
    await finishDelivery(calls, key, claim, done);
    expect(await redriveDelivery(calls, key, now + 2000)).toBe('delivered');
    await want(2);
    expect(await redriveDelivery(calls, key, now + 3000)).toBe('redriven');
  });
});

test('that a destination took it back stays known, whatever comes of later attempts', async () => {
  const told = { minor: 500, currency: 'EUR' };
  await finishDelivery(calls, key, await claimed(await claimAt(now)), { ...done, told });
  const taking = await claimed({ ...(await claimAt(now, 2)), takesBack: true });
  expect(await found()).toMatchObject({ takingBack: 2 });
  await finishDelivery(calls, key, taking, { ...done, sent: 2, takenBack: { revision: 2, times: 1 } });
  const failing = await claimed(await claimAt(now, 3));
  await finishDelivery(calls, key, failing, { ...done, state: 'pending', sent: 2 });
  expect(await found()).toMatchObject({ sent: 2, told, takenBack: { revision: 2, times: 1 }, takingBack: 2 });
});
