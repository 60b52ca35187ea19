import { readCall } from '../../../../lambdas/calls/call-store.ts';
import { putLedgerEntry } from '../../../../lambdas/conversions/ledger/ledger-store.ts';
import { readConversionItems } from '../../../../lambdas/deliveries/read-conversion-items.ts';
import { emptyTables } from '../../calls/stores.ts';
import { entry, refund, sale } from '../facts.ts';

let calls: Awaited<ReturnType<typeof emptyTables>>['calls'];

beforeEach(async () => {
  calls = (await emptyTables()).calls;
});

const ledger = async () => readConversionItems((await readCall(calls, 'call-1')).others).ledger;

test('the same entry again keeps the time at which it first came', async () => {
  const first = entry('a', sale(500), { outcome: 'sold', tags: ['vip'] });
  expect(await putLedgerEntry(calls, first)).toBe(true);
  expect(await putLedgerEntry(calls, { ...first, receivedAt: first.receivedAt + 1 })).toBe(true);
  expect(await ledger()).toEqual([first]);
});

test('an event id with other content is told, and the first content stays', async () => {
  const first = entry('a', sale(500));
  await putLedgerEntry(calls, first);
  for (const other of [entry('a', sale(501)), entry('a', refund(500)), entry('a', sale(500, 'USD')), entry('a')]) {
    expect(await putLedgerEntry(calls, other)).toBe(false);
  }
  expect(await ledger()).toEqual([first]);
});

test('sources do not meet, whatever characters they and their events have', async () => {
  const odd = [
    entry('c', sale(1), { source: 'a#b' }),
    entry('b#c', sale(2), { source: 'a' }),
    entry('c', sale(3), { source: 'a%23b' }),
  ];
  for (const one of odd) expect(await putLedgerEntry(calls, one)).toBe(true);
  expect(await ledger()).toHaveLength(3);
});
