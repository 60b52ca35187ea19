import { addNumbers } from '../../../../lambdas/leases/inventory/add-numbers.ts';
import { removeNumber } from '../../../../lambdas/leases/inventory/remove-number.ts';
import { closeSlot, listSlots } from '../../../../lambdas/leases/slots/pool-slots-store.ts';
import { allocateSlot } from '../../../../lambdas/leases/slots/slot-transitions-store.ts';
import { readRoleAt } from '../../../../lambdas/settings/phone-numbers/number-history-store.ts';
import { readNumbers } from '../../../../lambdas/settings/phone-numbers/number-store.ts';
import { listRemoved } from '../../../../lambdas/settings/phone-numbers/removed-numbers-store.ts';
import { deletePool } from '../../../../lambdas/settings/pools/delete-pool.ts';
import { readPool } from '../../../../lambdas/settings/pools/pool-store.ts';
import { putPool } from '../../../../lambdas/settings/pools/put-pool.ts';
import { putSite } from '../../../../lambdas/settings/sites/put-site.ts';
import { embeddedDynamoDB } from '../../../embedded-dynamodb.ts';
import { number, sessionPool, shopTables, siteOf, start } from '../../settings/shop.ts';

const key = { pool: 'ads', shard: 0, number: number(0) };
const holder = { lease: 'l', visitor: 'v', visit: 'i', now: start, until: start + 60_000, confirmed: true };

async function poolOfOne() {
  const tables = await shopTables(number(99));
  await addNumbers(tables, 'ads', [number(0)], start);
  const now = async () => (await readNumbers(tables.settings, [number(0)])).get(number(0));
  const slot = async () => (await listSlots(tables.leases, 'ads', 0, {})).slots[0];
  return { tables, now, slot };
}

test('a held number rests until its lease runs out', async () => {
  const { tables, now, slot } = await poolOfOne();
  await allocateSlot(tables.leases, key, holder);
  await removeNumber(tables, 'ads', number(0), { now: start + 1 });
  expect(await now()).toMatchObject({ role: 'none', pool: 'ads', restsUntil: start + 60_000, since: start + 1 });
  expect(await slot()).toMatchObject({ state: 'off', visitor: 'v', leasedUntil: start + 60_000 });
  expect((await readPool(tables.settings, 'ads'))?.size).toBe(0);
});

test('the visitor who held it holds it again when it comes back to the pool', async () => {
  const { tables, slot } = await poolOfOne();
  await allocateSlot(tables.leases, key, holder);
  await removeNumber(tables, 'ads', number(0), { now: start + 1 });
  await addNumbers(tables, 'ads', [number(0)], start + 2);
  expect(await slot()).toMatchObject({ state: 'live', lease: 'l', leasedUntil: start + 60_000 });
});

test('a removal that died after the slot is completed by the next', async () => {
  const { tables, now } = await poolOfOne();
  await allocateSlot(tables.leases, key, holder);
  await closeSlot(tables.leases, key);
  await removeNumber(tables, 'ads', number(0), { now: start + 1 });
  expect(await now()).toMatchObject({ role: 'none', restsUntil: start + 60_000 });
});

test('of several removals at once one removes it, it counts once, and all say the same', async () => {
  const { tables, now } = await poolOfOne();
  const answers = await Promise.all([1, 2, 3].map((at) => removeNumber(tables, 'ads', number(0), { now: start + at })));
  const removed = await now();
  expect(answers.map(({ after }) => after)).toEqual([removed, removed, removed]);
  expect((await readPool(tables.settings, 'ads'))?.size).toBe(0);
});

test('a number rests as long as its pool asks, and at least until its lease runs out', async () => {
  const { tables, now } = await poolOfOne();
  await putPool(tables.settings, 'ads', sessionPool(number(99), { restSeconds: 30 }), start);
  await removeNumber(tables, 'ads', number(0), { now: start + 1 });
  expect(await now()).toMatchObject({ restsUntil: start + 30_001 });
  await addNumbers(tables, 'ads', [number(0)], start + 2);
  await allocateSlot(tables.leases, key, { ...holder, now: start + 40_000, until: start + 100_000 });
  const removed = await removeNumber(tables, 'ads', number(0), { now: start + 40_001 });
  expect(removed).toMatchObject({ after: { restsUntil: start + 100_000 }, slot: { hasHolder: true } });
});

test('a removed number is forwarded until it is said otherwise, and its history tells when', async () => {
  const { tables } = await poolOfOne();
  const roleAt = (at: number) => readRoleAt(tables.settings, number(0), at);
  await removeNumber(tables, 'ads', number(0), { now: start + 10 });
  const removed = { role: 'none', was: 'session', pool: 'ads', site: 'shop', shard: 0, since: start + 10 };
  expect(await roleAt(start + 15)).toEqual({ ...removed, forwards: true });
  await removeNumber(tables, 'ads', number(0), { now: start + 20, forwards: false });
  await removeNumber(tables, 'ads', number(0), { now: start + 30 });
  expect(await roleAt(start + 15)).toEqual({ ...removed, forwards: true });
  expect(await roleAt(start + 40)).toEqual({ ...removed, forwards: false, since: start + 20 });
  expect((await readPool(tables.settings, 'ads'))?.size).toBe(0);
});

