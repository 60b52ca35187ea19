import { type PersonKey, partitionOf } from '../../../lambdas/calls/callers/person-keys.ts';
import { linkPersons } from '../../../lambdas/orders/link-persons.ts';
import { show } from '../calls/stores.ts';
import { everything, type House, number, settleQueued, start } from '../settle/call-house.ts';
import { call, caller, day, iso, later, ledgerOf, openShop, report, saleOf } from './order-world.ts';

let house: House;
beforeEach(async () => {
  house = await openShop();
});

const hour = 3600_000;
const minute = 60_000;
/** The visitor is shown the number a minute before the call from the number of a company. */
async function visitAndCall(visitor: string, id: string, at: number, more: object = {}) {
  await show(house.sources, number, visitor, at - minute);
  await call(house, id, at, more);
}

/** As the page tells who its visitor is. */
async function identify(visitor: string, address: string) {
  const identityKey = await house.sources.identityKey();
  const known = (key: PersonKey) => partitionOf(identityKey, 'shop', key);
  const keys = [
    { kind: 'email', person: known({ kind: 'email', address }) },
    { kind: 'visitor', person: known({ kind: 'visitor', visitor }) },
  ] as const;
  await linkPersons(house.deps, keys, later);
  await settleQueued(house, later);
}

const byClick = (visitor: string) => ({ find: { clickId: { gclid: `gclid-${visitor}` } } });
const byEmail = (address: string, more: object = {}) => ({ find: { email: address, ...more } });

test('the first order of a site finds a call of before by its click', async () => {
  await visitAndCall('anna', 'a', start, { caller: 'anonymous' });
  await visitAndCall('ben', 'b', start + hour, { caller: 'anonymous' });
  expect(await report(house, saleOf('s-1', byClick('anna')))).toMatchObject({
    call: 'a',
    reason: 'it is the latest call that came of this click, of those that began before the order',
  });
  expect(await report(house, saleOf('s-2', byClick('ben')))).toMatchObject({ call: 'b' });
});

test('an order waits for the call of its click', async () => {
  await show(house.sources, number, 'anna', start - minute);
  expect(await report(house, saleOf('s-1', byClick('anna')))).toMatchObject({ call: null });
  await call(house, 'a', start, { caller: 'anonymous' });
  expect(await ledgerOf(house, 'a')).toMatchObject({ events: ['s-1'] });
});

test('an e-mail address leads to the calls of its visitor, whenever that is said', async () => {
  await visitAndCall('anna', 'a', start);
  await identify('anna', 'anna@example.com');
  expect(await report(house, saleOf('s-1', byEmail('anna@example.com')))).toMatchObject({ call: 'a' });
  expect(await report(house, saleOf('s-2', byEmail('ben@example.com')))).toMatchObject({ call: null });
  await visitAndCall('ben', 'b', start + hour, { caller: '+12025550199' });
  await identify('ben', 'ben@example.com');
  expect(await ledgerOf(house, 'b')).toMatchObject({ events: ['s-2'] });
});

test('an e-mail address leads to the calls of a number that it was told with', async () => {
  await call(house, 'a', start);
  await report(house, saleOf('s-1', byEmail('jane@example.com', { phone: caller })));
  await call(house, 'b', start + 2 * day);
  expect(await ledgerOf(house, 'b')).toMatchObject({ events: ['s-1'] });
  const order = saleOf('s-2', { ...byEmail('jane@example.com'), occurredAt: iso(start + day) });
  expect(await report(house, order)).toMatchObject({ call: 'a' });
});

test('a customer who comes back keeps being found by number and address together', async () => {
  await call(house, 'a', start);
  const order = (eventId: string, at: number) =>
    saleOf(eventId, { ...byEmail('jane@example.com', { phone: caller }), occurredAt: iso(at) });
  expect(await report(house, order('s-1', start + hour))).toMatchObject({ call: 'a' });
  await call(house, 'b', start + 5 * day);
  expect(await report(house, order('s-2', start + 6 * day))).toMatchObject({ call: 'b' });
  expect(await ledgerOf(house, 'a')).toMatchObject({ events: ['s-1'] });
});

