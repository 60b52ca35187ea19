import type { Rule } from '../../../../lambdas/conversions/rules/rule.ts';
import { unfitAmounts, unfitBounds } from '../../../../lambdas/conversions/rules/unfit-amounts.ts';

const room = 'must leave room between its bounds: nothing is within these';

function fieldsOf(value: Rule['conversion']['value'], when: Rule['when'] = {}, currency = 'EUR'): string[] {
  return unfitAmounts({ when, conversion: { name: 'goal', value } }, currency).map(({ field }) => field);
}

test('each amount of a value is one of the currency of its site', () => {
  const steps = [
    { from: 10, amount: '1.00' },
    { from: 60, amount: '2.005' },
  ];
  const byRevenue = [{ from: '5.001', amount: '1.00' }];
  expect(fieldsOf('revenue')).toEqual([]);
  expect(fieldsOf({ shareOfRevenue: 0.1 })).toEqual([]);
  expect(fieldsOf({ amount: '1.00', currency: 'EUR' })).toEqual([]);
  expect(fieldsOf({ amount: '1.00', currency: 'USD' })).toEqual(['conversion.value.currency']);
  expect(fieldsOf({ perMinute: '0.005', currency: 'EUR' })).toEqual(['conversion.value.perMinute']);
  expect(fieldsOf({ tiers: { by: 'talkSeconds', steps }, currency: 'EUR' })).toEqual([
    'conversion.value.tiers.steps[1].amount',
  ]);
  expect(fieldsOf({ tiers: { by: 'revenue', steps: byRevenue }, currency: 'EUR' })).toEqual([
    'conversion.value.tiers.steps[0].from',
  ]);
});

test('so is each bound, wherever it stands, and something lies between them', () => {
  const when: Rule['when'] = {
    revenue: { gte: '1.00', lt: '9.999' },
    any: [{ pool: 'web' }, { revenue: { gt: '1.00', lt: '1.01' } }],
    not: { all: [{ revenue: { gte: '0.001', lte: undefined } }] },
  };
  expect(unfitBounds({ at: 'when', when }, 'EUR')).toEqual([
    { field: 'when.revenue.lt', detail: 'must have at most 2 digits after the point in EUR' },
    { field: 'when.any[1].revenue', detail: room },
    { field: 'when.not.all[0].revenue.gte', detail: 'must have at most 2 digits after the point in EUR' },
  ]);
  expect(fieldsOf('revenue', when)).toHaveLength(3);
  // A fils lies between them.
  expect(unfitBounds({ at: 'when', when: { revenue: { gt: '1.00', lt: '1.01' } } }, 'KWD')).toEqual([]);
});
