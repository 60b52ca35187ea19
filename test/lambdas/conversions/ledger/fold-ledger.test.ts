import fc from 'fast-check';
import { foldLedger } from '../../../../lambdas/conversions/ledger/fold-ledger.ts';
import type { LedgerEntry } from '../../../../lambdas/conversions/ledger/ledger.ts';
import { cancel, entry, refund, sale } from '../facts.ts';

const states = (entries: readonly LedgerEntry[]) =>
  foldLedger(entries, 'EUR').lines.map(({ event, state, reason }) => [event, state, reason].filter(Boolean).join(' '));
const value = (entries: readonly LedgerEntry[]) => foldLedger(entries, 'EUR').value.minor;

test('a sale, then a refund of a part', () => {
  const entries = [entry('a', sale(12950)), entry('b', refund(2950))];
  expect(foldLedger(entries, 'EUR')).toMatchObject({ value: { minor: 10000, currency: 'EUR' }, hasSale: true });
  expect(states(entries)).toEqual(['a counted', 'b counted']);
});

test('a cancelled sale, a cancelled refund', () => {
  expect(value([entry('a', sale(500)), entry('b', cancel('a'))])).toBe(0);
  expect(value([entry('a', sale(500)), entry('b', refund(100)), entry('c', cancel('b'))])).toBe(500);
  expect(foldLedger([entry('a', sale(500)), entry('b', cancel('a'))], 'EUR').hasSale).toBe(false);
});

test('a cancellation counts also when it comes before what it cancels', () => {
  const entries = [entry('a', cancel('b')), entry('b', sale(500))];
  expect(states(entries.slice(0, 1))).toEqual(['a ignored the event that it cancels has not arrived']);
  expect(states(entries)).toEqual(['a counted', 'b cancelled cancelled by a']);
  expect(value(entries)).toBe(0);
});

test('what does not fit is a line with the reason', () => {
  expect(
    states([
      entry('a', sale(500)),
      entry('b', sale(500, 'USD')),
      entry('c', cancel('b')),
      entry('d', cancel('a')),
      entry('e', cancel('a')),
      entry('f', cancel('d')),
      entry('g', cancel('g')),
      entry('h', sale(-5)),
      entry('i'),
      entry('j', cancel('i')),
    ]),
  ).toEqual([
    'a cancelled cancelled by d',
    'b ignored not in EUR',
    'c ignored the event that it cancels does not count',
    'd counted',
    'e ignored that event is cancelled already',
    'f ignored a cancellation cannot be cancelled',
    'g ignored a cancellation cannot be cancelled',
    'h ignored a negative amount',
    'i noted',
    'j ignored the event that it cancels does not count',
  ]);
});

test('an event id is one of its source: nobody cancels the sale of another', () => {
  expect(value([entry('a', sale(500)), entry('b', cancel('a'), { source: 'shop' })])).toBe(500);
});

test('refunds beyond the sales leave 0, and a line says so', () => {
  const entries = [entry('a', refund(700)), entry('b', sale(500))];
  expect(value(entries)).toBe(0);
  expect(states(entries)).toEqual([
    'a counted the refunds are larger than the sales, so the value stays 0',
    'b counted',
  ]);
  expect(value([...entries, entry('c', sale(300))])).toBe(100);
});

test('the last outcome and all tags', () => {
  const entries = [
    entry('b', undefined, { outcome: 'lost', tags: ['late'] }),
    entry('a', undefined, { outcome: 'sold', tags: ['vip', 'late'] }),
    entry('c', sale(1)),
  ];
  expect(foldLedger(entries, 'EUR')).toMatchObject({ outcome: 'lost', tags: ['late', 'vip'] });
});

const anyEntry = fc
  .record({
    source: fc.constantFrom('crm', 'shop'),
    event: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'),
    receivedAt: fc.integer({ min: 0, max: 3 }),
    outcome: fc.option(fc.constantFrom('sold', 'lost'), { nil: undefined }),
    orderId: fc.option(fc.constantFrom('1', '2'), { nil: undefined }),
    revenue: fc.oneof(
      fc.integer({ min: -5, max: 1000 }).map((minor) => sale(minor)),
      fc.integer({ min: 0, max: 1000 }).map((minor) => refund(minor)),
      fc.constantFrom('a', 'b', 'c', 'd', 'e').map(cancel),
      fc.constant(sale(10, 'USD')),
      fc.constant(sale(Number.MAX_SAFE_INTEGER)),
      fc.constant(undefined),
    ),
  })
  .map((one): LedgerEntry => ({ call: 'call-1', ...one }));
const anyEntries = fc.uniqueArray(anyEntry, { selector: ({ source, event }) => `${source}#${event}`, maxLength: 12 });

