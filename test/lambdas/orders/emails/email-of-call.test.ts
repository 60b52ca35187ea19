import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import type { Match } from '../../../../lambdas/calls/match/match.ts';
import { reportIdentity } from '../../../../lambdas/journal/report-identity.ts';
import { emailOfCall } from '../../../../lambdas/orders/emails/email-of-call.ts';
import { linkVisitor, unlinkVisitor } from '../../../../lambdas/orders/identity.ts';
import { identityReport } from '../../../../lambdas/orders/identity-report.ts';
import { recipientItemKey } from '../../../../lambdas/recipients/recipient.ts';
import { recipientToken } from '../../../../lambdas/recipients/recipient-token.ts';
import { type House, kept, openHouse, showAnna, start } from '../../settle/call-house.ts';
import { call, caller, day, iso, later, openShop, report, saleOf } from '../order-world.ts';

const jane = 'jane@example.com';
const joe = 'joe@example.com';
const anna = { site: 'shop', visitor: 'anna' };

let house: House;
beforeEach(async () => {
  house = await openShop();
});

const sources = () => ({ ...house.sources, identityKey: house.deps.identityKey });

async function emailOf(id: string, now = later) {
  const { call: stored } = await kept(house, id);
  if (stored === undefined) throw new Error(`there is no call ${id}`);
  return emailOfCall(sources(), stored, now);
}

async function identify(more: object, { id, at = later }: { readonly id?: string; readonly at?: number } = {}) {
  const stored = id === undefined ? undefined : (await kept(house, id)).call;
  const told = identityReport.parse({ site: 'shop', ...(id === undefined ? {} : { call: id }), ...more });
  await reportIdentity({ ...house.deps, visits: house.sources.visits }, told, stored, at);
}

test('of a call of which nobody said anything there is none', async () => {
  await call(house, 'a', start);
  expect(await emailOf('a')).toBeUndefined();
});

test('it is what the order of the call says, in whatever order they are heard of', async () => {
  const order = saleOf('s-1', { find: { phone: caller, email: ' Jane@Example.com' } });
  await report(house, order);
  await call(house, 'a', start);
  expect(await emailOf('a')).toBe(jane);
  await call(house, 'b', start + 1000, { caller: '+12025550199' });
  await report(house, saleOf('s-2', { find: { phone: '+12025550199', email: joe } }));
  expect(await emailOf('b')).toBe(joe);
});

test('an order that turns out to belong to another call takes its address along', async () => {
  await call(house, 'a', start);
  await report(house, saleOf('s-1', { find: { phone: caller, email: jane } }));
  await call(house, 'b', start + day);
  expect([await emailOf('a'), await emailOf('b')]).toEqual([undefined, jane]);
});

test('the latest of several orders says it, whichever was heard of last', async () => {
  const orders = [5, 9, 7].map((at) =>
    saleOf(`s-${at}`, { occurredAt: iso(start + at * day), find: { phone: caller, email: `at-${at}@example.com` } }),
  );
  await call(house, 'a', start);
  for (const order of orders) await report(house, order);
  expect(await emailOf('a')).toBe('at-9@example.com');
});

test('an order of a version before, which kept no address, is the same when it comes again', async () => {
  const order = saleOf('s-1', { find: { phone: caller, email: jane } });
  const { order: id } = await report(house, order);
  await house.sources.calls.documents.send(
    new UpdateCommand({
      TableName: house.sources.calls.name,
      Key: { pk: `ORDER#${id}`, sk: 'ORDER' },
      UpdateExpression: 'REMOVE email',
    }),
  );
  expect((await report(house, order)).order).toBe(id);
});

