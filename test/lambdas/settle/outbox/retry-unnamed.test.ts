import { claimDelivery, finishDelivery, readDelivery } from '../../../../lambdas/deliveries/delivery-store.ts';
import { namesOfCall } from '../../../../lambdas/deliveries/news/unnamed.ts';
import { reportIdentity } from '../../../../lambdas/journal/report-identity.ts';
import { awaitEmailOfCall } from '../../../../lambdas/orders/emails/email-of-call.ts';
import { linkVisitor } from '../../../../lambdas/orders/identity.ts';
import { identityReport } from '../../../../lambdas/orders/identity-report.ts';
import { settle } from '../../../../lambdas/settle/settle.ts';
import { call, caller, later, report, saleOf } from '../../orders/order-world.ts';
import { type House, kept, openHouse, rule, settleQueued, showAnna, start } from '../call-house.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse([rule({ destinations: ['mails'] })]);
});

const stored = async () => (await kept(house, 'a')).call!;
const delivery = async () => (await kept(house, 'a')).deliveries[0]!;

/** An attempt finds nothing that names the caller to the destination, which is told addresses or not. */
async function skipped({ awaitsEmail = true, names = undefined as string | undefined } = {}) {
  const { calls, ...sources } = { ...house.sources, identityKey: house.deps.identityKey };
  const [found, known] = [await delivery(), namesOfCall(await stored()).join(' ')];
  const claim = { revision: 1, since: later, attempts: 1, restsUntil: 0, asks: false };
  const follows = (await readDelivery(calls, found))?.claim;
  const id = await claimDelivery(calls, found, { ...claim, ...(follows !== undefined && { follows }) });
  if (id === undefined) throw new Error('the claim was refused');
  if (awaitsEmail) await awaitEmailOfCall({ calls, ...sources }, await stored(), later);
  const unnamed = { names: names ?? known, ...(awaitsEmail && { awaitsEmail }) };
  const over = {
    state: 'skipped',
    result: 'no-identifier',
    reason: 'x',
    sent: 0,
    nextAt: later,
    restsUntil: 0,
  } as const;
  await finishDelivery(calls, found, { ...claim, id }, { ...over, unnamed });
}

async function identify(more: { readonly call?: string; readonly visitor?: string; readonly email: string }) {
  const told = identityReport.parse({ site: 'shop', ...more });
  const of = more.call === undefined ? undefined : (await kept(house, more.call)).call;
  await reportIdentity({ ...house.deps, visits: house.sources.visits }, told, of, later);
  await settleQueued(house, later);
}

const email = 'jane@example.com';

test('what was skipped for want of an address goes out once an order of the call names one, and once only', async () => {
  await call(house, 'a', start);
  await skipped();
  expect(await delivery()).toMatchObject({ state: 'skipped', redrive: 0 });
  await report(house, saleOf('s-1', { find: { phone: caller, email } }));
  expect(await delivery()).toMatchObject({ state: 'pending', redrive: 1, attempts: 0 });
  await settle('a', house.deps, later);
  expect(await delivery()).toMatchObject({ redrive: 1 });
});

test.each([
  ['of another call of the caller', { call: 'b' }],
  ['of the call', { call: 'a' }],
  ['of the visitor', { visitor: 'anna' }],
])('and once somebody says one %s', async (_, of) => {
  await showAnna(house);
  await call(house, 'a', start);
  await call(house, 'b', start + 60_000);
  await skipped();
  await identify({ ...of, email });
  expect(await delivery()).toMatchObject({ state: 'pending', redrive: 1 });
  expect(house.queued).toEqual([]);
  // It is said again with each page.
  await identify({ ...of, email });
  expect(await delivery()).toMatchObject({ redrive: 1 });
});

test('also where the page says it', async () => {
  await showAnna(house);
  await call(house, 'a', start);
  await skipped();
  const sources = { ...house.deps, calls: house.sources.calls, settings: house.sources.settings };
  await linkVisitor(sources, { site: 'shop', visitor: 'anna', email }, later);
  await settleQueued(house, later);
  expect(await delivery()).toMatchObject({ state: 'pending', redrive: 1 });
});

test('of a caller with several addresses none is told, so nothing goes out', async () => {
  for (const [id, minutes] of [
    ['a', 0],
    ['b', 1],
    ['c', 2],
  ] as const)
    await call(house, id, start + minutes * 60_000);
  await identify({ call: 'b', email });
  await skipped();
  await identify({ call: 'c', email: 'joe@example.com' });
  expect(await delivery()).toMatchObject({ state: 'skipped' });
});

test('who is told no addresses is not asked again for one, but for any other name', async () => {
  await call(house, 'a', start);
  await skipped({ awaitsEmail: false });
  await report(house, saleOf('s-1', { find: { phone: caller, email } }));
  expect(await delivery()).toMatchObject({ state: 'skipped', redrive: 0 });
  await skipped({ awaitsEmail: false, names: '' });
  await settle('a', house.deps, later);
  expect(await delivery()).toMatchObject({ state: 'pending', redrive: 1 });
});

test('what was skipped for another reason, or before, stays', async () => {
  await call(house, 'a', start);
  const { calls } = house.sources;
  const found = await delivery();
  const claim = { revision: 1, since: later, attempts: 1, restsUntil: 0, asks: false };
  const id = (await claimDelivery(calls, found, claim))!;
  const over = { state: 'skipped', result: 'no-identifier', sent: 0, nextAt: later, restsUntil: 0 } as const;
  await finishDelivery(calls, found, { ...claim, id }, over);
  await report(house, saleOf('s-1', { find: { phone: caller, email } }));
  expect(await delivery()).toMatchObject({ state: 'skipped', redrive: 0 });
});
