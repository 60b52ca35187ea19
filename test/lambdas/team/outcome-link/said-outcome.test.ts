import fc from 'fast-check';
import { foldLedger } from '../../../../lambdas/conversions/ledger/fold-ledger.ts';
import type { LedgerEntry } from '../../../../lambdas/conversions/ledger/ledger.ts';
import {
  entriesOf,
  linkSource,
  type SaidOutcome,
  saidUntilNow,
} from '../../../../lambdas/team/outcome-link/said-outcome.ts';

const eur = (minor: number) => ({ minor, currency: 'EUR' });
const won = (minor?: number): SaidOutcome => ({ outcome: 'won', amount: minor === undefined ? undefined : eur(minor) });
const lost: SaidOutcome = { outcome: 'lost' };

/** All that was said, one after the other, a second apart. */
function said(...all: readonly SaidOutcome[]): LedgerEntry[] {
  return all.reduce<LedgerEntry[]>(
    (ledger, one, index) => [...ledger, ...entriesOf(one, saidUntilNow(ledger), 'call-1', 1000 * index)],
    [],
  );
}

test('a sale is said with the outcome', () => {
  expect(said(won(12_950))).toEqual([
    {
      call: 'call-1',
      source: linkSource,
      event: '1',
      receivedAt: 0,
      outcome: 'won',
      revenue: { kind: 'sale', amount: eur(12_950) },
    },
  ]);
});

test('the same again says nothing', () => {
  expect(said(won(100), won(100))).toHaveLength(1);
  expect(said(lost, lost, lost)).toHaveLength(1);
});

test('another amount takes the place of the one before, in one write', () => {
  const ledger = said(won(100), won(250));
  expect(ledger.map(({ event }) => event)).toEqual(['1', '2', '2-cancels']);
  expect(foldLedger(ledger, 'EUR')).toMatchObject({ value: eur(250), outcome: 'won' });
});

test('what turns out to be lost is worth nothing', () => {
  expect(foldLedger(said(won(100), lost), 'EUR')).toMatchObject({ value: eur(0), hasSale: false, outcome: 'lost' });
});

test('an amount of another currency, from before the site changed its own, is cancelled too', () => {
  const dollars = said({ outcome: 'won', amount: { minor: 100, currency: 'USD' } });
  const ledger = [...dollars, ...entriesOf(won(100), saidUntilNow(dollars), 'call-1', 5)];
  expect(foldLedger(ledger, 'EUR').value).toEqual(eur(100));
  expect(foldLedger(ledger, 'USD').value).toEqual({ minor: 0, currency: 'USD' });
});

test('what others report stays theirs', () => {
  const sale: LedgerEntry = {
    call: 'call-1',
    source: 'crm',
    event: '1',
    receivedAt: 0,
    outcome: 'sold',
    revenue: { kind: 'sale', amount: eur(500) },
  };
  const ledger = [sale, ...entriesOf(won(100), saidUntilNow([sale]), 'call-1', 5)];
  const corrected = [...ledger, ...entriesOf(lost, saidUntilNow(ledger), 'call-1', 6)];
  expect(foldLedger(ledger, 'EUR').value).toEqual(eur(600));
  expect(foldLedger(corrected, 'EUR')).toMatchObject({ value: eur(500), outcome: 'lost' });
});

const anySaid: fc.Arbitrary<SaidOutcome> = fc.oneof(
  fc.constant(lost),
  fc.option(fc.integer({ min: 1, max: 300 }), { nil: undefined }).map(won),
);

test('whatever was said, the last word counts, in any order of the entries, and each id is used once', () => {
  fc.assert(
    fc.property(fc.array(anySaid, { minLength: 1, maxLength: 12 }), fc.func(fc.integer()), (all, order) => {
      const ledger = said(...all);
      const last = all.at(-1)!;
      const shuffled = ledger.toSorted((a, b) => order(a.event) - order(b.event));
      expect(foldLedger(shuffled, 'EUR')).toMatchObject({
        outcome: last.outcome,
        value: eur(last.amount?.minor ?? 0),
        hasSale: last.amount !== undefined,
      });
      expect(saidUntilNow(shuffled)).toEqual(saidUntilNow(ledger));
      expect(new Set(ledger.map(({ event }) => event)).size).toBe(ledger.length);
      expect(entriesOf(last, saidUntilNow(shuffled), 'call-1', 1)).toEqual([]);
    }),
  );
});