test('any order of the same entries comes to the same', () => {
  fc.assert(
    fc.property(
      anyEntries.chain((entries) =>
        fc.tuple(fc.constant(entries), fc.shuffledSubarray(entries, { minLength: entries.length })),
      ),
      ([entries, shuffled]) => {
        expect(foldLedger(shuffled, 'EUR')).toEqual(foldLedger(entries, 'EUR'));
      },
    ),
  );
});

test('the value is the sum of the lines that count, at least 0; each entry is one line', () => {
  fc.assert(
    fc.property(anyEntries, (entries) => {
      const { lines, value } = foldLedger(entries, 'EUR');
      const sum = lines
        .filter(({ state }) => state === 'counted')
        .reduce((total, { revenue, counts }) => {
          if (revenue === undefined || revenue.kind === 'cancel') return total;
          return total + BigInt(revenue.kind === 'sale' ? revenue.amount.minor : -(counts ?? revenue.amount).minor);
        }, 0n);
      const bounded = sum < 0n ? 0n : sum > BigInt(Number.MAX_SAFE_INTEGER) ? BigInt(Number.MAX_SAFE_INTEGER) : sum;
      expect(BigInt(value.minor)).toBe(bounded);
      expect(lines).toHaveLength(entries.length);
      for (const line of lines) expect(line.state === 'ignored' ? line.reason : 'fits').toBeTruthy();
    }),
  );
});

describe('an order', () => {
  const of = (orderId: string) => ({ orderId });

  test('is cancelled with all that was sold and given back under its id, and nothing else', () => {
    const entries = [
      entry('a', sale(500), of('1')),
      entry('b', refund(100), of('1')),
      entry('c', sale(70), of('2')),
      entry('d', { kind: 'cancel' }, of('1')),
      entry('e', { kind: 'cancel' }, of('1')),
      entry('f', { kind: 'cancel' }, of('3')),
    ];
    expect(value(entries)).toBe(70);
    expect(states(entries)).toEqual([
      'a cancelled cancelled by d',
      'b cancelled cancelled by d',
      'c counted',
      'd counted',
      'e ignored that event is cancelled already',
      'f ignored nothing of the order that it cancels has arrived',
    ]);
  });

  test('gives back no more than it brought, whatever else the call brought', () => {
    const entries = [
      entry('a', sale(500), of('1')),
      entry('b', sale(70), of('2')),
      entry('c', refund(400), of('1')),
      entry('d', refund(250), of('1')),
      entry('e', refund(1), of('1')),
      entry('f', refund(5), of('3')),
      entry('g', refund(5), { ...of('2'), source: 'shop' }),
    ];
    expect(value(entries)).toBe(70);
    expect(states(entries)).toEqual([
      'a counted',
      'b counted',
      'c counted',
      'd counted no more than 1.00 EUR was left of its order',
      'e ignored all that its order brought is given back already',
      'f ignored no sale of its order counts',
      'g ignored no sale of its order counts',
    ]);
    expect(foldLedger(entries, 'EUR').lines[3]).toMatchObject({ counts: { minor: 100, currency: 'EUR' } });
    // A refund of no order is the call's.
    expect(value([...entries, entry('h', refund(30))])).toBe(40);
    expect(value([...entries, entry('h', { kind: 'cancel' }, of('1'))])).toBe(70);
  });

  test('is worth what its last sale says, and was made with its first', () => {
    const first = entry('a', sale(500), { ...of('1'), occurredAt: 1000 });
    const last = entry('b', sale(450), { ...of('1'), occurredAt: 2000 });
    expect(foldLedger([first, last], 'EUR')).toMatchObject({ value: { minor: 450 }, firstSaleAt: 1000 });
    expect(value([first, entry('b', sale(450), { ...of('1'), source: 'shop' })])).toBe(950);
    expect(value([first, last, entry('c', cancel('b'))])).toBe(500);
  });

  test('comes to the same in whatever order its events are heard of', () => {
    const events = [
      entry('a', sale(500), { ...of('1'), occurredAt: 1 }),
      entry('b', sale(450), { ...of('1'), occurredAt: 2 }),
      entry('c', refund(50), { ...of('1'), occurredAt: 3 }),
      entry('d', sale(70), { ...of('2'), occurredAt: 4 }),
      entry('e', { kind: 'cancel' }, { ...of('2'), occurredAt: 5 }),
    ];
    const arrival = fc.shuffledSubarray(events, { minLength: events.length });
    fc.assert(
      fc.property(arrival, (arrived) => {
        const heard = arrived.map((one, at) => ({ ...one, receivedAt: 1000 + at }));
        expect(foldLedger(heard, 'EUR')).toMatchObject({ value: { minor: 400 }, firstSaleAt: 1 });
      }),
    );
  });
});
