import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Table } from '../../../lambdas/platform/aws/table.ts';
import { type TryFate, unreliableDynamoDB, type WriteTry } from '../../embedded-dynamodb.ts';
import { emptyTables } from '../calls/stores.ts';
import { backlogRows } from './backlog-rows.ts';
import { callRows } from './call-rows.ts';
import { carrierAccountRows } from './carrier-account-rows.ts';
import { conversionSettingsRows } from './conversion-settings-rows.ts';
import { deliveryRows } from './delivery-rows.ts';
import { identityRows } from './identity-rows.ts';
import { leaseRows } from './lease-rows.ts';
import { orderRows } from './order-rows.ts';
import { orderSourceRows } from './order-source-rows.ts';
import { recipientRows } from './recipient-rows.ts';
import { settingsRows } from './settings-rows.ts';
import type { StoreRow, Tables } from './store-row.ts';
import { teamRows } from './team-rows.ts';
import { visitRows } from './visit-rows.ts';
import { uncoveredWriters } from './writers.ts';

const rows = [
  ...carrierAccountRows,
  ...deliveryRows,
  ...backlogRows,
  ...callRows,
  ...orderRows,
  ...settingsRows,
  ...conversionSettingsRows,
  ...leaseRows,
  ...teamRows,
  ...visitRows,
  ...orderSourceRows,
  ...identityRows,
  ...recipientRows,
];

async function itemsOf({ documents, name }: Table) {
  const { Items = [] } = await documents.send(new ScanCommand({ TableName: name, ConsistentRead: true }));
  return Items.sort((a, b) => (`${a.pk} ${a.sk}` < `${b.pk} ${b.sk}` ? -1 : 1));
}

/** What a write calls itself is another each time. */
function withoutOwnIds(value: unknown): unknown {
  const text = JSON.stringify(value, (_, each) => (each instanceof Set ? [...each] : each)) ?? 'null';
  return JSON.parse(text.replace(/"[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}"/g, '"an id of its own"'));
}

/** Does what the row says on fresh tables whose writes fare as told; answers what was said and what is stored then. */
async function outcome({ arrange }: StoreRow, fateOf: (each: WriteTry) => TryFate) {
  const tables = await emptyTables();
  const act = await arrange(tables);
  const { documents, writes } = unreliableDynamoDB(fateOf);
  const over = ({ name }: Table) => ({ documents, name });
  const unreliable: Tables = {
    settings: over(tables.settings),
    leases: over(tables.leases),
    visits: over(tables.visits),
    calls: over(tables.calls),
    identityKey: tables.identityKey,
  };
  const answer = await act(unreliable);
  const { settings, leases, visits, calls } = tables;
  const items = await Promise.all([settings, leases, visits, calls].map(itemsOf));
  return { writes: writes(), seen: withoutOwnIds({ answer, items }) };
}

describe.each([...new Set(rows.map(({ name }) => name))])('%s', (name) => {
  test.each(rows.filter((each) => each.name === name))('when $when: a lost answer changes nothing', async (row) => {
    const good = await outcome(row, () => 'answered');
    expect(good.writes).toBeGreaterThan(0);
    for (const fate of ['lost', 'late'] as const) {
      const all = await outcome(row, ({ attempt }) => (attempt === 1 ? fate : 'answered'));
      expect([`each answer ${fate}`, all.seen]).toEqual([`each answer ${fate}`, good.seen]);
      for (let number = 1; number <= good.writes && good.writes > 1; number++) {
        const one = await outcome(row, ({ write, attempt }) => (write === number && attempt === 1 ? fate : 'answered'));
        expect([`answer ${number} ${fate}`, one.seen]).toEqual([`answer ${number} ${fate}`, good.seen]);
      }
    }
    const twice = await outcome(row, ({ attempt }) => (attempt <= 2 ? 'lost' : 'answered'));
    expect(['each answer lost twice', twice.seen]).toEqual(['each answer lost twice', good.seen]);
  });

  test.each(rows.filter((each) => each.name === name))('when $when: it waits for transactions', async (row) => {
    const good = await outcome(row, () => 'answered');
    // What is sent again is another write: each first one is met by a transaction.
    const isFirst = ({ write, operation }: WriteTry) => operation !== 'TransactWriteItems' && write % 2 === 1;
    const met = await outcome(row, (each) => (isFirst(each) ? 'in-the-way' : 'answered'));
    expect(met.seen).toEqual(good.seen);
  });
});

test('every function that writes has such a test, or all who call it have', () => {
  expect(uncoveredWriters(new Set(rows.map(({ name }) => name)))).toEqual([]);
});

test('a function that writes and has none is found', () => {
  const names = new Set(rows.map(({ name }) => name));
  names.delete('renewLease');
  names.delete('putRule');
  expect(uncoveredWriters(names)).toEqual(expect.arrayContaining(['putRule', 'renewLease']));
});