test('what is out of the pools of a site is listed, until it is in one again', async () => {
  const { tables } = await poolOfOne();
  const listed = async () => (await listRemoved(tables.settings, 'shop', { limit: 10, after: undefined })).items;
  expect(await listed()).toEqual([]);
  await removeNumber(tables, 'ads', number(0), { now: start + 10 });
  await putPool(tables.settings, 'ads', sessionPool(number(98)), start + 20);
  expect(await listed()).toMatchObject([
    { number: number(0), was: 'session', site: 'shop' },
    { number: number(99), was: 'default', site: 'shop', forwards: true },
  ]);
  await addNumbers(tables, 'ads', [number(0)], start + 30);
  await deletePool(tables.settings, 'ads', start + 40).catch(() => undefined);
  expect((await listed()).map((one) => one.number)).toEqual([number(99)]);
});

test('another site does not take a number whose callers still look for this one', async () => {
  const { tables } = await poolOfOne();
  await putSite(tables.settings, 'other', siteOf('pk_other'), start);
  await putPool(tables.settings, 'theirs', sessionPool(number(97), { site: 'other' }), start);
  await removeNumber(tables, 'ads', number(0), { now: start + 10 });
  const detail = `${number(0)} is in use at another site`;
  expect(await addNumbers(tables, 'theirs', [number(0)], start + 20)).toMatchObject([{ result: 'refused', detail }]);
  expect(await addNumbers(tables, 'theirs', [number(0)], start + 20, { maySee: () => true })).toMatchObject([
    {
      result: 'refused',
      detail: `${number(0)} is still forwarded for pool ads of another site; DELETE /v1/pools/ads/numbers/${number(0)}?forward=false ends that`,
    },
  ]);
  await removeNumber(tables, 'ads', number(0), { now: start + 30, forwards: false });
  expect(await addNumbers(tables, 'theirs', [number(0)], start + 40)).toMatchObject([{ result: 'added' }]);
});

test('what the pool does not lease is not removed', async () => {
  const { tables, now } = await poolOfOne();
  const none = 'does not lease this number';
  for (const [pool, e164, sentence] of [
    ['ads', number(1), none],
    ['ads', number(99), none],
    ['nothing', number(0), 'there is no pool nothing'],
  ] as const) {
    const refused = { status: 404, message: expect.stringContaining(sentence) };
    await expect(removeNumber(tables, pool, e164, { now: start })).rejects.toMatchObject(refused);
  }
  expect(await now()).toMatchObject({ role: 'session' });
});

test('of a number that is out of its pool only that pool says anything', async () => {
  const { tables, now } = await poolOfOne();
  await putPool(tables.settings, 'web', sessionPool(number(98)), start);
  await removeNumber(tables, 'ads', number(0), { now: start + 10 });
  const before = await now();
  expect(before).toMatchObject({ restsUntil: 0 });
  const elsewhere = removeNumber(tables, 'web', number(0), { now: start + 20, forwards: false });
  await expect(elsewhere).rejects.toMatchObject({ status: 404 });
  // To say again what holds already makes no history.
  await removeNumber(tables, 'ads', number(0), { now: start + 30, forwards: true });
  expect(await now()).toEqual(before);
});

test('an addition that comes between a removal’s slot and its Settings leaves no slot open, though the removal dies then', async () => {
  const { tables, now, slot } = await poolOfOne();
  const { documents } = embeddedDynamoDB();
  const meanwhile: object[] = [];
  let isDead = false;
  documents.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (isDead) throw new Error('died');
        if (commandName === 'TransactWriteItemsCommand' && meanwhile.length === 0) {
          meanwhile.push(...(await addNumbers(tables, 'ads', [number(0)], start + 5)), { ...(await slot()) });
          const answer = await next(args).finally(() => (isDead = true));
          return answer;
        }
        return next(args);
      },
    { step: 'initialize' },
  );
  const mortal = { settings: { ...tables.settings, documents }, leases: { ...tables.leases, documents } };
  await removeNumber(mortal, 'ads', number(0), { now: start + 6 }).catch(() => undefined);
  // Settings still had the number in the pool, so its slot was opened again.
  expect(meanwhile).toMatchObject([{ result: 'already-there' }, { state: 'live' }]);
  expect({ role: (await now())?.role, state: (await slot())?.state }).toEqual({ role: 'session', state: 'live' });
  await removeNumber(tables, 'ads', number(0), { now: start + 7 });
  expect({ role: (await now())?.role, state: (await slot())?.state }).toEqual({ role: 'none', state: 'off' });
});
