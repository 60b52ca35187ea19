import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Table } from '../../../lambdas/platform/aws/table.ts';
import { readVisitsOnNumber } from '../../../lambdas/visits/number-visits-store.ts';
import type { Visit } from '../../../lambdas/visits/visit.ts';
import { visitItemKey } from '../../../lambdas/visits/visit-key.ts';
import { putVisit } from '../../../lambdas/visits/visit-store.ts';
import { visitsOfVisitor } from '../../../lambdas/visits/visitor-visits-store.ts';
import { withdrawAds, withdrawVisit } from '../../../lambdas/visits/withdraw-store.ts';
import { createTable, embeddedDynamoDB } from '../../embedded-dynamodb.ts';
import { fictionalNumber } from '../leases/pool-of-slots.ts';
import { busyTable } from './busy-table.ts';

const now = 1_790_000_000_000;

async function visitsTable(): Promise<Table> {
  return { documents: embeddedDynamoDB().documents, name: await createTable('Visits') };
}

function visitOf(visitor: string, index: number, more: Partial<Visit> = {}): Visit {
  return {
    visit: `${visitor}-${index}`,
    visitor,
    site: 'shop',
    shownAt: now + index,
    touchAt: now,
    shown: 'leased',
    pool: 'web',
    number: fictionalNumber(index),
    source: 'google',
    medium: 'cpc',
    consent: { ads: true, analytics: true },
    ...more,
  };
}

const idsOf = (visits: readonly Visit[]) => visits.map(({ visit }) => visit).toSorted();

/** All parts together, each visit once. */
async function readVisitsOfVisitor(...asked: Parameters<typeof visitsOfVisitor>): Promise<Visit[]> {
  const found = new Map<string, Visit>();
  for await (const part of visitsOfVisitor(...asked)) for (const one of part) found.set(one.visit, one);
  return [...found.values()];
}

test('all visits of a visitor are found, however many and however busy the table, and nobody else’s', async () => {
  const visits = await visitsTable();
  const own = Array.from({ length: 130 }, (_, index) => visitOf('ann', index));
  const { number: _, ...withoutNumber } = visitOf('ann', 200, { shown: 'default' });
  await Promise.all(
    [...own, withoutNumber, visitOf('bob', 3), visitOf('bob', 4)].map((visit) => putVisit(visits, visit, 90)),
  );
  const wanted = idsOf([...own, withoutNumber]);
  expect(idsOf(await readVisitsOfVisitor(visits, 'ann', [fictionalNumber(3)]))).toEqual(wanted);
  expect(idsOf(await readVisitsOfVisitor(busyTable(visits), 'ann', []))).toEqual(wanted);
});

test('a visit of a newer version is found with the others, and withdrawn', async () => {
  const visits = await visitsTable();
  const [usual, newer] = [visitOf('ann', 1), visitOf('ann', 2)];
  await putVisit(visits, usual, 90);
  const changed = { consent: { ads: 'some', analytics: true }, params: { plan: { is: 'large' } } };
  const Item = { ...visitItemKey(newer), ...newer, ...changed };
  await visits.documents.send(new PutCommand({ TableName: visits.name, Item }));
  const found = await readVisitsOfVisitor(visits, 'ann', [fictionalNumber(1)]);
  expect(idsOf(found)).toEqual(idsOf([usual, newer]));
  for (const visit of found) await withdrawVisit(visits, visit, now + 10);
  expect(await readVisitsOfVisitor(visits, 'ann', [fictionalNumber(1)])).toEqual([]);
});

test('on a number of his the newest visits are looked through, which the index may not know yet', async () => {
  const visits = await visitsTable();
  const number = fictionalNumber(0);
  const others = Array.from({ length: 60 }, (_, index) => visitOf('bob', index, { number }));
  const newest = visitOf('ann', 60, { number });
  await Promise.all([...others, newest].map((visit) => putVisit(visits, visit, 90)));
  visits.documents.middlewareStack.add(
    (next) => async (args) =>
      'IndexName' in args.input ? { output: { $metadata: {}, Items: [] }, response: {} } : next(args),
    { step: 'initialize' },
  );
  expect(await readVisitsOfVisitor(visits, 'ann', [])).toEqual([]);
  expect(await readVisitsOfVisitor(visits, 'ann', [number])).toEqual([newest]);
});

test('what is withdrawn while the visits are read is nobody’s', async () => {
  const visits = await visitsTable();
  const [one, other] = [visitOf('ann', 0), visitOf('ann', 1)];
  await Promise.all([one, other].map((visit) => putVisit(visits, visit, 90)));
  const { documents } = embeddedDynamoDB();
  documents.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (commandName === 'BatchGetItemCommand') await withdrawVisit(visits, one, now);
        return next(args);
      },
    { step: 'initialize' },
  );
  expect(await readVisitsOfVisitor({ ...visits, documents }, 'ann', [])).toEqual([other]);
});

test('a withdrawn visit stays as it was withdrawn first, and is seen up to its own time', async () => {
  const visits = await visitsTable();
  const visit = visitOf('ann', 0);
  await putVisit(visits, visit, 90);
  const on = (until: number) => readVisitsOnNumber(visits, fictionalNumber(0), { until, limit: 8 });
  expect(await on(now)).toEqual({ visits: [visit], withdrawn: [] });
  expect(await on(now - 1)).toEqual({ visits: [], withdrawn: [] });
  await withdrawVisit(visits, visit, now + 1);
  await withdrawVisit(visits, visit, now + 2);
  await withdrawAds(visits, visit, { ads: false, analytics: true });
  expect(await on(now)).toEqual({ visits: [], withdrawn: [{ site: 'shop', shownAt: now, withdrawnAt: now + 1 }] });
});

test('a withdrawal that could not be written is an error; one of a visit that is gone changes nothing', async () => {
  const visits = await visitsTable();
  await withdrawVisit(visits, visitOf('ann', 0), now);
  expect(await readVisitsOfVisitor(visits, 'ann', [fictionalNumber(0)])).toEqual([]);
  const broken = withdrawVisit({ ...visits, name: 'no-such-table' }, visitOf('ann', 0), now);
  await expect(broken).rejects.toThrow('not found');
});
