import { creditOf } from '../../../lambdas/conversions/credit.ts';
import { annasMatch } from './facts.ts';

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