describe('a number that nobody called from hides nothing', () => {
  const other = '+12025550177';
  const sold = saleOf('s-1', byEmail('jane@example.com', { phone: other }));
  const byLink =
    'it is the latest call from a number of the person with this e-mail address, of those that began before the order';

  test('of what the address of the order leads to, whatever is heard of first', async () => {
    await report(house, saleOf('s-0', byEmail('jane@example.com', { phone: caller })));
    expect(await report(house, sold)).toMatchObject({ call: null });
    await call(house, 'a', start);
    expect(await ledgerOf(house, 'a')).toMatchObject({ events: ['s-0', 's-1'] });
    expect(await report(house, sold)).toMatchObject({ call: 'a', reason: byLink });
    expect(await report(house, saleOf('s-2', byEmail('jane@example.com')))).toMatchObject({
      call: 'a',
      reason: byLink,
    });
  });

  test('of what the click of the order leads to', async () => {
    await visitAndCall('anna', 'a', start);
    const order = saleOf('s-1', { find: { phone: other, clickId: { gclid: 'gclid-anna' } } });
    expect(await report(house, order)).toMatchObject({ call: 'a', reason: expect.stringContaining('of this click') });
  });

  test('and gets the order once somebody called from it', async () => {
    await call(house, 'a', start);
    await report(house, saleOf('s-0', byEmail('jane@example.com', { phone: caller })));
    expect(await report(house, sold)).toMatchObject({ call: 'a' });
    // Earlier than the one before, and from the very number.
    await call(house, 'b', start - day, { caller: other });
    expect(await ledgerOf(house, 'a')).toMatchObject({ events: ['s-0'] });
    expect(await ledgerOf(house, 'b')).toMatchObject({ events: ['s-1'] });
  });
});

describe('two people behind one company number', () => {
  test('stay apart by the clicks that led to their calls', async () => {
    await visitAndCall('anna', 'a', start);
    const at = start + hour;
    await show(house.sources, number, 'ben', at - minute, { clickedAt: at - 10_000 });
    await call(house, 'b', at);
    const order = saleOf('s-1', { find: { phone: caller, clickId: { gclid: 'gclid-anna' } } });
    expect(await report(house, order)).toMatchObject({ call: 'a' });
    const other = saleOf('s-2', { find: { phone: caller, clickId: { gclid: 'gclid-ben' } } });
    expect(await report(house, other)).toMatchObject({ call: 'b' });
    const unknown = saleOf('s-3', { find: { phone: caller, clickId: { gclid: 'gclid-cleo' } } });
    expect(await report(house, unknown)).toMatchObject({ call: 'b' });
  });

  test('stay apart by their addresses, once orders said whose a call is; in either order', async () => {
    await call(house, 'a', start);
    await call(house, 'b', start + 2 * day);
    const mixed = saleOf('s-3', byEmail('anna@example.com', { phone: caller }));
    expect(await report(house, mixed)).toMatchObject({ call: 'b' });
    await report(house, saleOf('s-1', byEmail('anna@example.com', { call: 'a' })));
    // The later call is anybody's still.
    expect(await ledgerOf(house, 'b')).toMatchObject({ events: ['s-3'] });
    await report(house, saleOf('s-2', byEmail('ben@example.com', { call: 'b' })));
    expect(await ledgerOf(house, 'a')).toMatchObject({ events: ['s-1', 's-3'] });
    expect(await ledgerOf(house, 'b')).toMatchObject({ events: ['s-2'] });
  });
});

test('calls of a site without orders are entered under their caller only', async () => {
  await visitAndCall('anna', 'a', start);
  const persons = (await everything(house.sources)).filter(({ pk }) => String(pk).startsWith('PERSON#'));
  expect(new Set(persons.map(({ pk }) => pk)).size).toBe(1);
});
