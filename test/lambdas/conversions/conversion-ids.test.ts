import fc from 'fast-check';
import { conversionId, creditOf, deliveryId } from '../../../lambdas/conversions/conversion-ids.ts';

import { annasMatch } from './facts.ts';

const part = fc.string({ unit: 'grapheme' });
const of = fc.record({ call: part, rule: part, credit: part, ordinal: fc.nat() });

test('an id is the same whoever works it out', () => {
  expect(conversionId({ call: 'call-1', rule: 'talk', credit: 'gclid:a', ordinal: 1 })).toBe(
    conversionId({ call: 'call-1', rule: 'talk', credit: 'gclid:a', ordinal: 1 }),
  );
  fc.assert(fc.property(of, (one) => /^c[0-9a-v]{26}$/.test(conversionId(one))));
  fc.assert(fc.property(part, part, (a, b) => /^d[0-9a-v]{26}$/.test(deliveryId(a, b))));
});

test('what differs in any part has another id, also where the parts run together', () => {
  fc.assert(
    fc.property(of, of, (one, other) => {
      fc.pre(JSON.stringify(one) !== JSON.stringify(other));
      return conversionId(one) !== conversionId(other);
    }),
  );
  expect(deliveryId('ab', 'c')).not.toBe(deliveryId('a', 'bc'));
});
const { visit } = annasMatch();
const credit = (clickIds?: Record<string, string>) => creditOf({ source: 'google', visit: { ...visit!, clickIds } });

test('the click that led to a call goes before its visitor, the visitor before the source', () => {
  expect(credit({ gclid: 'abc' })).toBe('gclid:abc');
  expect(credit()).toBe('visitor:anna');
  expect(creditOf({ source: 'print', visit: null })).toBe('source:print');
});

test('what is no click id that we know gets no credit', () => {
  expect(credit({ unheardof: 'abc' })).toBe('visitor:anna');
});
