import { ledgerKey } from '../../../lambdas/conversions/conversion-items.ts';

test('no two entries of a ledger have one key', () => {
  const key = (source: string, event: string) => ledgerKey({ call: 'call-1', source, event }).sk;
  expect(key('crm#a', 'b')).not.toBe(key('crm', 'a#b'));
  expect(key('crm', 'a')).toBe(key('crm', 'a'));
});
