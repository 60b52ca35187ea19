import { partitionOf } from '../../../../lambdas/calls/callers/person-keys.ts';
import { readPersonLinks } from '../../../../lambdas/calls/callers/person-links-store.ts';
import { unlinkVisitor } from '../../../../lambdas/orders/identity.ts';
import { orderReport } from '../../../../lambdas/orders/order-report.ts';
import { takeOrder } from '../../../../lambdas/orders/take-order.ts';
import { phoneCode } from '../../../../lambdas/visits/phone-codes/phone-code.ts';
import { giveCode, readGivenCode, withdrawCodes } from '../../../../lambdas/visits/phone-codes/phone-code-store.ts';
import type { Visit } from '../../../../lambdas/visits/visit.ts';
import { putVisit } from '../../../../lambdas/visits/visit-store.ts';
import { withdrawVisit } from '../../../../lambdas/visits/withdraw-store.ts';
import { type House, kept, settleQueued, showAnna, start } from '../../settle/call-house.ts';
import { call, caller, day, later, ledgerOf, openShop, saleOf } from '../order-world.ts';

const code = phoneCode(4711);
const laptop: Visit = {
  visit: 'laptop',
  visitor: 'anna-on-a-laptop',
  site: 'shop',
  shownAt: start + 10_000,
  touchAt: start + 10_000,
  shown: 'default',
  pool: 'web',
  source: '(direct)',
  medium: '(none)',
  clickIds: { fbclid: 'of-the-laptop' },
  consent: { ads: true, analytics: true },
};

let house: House;
beforeEach(async () => {
  house = await openShop();
  await showAnna(house);
  await call(house, 'a', start);
  await putVisit(house.sources.visits, laptop, 400);
  await giveCode(house.sources.visits, { site: 'shop', visit: laptop, code }, start + 10_000);
});

/** The CRM reports, and what that concerns is settled. */
async function report(event: string, find: object, more: object = {}, now = later) {
  const readCode = (site: string, text: string) => readGivenCode(house.sources.visits, site, text);
  const taken = await takeOrder({ ...house.deps, readCode }, 'crm', saleOf(event, { find, ...more }), now);
  await settleQueued(house, now);
  return taken;
}

const linkedOf = async (id: string) => (await kept(house, id)).call!.match.linkedVisits;

test('an order that names its call by something else, and a code, links the visit', async () => {
  expect(await report('s-1', { phone: caller, phoneCode: code })).toMatchObject({ kind: 'taken', call: 'a' });
  expect(await linkedOf('a')).toMatchObject([{ id: 'laptop', by: 'order', code }]);
  expect((await kept(house, 'a')).call!.match).toMatchObject({
    method: 'lease',
    visit: { clickIds: { gclid: 'gclid-anna' } },
  });
  expect((await kept(house, 'a')).ledger).toMatchObject([{ phoneCode: code }]);
});

test('a code alone finds the call in which it was said before, or will have been', async () => {
  expect(await report('s-1', { phoneCode: code })).toMatchObject({ call: null });
  expect(await report('s-2', { call: 'a', phoneCode: code })).toMatchObject({ call: 'a' });
  expect(await ledgerOf(house, 'a')).toEqual({ events: ['s-1', 's-2'], minor: 25900 });
  expect(await report('s-3', { phoneCode: code })).toMatchObject({
    call: 'a',
    reason: 'it is the latest call of the visitor who was shown this code, of those that began before the order',
  });
});

test('orders that name the click of a linked visit find the call', async () => {
  await report('s-1', { phone: caller, phoneCode: code });
  expect(await report('s-2', { clickId: { fbclid: 'of-the-laptop' } })).toMatchObject({ call: 'a' });
});

test('the same report again is the same order, also when the code is gone by then', async () => {
  const first = await report('s-1', { phoneCode: code });
  const readCode = async () => undefined;
  const again = await takeOrder(
    { ...house.deps, readCode },
    'crm',
    saleOf('s-1', { find: { phoneCode: code } }),
    later,
  );
  expect(again).toMatchObject({ kind: 'taken', order: first.kind === 'taken' ? first.order : '' });
});

const address = 'jane@example.com';

/** As the page says it: the visit, its codes, and all that the visitor is known by. */
async function withdraw() {
  const { visits } = house.sources;
  await withdrawVisit(visits, laptop, later);
  await withdrawCodes(visits, laptop.visitor);
  await unlinkVisitor(house.deps, { site: 'shop', visitor: laptop.visitor });
}

/** What the visitor is known by. */
async function linksOfVisitor() {
  const key = { kind: 'visitor', visitor: laptop.visitor } as const;
  return readPersonLinks(house.sources.calls, partitionOf(await house.sources.identityKey(), 'shop', key));
}

test('an order that is told again links nobody who has withdrawn since', async () => {
  await report('s-1', { email: address, phoneCode: code });
  expect(await linksOfVisitor()).toMatchObject([{ kind: 'email' }]);
  await withdraw();
  expect(await report('s-1', { email: address, phoneCode: code })).toMatchObject({ kind: 'taken' });
  expect(await linksOfVisitor()).toEqual([]);
});

test.each([1, 2])('nor one who withdraws while it is taken, after its code was read %s times', async (times) => {
  let reads = 0;
  const readCode = async (site: string, text: string) => {
    const given = await readGivenCode(house.sources.visits, site, text);
    reads += 1;
    if (reads === times) await withdraw();
    return given;
  };
  const order = saleOf('s-1', { find: { email: address, phoneCode: code } });
  expect(await takeOrder({ ...house.deps, readCode }, 'crm', order, later)).toMatchObject({ kind: 'taken' });
  expect(reads).toBeGreaterThanOrEqual(times);
  expect(await linksOfVisitor()).toEqual([]);
});

test.each([
  ['none that was given', { phoneCode: phoneCode(1) }, {}, 'none that the site has given'],
  [
    'given after the order',
    { phoneCode: code },
    { occurredAt: new Date(start - day).toISOString() },
    'after the order',
  ],
])('a code that is %s is refused', async (_, find, more, detail) => {
  expect(await report('s-1', find, more)).toEqual({
    kind: 'unfit',
    field: 'find.phoneCode',
    detail: expect.stringContaining(detail),
  });
});

test('who cannot look codes up takes none', async () => {
  const order = saleOf('s-1', { find: { phoneCode: code } });
  expect(await takeOrder(house.deps, 'crm', order, later)).toMatchObject({ kind: 'unfit' });
});

test('a code is read as people write it, and mistyped ones are refused', () => {
  const asked = (phoneCode: string) =>
    orderReport.safeParse({ site: 'shop', eventId: 'e', outcome: 'won', find: { phoneCode } });
  expect(asked(`${code.slice(0, 3)} ${code.slice(3)}`).data?.find).toEqual({ phoneCode: code });
  expect(asked('1234567').error?.issues).toMatchObject([
    { path: ['find', 'phoneCode'], message: expect.stringContaining('its last digit does not fit') },
  ]);
});
