import { sayConfidence, saySource } from '../../../../../web/dashboard/calls/match/say-match.ts';

test.each([
  [0, '0'],
  [0.001, '1'],
  [0.88, '88'],
  [0.999, '99'],
  [1, '100'],
])('confidence %d is %s percent', (confidence, percent) => {
  expect(sayConfidence({ confidence })).toBe(`${percent}\u00a0%`);
});

test('a source without a medium stands alone', () => {
  expect(saySource({ source: 'google', medium: 'cpc' })).toBe('google / cpc');
  expect(saySource({ source: 'print', medium: '' })).toBe('print');
});
