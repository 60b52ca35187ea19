import { partitionOf } from '../../../lambdas/calls/callers/person-keys.ts';
import { readPersonLinks } from '../../../lambdas/calls/callers/person-links-store.ts';
import { reportIdentity } from '../../../lambdas/journal/report-identity.ts';
import { readSaidEmails } from '../../../lambdas/orders/emails/said-email-store.ts';
import { linkVisitor, unlinkVisitor } from '../../../lambdas/orders/identity.ts';
import { identityReport } from '../../../lambdas/orders/identity-report.ts';
import { readVisitNow } from '../../../lambdas/visits/number-visits-store.ts';
import { withdrawVisit } from '../../../lambdas/visits/withdraw-store.ts';
import { call, later, ledgerOf, openShop, report, saleOf } from '../orders/order-world.ts';
import { everything, type House, kept, settleQueued, showAnna, start } from '../settle/call-house.ts';

const byEmail = { find: { email: 'jane@example.com' } };

let house: House;
beforeEach(async () => {
  house = await openShop();
});

async function identify(more: object, id?: string) {
  const stored = id === undefined ? undefined : (await kept(house, id)).call;
  const told = identityReport.parse({ site: 'shop', ...(id === undefined ? {} : { call: id }), ...more });
  const visits = await reportIdentity({ ...house.deps, visits: house.sources.visits }, told, stored, later);
  await settleQueued(house, later);
  return visits;
}

test('an order that names an address only finds the call of its visitor, whichever is known first', async () => {
  await showAnna(house);
  await call(house, 'a', start);
  await report(house, saleOf('s-1', byEmail));
  expect(await ledgerOf(house, 'a')).toMatchObject({ events: [] });
  await identify({ visitor: 'anna', email: ' Jane@Example.com' });
  expect(await ledgerOf(house, 'a')).toEqual({ events: ['s-1'], minor: 12950 });
  await report(house, saleOf('s-2', byEmail));
  expect(await ledgerOf(house, 'a')).toMatchObject({ events: ['s-1', 's-2'] });
});

test('so does one of who called, by call or by a further number', async () => {
  await call(house, 'a', start);
  await report(house, saleOf('s-1', byEmail));
  await identify({ email: 'jane@example.com' }, 'a');
  expect(await ledgerOf(house, 'a')).toMatchObject({ events: ['s-1'] });
  await call(house, 'b', start + 1000, { caller: '+12025550199' });
  await identify({ email: 'joe@example.com', phone: '+1 (202) 555-0199' }, 'a');
  await report(house, saleOf('s-2', { find: { email: 'joe@example.com' } }));
  expect(await ledgerOf(house, 'b')).toMatchObject({ events: ['s-2'] });
});

test('ids are kept with the visits, beside what the page handed over', async () => {
  const visit = await showAnna(house);
  expect(await identify({ visitor: 'anna', ids: { customer: '4711' } })).toBe(1);
  expect(await identify({ visitor: 'anna', ids: { crm: 'x' } })).toBe(1);
  expect(await readVisitNow(house.sources.visits, visit)).toMatchObject({ params: { customer: '4711', crm: 'x' } });
});

test('of a visitor who withdrew nothing is kept', async () => {
  const visit = await showAnna(house);
  await withdrawVisit(house.sources.visits, visit, start);
  const before = await everything({ calls: house.sources.calls });
  expect(await identify({ visitor: 'anna', email: 'jane@example.com', ids: { customer: '4711' } })).toBe(0);
  expect(await everything({ calls: house.sources.calls })).toEqual(before);
});

test('nor of one who withdraws while it is told', async () => {
  const visit = await showAnna(house);
  await call(house, 'a', start);
  const person = { site: 'shop', visitor: 'anna' };
  let hasWithdrawn = false;
  const identityKey = async () => {
    if (!hasWithdrawn) {
      hasWithdrawn = true;
      await withdrawVisit(house.sources.visits, visit, later);
      await unlinkVisitor(house.deps, person);
    }
    return house.sources.identityKey();
  };
  const told = identityReport.parse({ ...person, email: 'jane@example.com' });
  await reportIdentity({ ...house.deps, identityKey, visits: house.sources.visits }, told, undefined, later);
  const key = { kind: 'visitor', visitor: 'anna' } as const;
  const partition = partitionOf(await house.sources.identityKey(), 'shop', key);
  expect(await readPersonLinks(house.sources.calls, partition)).toEqual([]);
  expect(await readSaidEmails(house.sources.calls, partition, later)).toEqual([]);
});

test('who withdraws later is known by no address any more', async () => {
  const visitor = { site: 'shop', visitor: 'anna' };
  await showAnna(house);
  await call(house, 'a', start);
  const before = await everything({ calls: house.sources.calls });
  await linkVisitor(house.deps, { ...visitor, email: 'jane@example.com' }, later);
  await linkVisitor(house.deps, { ...visitor, email: 'j@example.com' }, later);
  await unlinkVisitor(house.deps, visitor);
  await unlinkVisitor(house.deps, visitor);
  expect(await everything({ calls: house.sources.calls })).toEqual(before);
  await report(house, saleOf('s-1', byEmail));
  expect(await ledgerOf(house, 'a')).toMatchObject({ events: [] });
});

test('a page is believed a few addresses of one visitor', async () => {
  await showAnna(house);
  await call(house, 'a', start);
  for (const letter of ['a', 'b', 'c', 'd', 'e', 'f']) {
    await linkVisitor(house.deps, { site: 'shop', visitor: 'anna', email: `${letter}@example.com` }, later);
  }
  await report(house, saleOf('s-f', { find: { email: 'f@example.com' } }));
  await report(house, saleOf('s-e', { find: { email: 'e@example.com' } }));
  expect(await ledgerOf(house, 'a')).toMatchObject({ events: ['s-e'] });
});

test('the number is not stored, and the address only as itself', async () => {
  await showAnna(house);
  await identify({ visitor: 'anna', email: 'jane@example.com', phone: '+12025550199' });
  const calls = await everything({ calls: house.sources.calls });
  expect(JSON.stringify(calls)).not.toMatch(/55501/);
  const withAddress = calls.filter((item) => JSON.stringify(item).includes('jane'));
  expect(withAddress.map(({ sk }) => String(sk).split('#')[0])).toEqual(['EMAIL', 'EMAIL']);
});

test('a number that stands for a withheld one is refused', async () => {
  await showAnna(house);
  const anonymous = { visitor: 'anna', email: 'jane@example.com', phone: '+266696687' };
  await expect(identify(anonymous)).rejects.toThrow('nobody');
});

test.each([
  [{}, 'visitor'],
  [{ visitor: 'a', call: 'b', email: 'a@example.com' }, 'visitor'],
  [{ visitor: 'a' }, 'email'],
  [{ visitor: 'a', email: 'nonsense' }, 'email'],
  [{ visitor: 'a', phone: '+12025550199', ids: { a: 'b' } }, 'phone'],
  [{ visitor: 'a', ids: { 'a b': 'c' } }, 'ids'],
  [{ visitor: 'a', ids: { a: 'two\nlines' } }, 'ids'],
  [{ visitor: 'a', ids: { a: 'x'.repeat(101) } }, 'ids'],
  [{ visitor: 'a', ids: { a: '1', b: '1', c: '1', d: '1', e: '1', f: '1' } }, 'ids'],
])('%j does not fit: %s', (more, field) => {
  const parsed = identityReport.safeParse({ site: 'shop', ...more });
  expect(parsed.error?.issues.map(({ path }) => path[0])).toContain(field);
});
