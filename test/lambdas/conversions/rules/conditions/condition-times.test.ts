import fc from 'fast-check';
import { foldLedger } from '../../../../../lambdas/conversions/ledger/fold-ledger.ts';
import { timeOfRevenue, timeOfTag } from '../../../../../lambdas/conversions/rules/conditions/condition-times.ts';
import { entry, refund, sale, startedAt } from '../../facts.ts';

const ledgerOf = (entries: Parameters<typeof foldLedger>[0]) => ({ ledger: foldLedger(entries, 'EUR') });

test('a tag came about when it was first reported; one that was not never did', () => {
  const facts = ledgerOf([
    entry('b', undefined, { tags: ['vip'], occurredAt: startedAt + 7 }),
    entry('a', undefined, { tags: ['vip', 'roof'] }),
  ]);
  expect(timeOfTag((tag) => tag === 'vip', facts)).toBe(startedAt + 7);
  expect(timeOfTag((tag) => tag === 'roof', facts)).toBe(startedAt + 'a'.charCodeAt(0));
  expect(timeOfTag((tag) => tag === 'window', facts)).toBeUndefined();
});

const reports = fc.array(fc.record({ sold: fc.boolean(), minor: fc.integer({ min: 1, max: 9 }) }), { maxLength: 8 });

test('revenue came to fit when it did for the last time, and stays so to the end', () => {
  fc.assert(
    fc.property(reports, fc.nat(12), fc.boolean(), (all, bound, isAtLeast) => {
      const entries = all.map(({ sold, minor }, index) =>
        entry(`${index}`, sold ? sale(minor) : refund(minor), { occurredAt: startedAt + 100 * index }),
      );
      const isWanted = (minor: number) => minor >= bound === isAtLeast;
      const sumAt = (count: number) =>
        Math.max(
          0,
          all.slice(0, count).reduce((sum, { sold, minor }) => sum + (sold ? minor : -minor), 0),
        );
      const wanted = Array.from({ length: all.length + 1 }, (_, count) => isWanted(sumAt(count)));
      const last = wanted.lastIndexOf(false);
      const since = last === -1 || last === all.length ? undefined : startedAt + 100 * last;
      expect(timeOfRevenue(isWanted, ledgerOf(entries))).toBe(since);
    }),
    { numRuns: 300 },
  );
});
