import { e164 } from '../../../../lambdas/settings/e164.ts';
import { whyUnfit } from '../../../../lambdas/settings/pools/number-fits.ts';
import type { NumberKind } from '../../../../lambdas/settings/pools/pool.ts';

const american = '+14155550123';
const tollFree = '+18005550123';
const german = '+493023125001';
const australianMobile = '+61491570156';
const premium = '+449098790123';

test.each<[string, NumberKind, string | undefined]>([
  [american, 'local', undefined],
  [american, 'mobile', undefined],
  [american, 'toll-free', 'is local, not toll-free, as the pool wants'],
  [tollFree, 'toll-free', undefined],
  [tollFree, 'local', 'is toll-free, not local, as the pool wants'],
  [german, 'local', undefined],
  [german, 'mobile', 'is local, not mobile, as the pool wants'],
  [australianMobile, 'mobile', undefined],
  [australianMobile, 'local', 'is mobile, not local, as the pool wants'],
  [premium, 'local', 'is not known to be local, as the pool wants'],
])('%s as a %s number', (number, numberKind, expected) => {
  expect(whyUnfit(e164.parse(number), { numberKind })).toBe(expected);
});

test.each([
  [american, ['415', '628'], undefined],
  [american, ['212', '628'], "begins with none of the pool's area codes: 212, 628"],
  [german, ['30'], undefined],
  [german, ['89'], "begins with none of the pool's area codes: 89"],
])('%s in the areas %j', (number, areaCodes, expected) => {
  expect(whyUnfit(e164.parse(number), { areaCodes })).toBe(expected);
});

test('a pool that says nothing takes every number', () => {
  expect(whyUnfit(e164.parse(premium), {})).toBeUndefined();
});
