import { identityReport } from '../../../lambdas/orders/identity-report.ts';

const anna = { site: 'shop', visitor: 'anna', email: ' Anna@Example.com' };

const fieldsOf = (report: unknown) =>
  (identityReport.safeParse(report).error?.issues ?? []).map(({ path }) => path.join('.'));

test('takes who a visitor or a caller is, with the address in its normal form', () => {
  expect(identityReport.parse(anna)).toEqual({ site: 'shop', visitor: 'anna', email: 'anna@example.com' });
  expect(fieldsOf({ ...anna, phone: '+1 202 555 0123' })).toEqual([]);
  expect(fieldsOf({ site: 'shop', call: 'call-1', ids: { crm: '77' } })).toEqual([]);
});

test.each([
  ['nobody is meant', { ...anna, visitor: undefined }, 'visitor'],
  ['two are meant', { ...anna, call: 'call-1' }, 'visitor'],
  ['nothing is said of them', { ...anna, email: undefined }, 'email'],
  ['a number stands alone', { ...anna, email: undefined, ids: { crm: '77' }, phone: '+12025550123' }, 'phone'],
  ['the id has a line break', { ...anna, visitor: 'an\nna' }, 'visitor'],
  ['the id is empty', { ...anna, visitor: '' }, 'visitor'],
  ['a field is not known', { ...anna, name: 'Anna' }, ''],
])('refuses a report when %s', (_, report, field) => {
  expect(fieldsOf(report)).toEqual([field]);
});
