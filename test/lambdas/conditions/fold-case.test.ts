import fc from 'fast-check';
import { equalIgnoringCase, foldCase } from '../../../lambdas/conditions/fold-case.ts';

test.each([
  ['Straße', 'STRASSE', true],
  ['Straße', 'STRAẞE', true],
  ['ΟΔΟΣ', 'οδος', true],
  ['ΟΔΟΣ', 'οδοσ', true],
  ['éte', 'E\u0301TE', true],
  ['ﬁn', 'FIN', true],
  ['strase', 'Straße', false],
  [undefined, undefined, true],
  [undefined, 'undefined', false],
  ['', undefined, false],
])('%s and %s are one: %s', (left, right, isOne) => {
  expect(equalIgnoringCase(left, right)).toBe(isOne);
  expect(equalIgnoringCase(right, left)).toBe(isOne);
});

test('whatever the script, capitals and small letters of a text are one, and what is folded stays so', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const folded = foldCase(text);
      for (const same of [text.toUpperCase(), text.toLowerCase(), folded]) expect(foldCase(same)).toBe(folded);
    }),
  );
});
