import fc from 'fast-check';
import { saidCodes } from '../../../../lambdas/conversions/ledger/codes-said.ts';
import type { LedgerEntry } from '../../../../lambdas/conversions/ledger/ledger.ts';

const entry = (event: string, more: Partial<LedgerEntry>): LedgerEntry => ({
  call: 'call-1',
  source: 'crm',
  event,
  receivedAt: 1000,
  ...more,
});

const ledger = [
  entry('a', { phoneCode: '4810395' }),
  entry('b', { phoneCode: '4810395', outcome: 'sold' }),
  entry('c', { outcome: 'sold' }),
  entry('d', { phoneCode: '1000004', order: 'o1' }),
  entry('e', { phoneCode: '1000004', order: 'o2', occurredAt: 5000 }),
  entry('f', { phoneCode: '4810395', order: 'o3', occurredAt: 10 }),
];

test('each code once in each way in which it came; of several orders the last one counts', () => {
  expect(saidCodes({ keyedCode: '12' }, ledger)).toEqual([
    { code: '12', by: 'keys', isSure: true },
    { code: '4810395', by: 'agent', isSure: true },
    { code: '1000004', by: 'order', orderedAt: 5000, isSure: true },
    { code: '4810395', by: 'order', orderedAt: 10, isSure: true },
  ]);
  expect(saidCodes({}, [entry('c', { outcome: 'sold' })])).toEqual([]);
});

test('the same in every order of the ledger', () => {
  const shuffled = fc.shuffledSubarray(ledger, { minLength: ledger.length });
  fc.assert(fc.property(shuffled, (some) => expect(saidCodes({}, some)).toEqual(saidCodes({}, ledger))));
});
