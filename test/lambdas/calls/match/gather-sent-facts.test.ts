import { partitionOf } from '../../../../lambdas/calls/callers/person-keys.ts';
import { putPersonLink } from '../../../../lambdas/calls/callers/person-links-store.ts';
import { gatherMatchFacts, type MatchSources } from '../../../../lambdas/calls/match/gather-match-facts.ts';
import { noteRecipient, readRecipientVisitors } from '../../../../lambdas/visits/recipient-visitors-store.ts';
import { putVisit } from '../../../../lambdas/visits/visit-store.ts';
import { withdrawVisit } from '../../../../lambdas/visits/withdraw-store.ts';
import { call, matchedIn } from '../matched-call.ts';
import { mailed, putMailPool, send } from '../sent-numbers.ts';
import { emptyTables, giveRole, putPool, putShop, show } from '../stores.ts';

const start = Date.parse('2026-11-20T14:00:00Z');
const day = 24 * 3600_000;
let tables: MatchSources;

beforeEach(async () => {
  tables = await emptyTables();
  await Promise.all([putShop(tables), putPool(tables, 'web'), putMailPool(tables, start - 90 * day)]);
});

const ring = (at = start) => matchedIn(tables, call('c1', at, { trackedNumber: mailed }));

test('a number that was sent to nobody yet', async () => {
  await send(tables, '4711', start + 5000);
  expect(await ring()).toMatchObject({ method: 'none', site: 'shop', pool: 'mail' });
});

test('until when it was theirs by the last word: sending again prolongs it', async () => {
  const { visit } = await send(tables, '4711', start - 40 * day, { until: start - 2 * day });
  expect(await ring()).toMatchObject({ confidence: 0.76 });
  await send(tables, '4711', start - 40 * day, { until: start + day });
  expect(await ring()).toMatchObject({ confidence: 0.95, visit: { id: visit.visit } });
});

test('a pool that rests its numbers for less', async () => {
  await send(tables, '4711', start - 40 * day, { until: start - 8 * day });
  expect(await ring()).toMatchObject({ confidence: 0.57, reason: expect.stringContaining('nobody else since') });
});

test('a recipient who withdrew is named no more, and nobody before them', async () => {
  await send(tables, '4000', start - 60 * day);
  const { visit } = await send(tables, '4711', start - 2 * day);
  await withdrawVisit(tables.visits, visit, start + day);
  expect(await ring()).toMatchObject({ method: 'none', reason: expect.stringContaining('withdrawn consent') });
});

test('a number that was taken out of its pool, and is forwarded still', async () => {
  await send(tables, '4711', start - 2 * day);
  await giveRole(tables, mailed, {
    role: 'none',
    was: 'recipient',
    forwards: true,
    pool: 'mail',
    since: start - day,
    site: 'shop',
  });
  const reason = expect.stringContaining('It was taken out of pool mail');
  expect(await ring()).toMatchObject({ method: 'recipient', recipient: { id: '4711' }, reason });
});

test('who had it as a visitor before it became a number for mails', async () => {
  await show(tables, mailed, 'anna', start - 95 * day);
  expect(await ring()).toMatchObject({ method: 'none' });
});

test('an address of the caller that is not the recipient’s, and one that is', async () => {
  await send(tables, '4711', start - 2 * day, { email: 'jane@example.com' });
  const key = await tables.identityKey();
  const of = (address: string) =>
    ({ kind: 'email', person: partitionOf(key, 'shop', { kind: 'email', address }) }) as const;
  const phone = { kind: 'phone', person: partitionOf(key, 'shop', { kind: 'phone', number: '+12025550123' }) } as const;
  await putPersonLink(tables.calls, [of('joe@example.com'), phone], start - day);
  expect(await ring()).toMatchObject({ confidence: 0.38 });
  await putPersonLink(tables.calls, [of('jane@example.com'), phone], start - 1000);
  expect(await ring()).toMatchObject({ confidence: 0.95 });
});

test('an address that the caller gave after the call began says nothing of whose call it was, whenever that is matched', async () => {
  await send(tables, '4711', start - 2 * day, { email: 'jane@example.com' });
  const key = await tables.identityKey();
  const [joe, phone] = [
    { kind: 'email', person: partitionOf(key, 'shop', { kind: 'email', address: 'joe@example.com' }) },
    { kind: 'phone', person: partitionOf(key, 'shop', { kind: 'phone', number: '+12025550123' }) },
  ] as const;
  await putPersonLink(tables.calls, [joe, phone], start + 1000);
  expect(await ring()).toMatchObject({ confidence: 0.95 });
  expect(await ring(start + 1000)).toMatchObject({ confidence: 0.38 });
  // Said again it is as old as it was said first, in whatever order that is told.
  await putPersonLink(tables.calls, [joe, phone], start + day);
  expect(await ring(start + 1000)).toMatchObject({ confidence: 0.38 });
  await putPersonLink(tables.calls, [joe, phone], start - day);
  expect(await ring()).toMatchObject({ confidence: 0.38 });
});

test('visitors who came by the link in the mail', async () => {
  const { token, visit } = await send(tables, '4711', start - 2 * day);
  const anna = { ...visit, visit: 'a', visitor: 'anna', pool: 'web', number: '+12025550100', shownAt: start - day };
  await putVisit(tables.visits, { ...anna, recipient: undefined }, 90);
  const noted = { id: '4711', token, until: start + day, campaign: 'spring' };
  for (let twice = 0; twice < 2; twice++) expect(await noteRecipient(tables.visits, anna, noted)).toBe(true);
  expect(await noteRecipient(tables.visits, { ...anna, visitor: 'ben' }, noted)).toBe(false);
  expect(await readRecipientVisitors(tables.visits, token)).toEqual(['anna']);
  const { facts } = await gatherMatchFacts(call('c1', start, { trackedNumber: mailed }), tables);
  expect(facts.sent).toMatchObject({ visitors: ['anna'], rings: [], knownAs: [] });
  await giveRole(tables, '+12025550100', { role: 'session', pool: 'web', since: start - 9e9, site: 'shop' });
  const { recipient, reason } = await matchedIn(tables, call('c2', start));
  expect(recipient).toEqual({ id: '4711', campaign: 'spring', pool: 'mail' });
  expect(reason).toContain('came by the mail to recipient 4711 in campaign spring');
});
