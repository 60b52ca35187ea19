import { DeleteCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Table } from '../../../../lambdas/platform/aws/table.ts';
import { keptDays, shownFor } from '../../../../lambdas/visits/phone-codes/given-code.ts';
import {
  giveCode,
  keepCode,
  readGivenCode,
  withdrawCodes,
} from '../../../../lambdas/visits/phone-codes/phone-code-store.ts';
import type { Visit } from '../../../../lambdas/visits/visit.ts';
import { putVisit } from '../../../../lambdas/visits/visit-store.ts';
import { newestVisitOf, visitsOfVisitor } from '../../../../lambdas/visits/visitor-visits-store.ts';
import { withdrawVisit } from '../../../../lambdas/visits/withdraw-store.ts';
import { createTable, embeddedDynamoDB } from '../../../embedded-dynamodb.ts';

const now = 1_790_000_000_000;
const [code, other] = ['4810395', '1000004'];
const longAfter = now + shownFor + (keptDays * 24 * 3600 + 1) * 1000;

const visitOf = (visitor: string, more: Partial<Visit> = {}): Visit => ({
  visit: `visit-${visitor}`,
  visitor,
  site: 'shop',
  shownAt: now - 1000,
  touchAt: now - 1000,
  shown: 'default',
  pool: 'web',
  source: 'google',
  medium: 'cpc',
  consent: { ads: true, analytics: true },
  ...more,
});
const ann = visitOf('ann', { number: '+12025550100', shown: 'leased', lease: 'l' });
const bob = visitOf('bob');

let visits: Table;
beforeEach(async () => {
  const { documents } = embeddedDynamoDB();
  visits = { documents, name: await createTable('Visits') };
  for (const visit of [ann, bob]) await putVisit(visits, visit, 90);
});

const give = (visit: Visit, one = code, at = now, site = 'shop') => giveCode(visits, { site, visit, code: one }, at);
const holderOf = async (one = code, site = 'shop') => (await readGivenCode(visits, site, one))?.holder?.visit;

/** What TTL does, sooner or later. */
async function collectEnded(at: number): Promise<void> {
  const { Items = [] } = await visits.documents.send(new ScanCommand({ TableName: visits.name }));
  for (const { pk, sk, ttl } of Items) {
    if (Number(ttl) * 1000 < at)
      await visits.documents.send(new DeleteCommand({ TableName: visits.name, Key: { pk, sk } }));
  }
}

test('a visit has one code, and nobody else has it', async () => {
  expect(await keepCode(visits, ann, now)).toBeUndefined();
  expect(await give(ann)).toBe('given');
  expect(await give(bob)).toBe('taken');
  expect(await give(ann, other)).toBe('other');
  expect(await give(bob, other)).toBe('given');
  expect([await holderOf(code), await holderOf(other)]).toEqual(['visit-ann', 'visit-bob']);
  expect(await holderOf(code, 'another-shop')).toBeUndefined();
});

test('who asks again keeps the code for longer', async () => {
  await give(ann);
  const later = now + shownFor - 1;
  expect(await keepCode(visits, ann, later)).toEqual({ code, expiresAt: later + shownFor });
  expect(await readGivenCode(visits, 'shop', code)).toMatchObject({ givenAt: now, expiresAt: later + shownFor });
  expect(await keepCode(visits, { ...ann, visit: 'another' }, later)).toBeUndefined();
});

test('a page that stays open for weeks keeps the code findable, so that a withdrawal takes its visitor out of it', async () => {
  await give(ann);
  for (let day = 1; day <= 40; day += 1) {
    const shown = now + day * 86_400_000;
    await keepCode(visits, ann, shown);
    await collectEnded(shown);
  }
  await collectEnded(now + 60 * 86_400_000);
  await withdrawCodes(visits, 'ann');
  const given = await readGivenCode(visits, 'shop', code);
  expect(given).toMatchObject({ code });
  expect(given?.holder).toBeUndefined();
});

test('it is free again once no order may name it any more', async () => {
  await give(ann);
  expect(await give(bob, code, longAfter - 2000)).toBe('taken');
  expect(await give(bob, code, longAfter)).toBe('given');
  expect(await holderOf()).toBe('visit-bob');
  expect(await keepCode(visits, ann, longAfter)).toBeUndefined();
});

test.each([
  ['a number of their own', ann],
  ['none', bob],
])('nothing is left of a visitor with %s who withdrew, and nobody gets the code', async (_, visit) => {
  await give(visit);
  await withdrawVisit(visits, visit, now);
  await withdrawCodes(visits, visit.visitor);
  await withdrawCodes(visits, visit.visitor);
  const mark = await readGivenCode(visits, 'shop', code);
  expect(mark).toMatchObject({ code });
  expect(JSON.stringify(mark)).not.toContain(visit.visitor);
  expect(await keepCode(visits, visit, now)).toBeUndefined();
  expect(await give(visit, other)).toBe('no-visit');
  expect(await give(visit === ann ? bob : ann)).toBe('taken');
});

test('a visit that does not allow it gets none', async () => {
  const shy = visitOf('shy', { consent: { ads: false, analytics: false } });
  await putVisit(visits, shy, 90);
  expect(await give(shy)).toBe('no-visit');
});

test('whose code it was later stays as it is when an earlier holder withdraws', async () => {
  await give(ann);
  await give(bob, code, longAfter);
  await withdrawCodes(visits, 'ann');
  expect(await holderOf()).toBe('visit-bob');
});

test('codes are no visits', async () => {
  await give(ann);
  const found: Visit[] = [];
  for await (const part of visitsOfVisitor(visits, 'ann', [])) found.push(...part);
  expect(found.map(({ visit }) => visit)).toEqual(['visit-ann']);
});

test('the newest visit is found, whether it has a number or not', async () => {
  const key = ({ visit, visitor, shownAt, number }: Visit) => ({ visit, visitor, shownAt, ...(number && { number }) });
  expect(await newestVisitOf(visits, 'ann')).toEqual(key(ann));
  expect(await newestVisitOf(visits, 'bob')).toEqual(key(bob));
  const later = visitOf('ann', { visit: 'later', shownAt: now });
  await putVisit(visits, later, 90);
  expect(await newestVisitOf(visits, 'ann')).toEqual(key(later));
  expect(await newestVisitOf(visits, 'nobody')).toBeUndefined();
});