describe.each(['before', 'after'])('said %s the call', (when) => {
  const around = async (say: () => Promise<unknown>) => {
    if (when === 'before') await say();
    await call(house, 'a', start);
    if (when === 'after') await say();
  };

  test('by the page of the visitor, until consent is withdrawn', async () => {
    await showAnna(house);
    await around(() => linkVisitor(house.deps, { ...anna, email: jane }, start));
    expect((await kept(house, 'a')).call?.match.visit?.visitor).toBe('anna');
    expect(await emailOf('a')).toBe(jane);
    await unlinkVisitor(house.deps, anna);
    expect(await emailOf('a')).toBeUndefined();
  });

  test('by a program of the visitor, and of the caller by a number', async () => {
    await showAnna(house);
    await around(() => identify({ visitor: 'anna', email: jane, phone: '+12025550199' }, { at: start }));
    await call(house, 'b', start + 1000, { caller: '+12025550199', to: '+12025550000' });
    expect(await emailOf('a')).toBe(jane);
    expect(await emailOf('b')).toBe(jane);
    expect(await emailOf('a', start + 401 * day)).toBeUndefined();
  });
});

test('of a call that is named it is known though nobody knows who called', async () => {
  await call(house, 'a', start, { caller: 'anonymous' });
  await identify({ email: jane }, { id: 'a' });
  expect(await emailOf('a')).toBe(jane);
});

test('of a number with several addresses none is told, and the call that was named has its own', async () => {
  await call(house, 'a', start);
  await call(house, 'b', start + 1000);
  await identify({ email: jane }, { id: 'a' });
  await identify({ email: joe }, { id: 'b' });
  await call(house, 'c', start + 2000);
  expect([await emailOf('a'), await emailOf('b'), await emailOf('c')]).toEqual([jane, joe, undefined]);
});

test('the last word of a visitor holds, in every order of arrival', async () => {
  const said = [1, 2, 3].map((at) => ({ at, email: `at-${at}@example.com` }));
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(said, { minLength: 3 }), async (order) => {
      house = await openHouse([]);
      await showAnna(house);
      await call(house, 'a', start);
      for (const { at, email } of order) await linkVisitor(house.deps, { ...anna, email }, start + at);
      for (const { at, email } of order) await linkVisitor(house.deps, { ...anna, email }, start + at);
      expect(await emailOf('a')).toBe('at-3@example.com');
    }),
    { numRuns: 6 },
  );
});

describe('of a call that a mail led to', () => {
  const sent = { id: '4711', pool: 'mails', campaign: 'spring' };

  async function emailOfRecipient(id: string, confidence = 0.95, more: Partial<Match> = {}) {
    const { call: stored } = await kept(house, id);
    if (stored === undefined) throw new Error(`there is no call ${id}`);
    const match = { ...stored.match, recipient: sent, confidence, ...more };
    return emailOfCall(sources(), { ...stored, match }, later);
  }

  async function send(more: object) {
    const { visits } = house.sources;
    const { id: recipient, ...of } = sent;
    const token = recipientToken(await house.deps.identityKey(), { site: 'shop', recipient, ...of });
    const facts = { ...of, token, site: 'shop', recipient, sentAt: start, until: later, visitor: 'v', version: 1 };
    const consent = { ads: false, analytics: true };
    const item = { ...recipientItemKey(token), ...facts, consent, ...more };
    await visits.documents.send(new PutCommand({ TableName: visits.name, Item: item }));
  }

  beforeEach(async () => {
    await showAnna(house);
    await call(house, 'a', start);
    await identify({ ...anna, email: joe });
  });

  test('it is where the mail went, whatever order and identity say', async () => {
    await send({ email: jane });
    await report(house, saleOf('s-1', { find: { phone: caller, email: joe } }));
    expect(await emailOfRecipient('a')).toBe(jane);
  });

  test('of a recipient without an address, or who is not kept any more, it is what is said otherwise', async () => {
    expect(await emailOfRecipient('a')).toBe(joe);
    await send({});
    expect(await emailOfRecipient('a')).toBe(joe);
  });

  test('where it is likelier that somebody else called, it is what is said of the caller', async () => {
    await send({ email: jane });
    expect(await emailOfRecipient('a', 0.38)).toBe(joe);
  });

  test('where somebody else called the number of the mail, it is not the address that the recipient is known by', async () => {
    await send({ email: joe });
    const byNumber = { method: 'recipient' } as const;
    expect(await emailOfRecipient('a', 0.57, byNumber)).toBe(joe);
    expect(await emailOfRecipient('a', 0.38, byNumber)).toBeUndefined();
    await identify({ email: jane }, { id: 'a' });
    expect(await emailOfRecipient('a', 0.38, byNumber)).toBe(jane);
  });
});
