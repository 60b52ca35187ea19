import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Table } from '../../../lambdas/platform/aws/table.ts';
import type { Visit } from '../../../lambdas/visits/visit.ts';
import { visitItemKey } from '../../../lambdas/visits/visit-key.ts';
import { noteClick, noteIds, putVisit } from '../../../lambdas/visits/visit-store.ts';
import { readVisits } from '../../../lambdas/visits/visitor-visits-store.ts';
import { withdrawVisit } from '../../../lambdas/visits/withdraw-store.ts';
import { createTable, embeddedDynamoDB, unreliableDynamoDB } from '../../embedded-dynamodb.ts';
import { busyTable } from './busy-table.ts';

const now = 1_790_000_000_000;
let visits: Table;

beforeAll(async () => {
  visits = { documents: embeddedDynamoDB().documents, name: await createTable('Visits') };
});

function visitOf(id: string, more: Partial<Visit> = {}): Visit {
  return {
    visit: id,
    visitor: `visitor-${id}`,
    site: 'shop',
    shownAt: now,
    touchAt: now,
    shown: 'leased',
    pool: 'web',
    number: '+12025550100',
    source: 'google',
    medium: 'cpc',
    consent: { ads: true, analytics: true },
    ...more,
  };
}

async function item(visit: Visit) {
  const { Item } = await visits.documents.send(new GetCommand({ TableName: visits.name, Key: visitItemKey(visit) }));
  return Item;
}

test('a visit with a number lies by the number, sorted by time, and ends by itself', async () => {
  const visit = visitOf('a');
  await putVisit(visits, visit, 90);
  expect(await item(visit)).toEqual({
    ...visit,
    pk: 'NUMBER#+12025550100',
    sk: `VISIT#${now}#a`,
    ttl: now / 1000 + 90 * 24 * 60 * 60,
  });
});

test('a visit without a number lies by its visitor', async () => {
  const { number: _, ...visit } = visitOf('b', { shown: 'default' });
  await putVisit(visits, visit, 90);
  expect(await item(visit)).toMatchObject({ pk: 'VISITOR#visitor-b', shown: 'default' });
});

test('a visit that is put once more after its visitor withdrew stays a mark', async () => {
  const visit = visitOf('withdrawn');
  await putVisit(visits, visit, 90);
  await withdrawVisit(visits, visit, now + 400);
  const mark = await item(visit);
  await putVisit(visits, visit, 90);
  expect(await item(visit)).toEqual(mark);
  expect(mark).not.toHaveProperty('visitor');
});

test('a visit whose visitor withdraws while the answer to its write is lost stays a mark', async () => {
  const visit = visitOf('lost');
  const { documents, arrive } = unreliableDynamoDB(({ attempt }) => (attempt === 1 ? 'held' : 'answered'));
  await putVisit({ documents, name: visits.name }, visit, 90);
  await withdrawVisit(visits, visit, now + 400);
  const mark = await item(visit);
  await arrive();
  expect(await item(visit)).toEqual(mark);
});

test('a click is noted on the visit, and makes none', async () => {
  const visit = visitOf('c');
  await putVisit(visits, visit, 90);
  expect(await noteClick(visits, visit, now + 5)).toBe(true);
  expect(await item(visit)).toMatchObject({ clickedAt: now + 5, source: 'google' });
  expect(await noteClick(visits, visitOf('gone'), now)).toBe(false);
  expect(await item(visitOf('gone'))).toBeUndefined();
});

describe('ids of other tools that come later', () => {
  const ids = { ga: '1.2', gaSession: '3', fbp: 'fb.1.2.3' };
  const idsOf = async (visit: Visit) => (await item(visit))?.ids;

  test.each([
    ['with consent to ads', true, ids],
    ['without it', false, { ga: '1.2', gaSession: '3' }],
  ])('are noted as far as they are allowed: %s', async (_, ads, expected) => {
    const visit = visitOf(`ids-${ads}`, { consent: { ads, analytics: true } });
    await putVisit(visits, visit, 90);
    for (let time = 0; time < 2; time++) expect(await noteIds(visits, visit, ids)).toBe(true);
    expect(await item(visit)).toMatchObject({ ...visit, ids: expected });
  });

  test('are noted on no visit that is gone, or is somebody else’s', async () => {
    const visit = visitOf('ids-other');
    expect(await noteIds(visits, visit, ids)).toBe(false);
    expect(await item(visit)).toBeUndefined();
    await putVisit(visits, visit, 90);
    expect(await noteIds(visits, { ...visit, visitor: 'other' }, ids)).toBe(false);
    expect(await idsOf(visit)).toBeUndefined();
  });

  test('take so much room, and none is cut', async () => {
    const visit = visitOf('ids-long');
    await putVisit(visits, visit, 90);
    await noteIds(visits, visit, { ga: '1.2', fbc: 'x'.repeat(600), ttp: 'é'.repeat(200) });
    expect(await idsOf(visit)).toEqual({ ga: '1.2', ttp: 'é'.repeat(200) });
  });
});

test('a click that could not be noted is an error, not a visit that is gone', async () => {
  await expect(noteClick({ ...visits, name: 'no-such-table' }, visitOf('d'), now)).rejects.toThrow('not found');
});

test('asks again for what a busy table left out', async () => {
  const many = Array.from({ length: 30 }, (_, index) => visitOf(`busy-${index}`, { shownAt: now + index }));
  await Promise.all(many.map((visit) => putVisit(visits, visit, 90)));
  expect((await readVisits(busyTable(visits), many)).size).toBe(30);
});

test('reads many visits by their keys, as far as there are any', async () => {
  const many = Array.from({ length: 120 }, (_, index) => visitOf(`many-${index}`, { shownAt: now + index }));
  await Promise.all(many.map((visit) => putVisit(visits, visit, 90)));
  const found = await readVisits(visits, [...many, visitOf('never')]);
  expect(found.size).toBe(120);
  expect(found.get('many-7')).toEqual(many[7]);
  expect((await readVisits(visits, [])).size).toBe(0);
});
