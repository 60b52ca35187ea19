import { dependsOnRevenue, worth } from '../../../lambdas/conversions/goal-value.ts';
import { foldLedger } from '../../../lambdas/conversions/ledger/fold-ledger.ts';
import { goalValue, storedGoalValue } from '../../../lambdas/conversions/rules/goal-value-settings.ts';
import { unfitAmounts } from '../../../lambdas/conversions/rules/unfit-amounts.ts';
import { entry, sale } from './facts.ts';

function minor(value: unknown, facts: { talk?: number; sold?: number; currency?: string } = {}) {
  const { talk, sold, currency = 'EUR' } = facts;
  const ledger = foldLedger(sold === undefined ? [] : [entry('a', sale(sold, currency))], currency);
  const read = storedGoalValue.parse(goalValue.parse(value));
  return worth(read, { talkSeconds: talk, ledger })?.minor;
}

const byTalk = (currency = 'EUR') => ({
  tiers: {
    by: 'talkSeconds',
    steps: [
      { from: 60, amount: '10' },
      { from: 300.5, amount: '25' },
    ],
  },
  currency,
});
const byRevenue = {
  tiers: {
    by: 'revenue',
    steps: [
      { from: '0', amount: '1.00' },
      { from: '99.99', amount: '20.00' },
    ],
  },
  currency: 'EUR',
};

test.each([
  [{ amount: '50.00', currency: 'EUR' }, {}, 5000],
  [{ amount: '50', currency: 'JPY' }, {}, 50],
  ['revenue', {}, undefined],
  ['revenue', { sold: 0 }, 0],
  ['revenue', { sold: 12_345 }, 12_345],
  // 90.5 s at 1.00 a minute are 1.50833.
  [{ perMinute: '1.00', currency: 'EUR' }, { talk: 90.5 }, 151],
  [{ perMinute: '1.00', currency: 'EUR' }, { talk: 0 }, 0],
  [{ perMinute: '1.00', currency: 'EUR' }, {}, undefined],
  // A half is rounded up: 30 s at 1 yen, 90 s at 0.001 dinar.
  [{ perMinute: '1', currency: 'JPY' }, { talk: 30 }, 1],
  [{ perMinute: '1', currency: 'JPY' }, { talk: 29 }, 0],
  [{ perMinute: '0.001', currency: 'KWD' }, { talk: 90 }, 2],
  [{ perMinute: '1.5', currency: 'JPY' }, { talk: 60 }, undefined],
  [{ perMinute: '999999999999', currency: 'EUR' }, { talk: 1_000_000_000 }, Number.MAX_SAFE_INTEGER],
  [{ shareOfRevenue: 0.3 }, {}, undefined],
  [{ shareOfRevenue: 0.3 }, { sold: 12_950 }, 3885],
  [{ shareOfRevenue: 0.1 }, { sold: 5 }, 1],
  [{ shareOfRevenue: 0.0001 }, { sold: 10_000 }, 1],
  [{ shareOfRevenue: 0.5 }, { sold: 3, currency: 'JPY' }, 2],
  [{ shareOfRevenue: 1 }, { sold: Number.MAX_SAFE_INTEGER }, Number.MAX_SAFE_INTEGER],
  [byTalk(), { talk: 59.9 }, undefined],
  [byTalk(), { talk: 60 }, 1000],
  [byTalk(), { talk: 300.4 }, 1000],
  [byTalk('KWD'), { talk: 3000 }, 25_000],
  [byTalk(), {}, undefined],
  [byRevenue, {}, undefined],
  [byRevenue, { sold: 0 }, 100],
  [byRevenue, { sold: 9998 }, 100],
  [byRevenue, { sold: 9999 }, 2000],
])('%j of %j is worth %s', (value, facts, expected) => {
  expect(minor(value, facts)).toBe(expected);
});

test.each([
  ['no share', { shareOfRevenue: 0 }],
  ['more than all', { shareOfRevenue: 1.01 }],
  ['a share of too many digits', { shareOfRevenue: 0.33333 }],
  [
    'steps that do not rise',
    {
      ...byTalk(),
      tiers: {
        by: 'talkSeconds',
        steps: [
          { from: 5, amount: '1' },
          { from: 5, amount: '2' },
        ],
      },
    },
  ],
  [
    'steps of amounts that do not rise',
    {
      ...byRevenue,
      tiers: {
        by: 'revenue',
        steps: [
          { from: '10', amount: '1' },
          { from: '9', amount: '2' },
        ],
      },
    },
  ],
  [
    'talk that is asked for as money is',
    { ...byTalk(), tiers: { by: 'talkSeconds', steps: [{ from: '5', amount: '1' }] } },
  ],
  ['no step', { ...byTalk(), tiers: { by: 'talkSeconds', steps: [] } }],
  ['two values', { amount: '1.00', perMinute: '1.00', currency: 'EUR' }],
  ['less than nothing', { perMinute: '-1.00', currency: 'EUR' }],
])('%s is no value', (_what, value) => {
  expect(goalValue.safeParse(value).success).toBe(false);
});

test('a value of a newer version is not known', () => {
  expect(storedGoalValue.safeParse({ perHour: '1.00', currency: 'EUR' }).success).toBe(false);
  expect(storedGoalValue.safeParse({ tiers: { by: 'score', steps: [] }, currency: 'EUR' }).success).toBe(false);
});

test('amounts must be some of the site’s currency, wherever they stand', () => {
  const unfit = (value: unknown, currency: string) =>
    unfitAmounts({ when: {}, conversion: { name: 'goal', value: storedGoalValue.parse(value) } }, currency).map(
      ({ field }) => field,
    );
  expect(unfit(byTalk('KWD'), 'EUR')).toEqual(['conversion.value.currency']);
  expect(unfit({ perMinute: '0.5', currency: 'JPY' }, 'JPY')).toEqual(['conversion.value.perMinute']);
  const yen = {
    tiers: {
      by: 'revenue',
      steps: [
        { from: '1.5', amount: '1' },
        { from: '2', amount: '1.5' },
      ],
    },
    currency: 'JPY',
  };
  expect(unfit(yen, 'JPY')).toEqual(['conversion.value.tiers.steps[0].from', 'conversion.value.tiers.steps[1].amount']);
  expect(unfit('revenue', 'JPY')).toEqual([]);
  expect(unfit({ shareOfRevenue: 0.5 }, 'JPY')).toEqual([]);
});

test('what revenue says is restated when it changes', () => {
  const values = ['revenue', { shareOfRevenue: 0.5 }, byRevenue, byTalk(), { amount: '1', currency: 'EUR' }];
  expect(values.map((value) => dependsOnRevenue(storedGoalValue.parse(value)))).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
});
