import fc from 'fast-check';
import { foldLedger } from '../../../../lambdas/conversions/ledger/fold-ledger.ts';
import type { LedgerEntry, SoldItem } from '../../../../lambdas/conversions/ledger/ledger.ts';
import { soldProducts } from '../../../../lambdas/conversions/ledger/sold-products.ts';
import { cancel, entry, refund, sale } from '../facts.ts';

const items = (lines: Readonly<Record<string, number>>): { items: SoldItem[] } => ({
  items: Object.entries(lines).map(([sku, quantity]) => ({ sku, quantity, amount: { minor: 100, currency: 'EUR' } })),
});
const sold = (...entries: LedgerEntry[]) => soldProducts(foldLedger(entries, 'EUR'));

test('nothing is known where nothing was sold, or no sale says what it was of', () => {
  expect(sold()).toBeUndefined();
  expect(sold(entry('a', undefined, { outcome: 'sale' }))).toBeUndefined();
  expect(sold(entry('a', sale(500)))).toBeUndefined();
  expect(sold(entry('a', refund(500), items({ A: 1 })))).toBeUndefined();
  expect(sold(entry('a', sale(500, 'USD'), items({ A: 1 })))).toBeUndefined();
});

test('sales add up, each product once', () => {
  const [first, second] = [items({ B: 1, A: 2 }), items({ A: 1, C: 1 })];
  expect(sold(entry('a', sale(500), first), entry('b', sale(300), second))).toEqual(['A', 'B', 'C']);
});

test('what is given back in part is still sold', () => {
  const bought = entry('a', sale(500), items({ A: 2, B: 1 }));
  expect(sold(bought, entry('b', refund(100), items({ A: 1 })))).toEqual(['A', 'B']);
  expect(sold(bought, entry('b', refund(200), items({ A: 2 })))).toEqual(['B']);
  expect(sold(bought, entry('b', refund(100), items({ A: 1 })), entry('c', refund(100), items({ A: 1 })))).toEqual([
    'B',
  ]);
  // Money alone does not say of what it was.
  expect(sold(bought, entry('b', refund(100)))).toEqual(['A', 'B']);
});

test('parts of a piece add up, too', () => {
  const bought = [0.1, 0.2].map((quantity, at) => entry(`a${at}`, sale(100), items({ A: quantity, B: 1 })));
  expect(sold(...bought, entry('b', refund(50), items({ A: 0.3 })))).toEqual(['B']);
});

test('all is given back by its money, line by line, or by a cancellation', () => {
  const bought = entry('a', sale(500), { ...items({ A: 1 }), orderId: 'o1' });
  expect(sold(bought, entry('b', refund(500)))).toEqual([]);
  expect(sold(bought, entry('b', refund(400), items({ A: 1 })))).toEqual([]);
  expect(sold(bought, entry('b', cancel('a')))).toEqual([]);
  expect(sold(entry('a', sale(500)), entry('b', refund(500)))).toEqual([]);
});

test('one order given back takes its products along, and no others', () => {
  const [first, second] = [
    entry('a', sale(500), { ...items({ A: 1, B: 1 }), orderId: 'o1' }),
    entry('b', sale(300), { ...items({ B: 1 }), orderId: 'o2' }),
  ];
  expect(sold(first, second, entry('c', refund(500), { orderId: 'o1' }))).toEqual(['B']);
  const lines = { ...items({ A: 1, B: 1 }), orderId: 'o1' };
  expect(sold(first, second, entry('c', refund(500), lines))).toEqual(['B']);
});

test('of an order that was told again the last word counts', () => {
  const told = (event: string, minor: number, lines: Readonly<Record<string, number>>) =>
    entry(event, sale(minor), { ...items(lines), orderId: 'o1' });
  expect(sold(told('a', 500, { A: 1 }), told('b', 600, { C: 1 }))).toEqual(['C']);
});

test('an order that is told again without its lines has those that it had', () => {
  const told = (event: string, minor: number, more: object) => entry(event, sale(minor), { orderId: 'o1', ...more });
  expect(sold(told('a', 500, items({ A: 1 })), told('b', 600, {}))).toEqual(['A']);
});

test('a sale that does not say what it was of is still one, once all that is named was given back', () => {
  const [named, unnamed] = [entry('a', sale(500), { ...items({ A: 1 }), orderId: 'o1' }), entry('b', sale(300))];
  expect(sold(named, unnamed)).toEqual(['', 'A']);
  expect(sold(named, unnamed, entry('c', refund(500), items({ A: 1 })))).toEqual(['']);
  expect(sold(named, unnamed, entry('c', cancel('a')))).toEqual(['']);
  expect(sold(named, unnamed, entry('c', refund(800)))).toEqual([]);
});

test('it stays short, however much was sold', () => {
  const many = Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`${at}`.padStart(100, 'x'), 1]));
  expect(sold(entry('a', sale(500), items(many)))!.join('').length).toBeLessThanOrEqual(4000);
});

test('the order in which it is heard of does not matter, and nothing is sold that was not', () => {
  const skus = fc.constantFrom('A', 'B', 'C');
  const lines = fc.dictionary(skus, fc.integer({ min: 1, max: 3 }), { maxKeys: 3 });
  const event = fc.record({
    isSale: fc.boolean(),
    lines,
    minor: fc.integer({ min: 0, max: 500 }),
    order: fc.constantFrom('o1', 'o2', undefined),
  });
  fc.assert(
    fc.property(fc.array(event, { maxLength: 8 }), fc.infiniteStream(fc.nat()), (events, order) => {
      const entries = events.map(({ isSale, lines: each, minor, order: orderId }, at) =>
        entry(String.fromCharCode(97 + at), isSale ? sale(minor) : refund(minor), {
          ...items(each),
          ...(orderId && { orderId }),
        }),
      );
      const shuffled = entries.map((each) => ({ each, key: order.next().value })).sort((a, b) => a.key - b.key);
      const result = sold(...entries);
      expect(sold(...shuffled.map(({ each }) => each))).toEqual(result);
      const everSold = events.filter(({ isSale }) => isSale).flatMap(({ lines: each }) => Object.keys(each));
      expect((result ?? []).filter((sku) => sku !== '' && !everSold.includes(sku))).toEqual([]);
    }),
  );
});
