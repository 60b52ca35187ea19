import { isPossibleKey, sortKeyOf } from '../../../../lambdas/platform/aws/key-limits.ts';

test.each([
  ['the longest partition key', { pk: 'x'.repeat(2048) }, true],
  ['a longer one', { pk: 'x'.repeat(2049) }, false],
  ['bytes count, not letters', { pk: 'ü'.repeat(1025) }, false],
  ['the longest sort key', { pk: 'x', sk: 'x'.repeat(1024) }, true],
  ['a longer one', { pk: 'x', sk: 'x'.repeat(1025) }, false],
  ['an emoji has four bytes', { pk: 'x', sk: '📞'.repeat(257) }, false],
  ['nothing', { pk: '' }, false],
  ['nothing', { pk: 'x', sk: '' }, false],
])('%s (%#)', (_, key, isPossible) => {
  expect(isPossibleKey(key)).toBe(isPossible);
});

test('a sort key holds the text itself as long as it fits, and then its hash', () => {
  expect(sortKeyOf('LEDGER#', 'crm#1')).toBe('LEDGER#crm#1');
  const [long, other] = ['ü'.repeat(600), `${'ü'.repeat(599)}x`].map((text) => sortKeyOf('LEDGER#', text));
  expect(long).toMatch(/^LEDGER#sha256:[0-9a-f]{64}$/);
  expect(other).not.toBe(long);
  expect(sortKeyOf('LEDGER#', 'ü'.repeat(600))).toBe(long);
});
