import type { Money } from '../../../../lambdas/conversions/money.ts';
import { readOutcomeForm } from '../../../../lambdas/team/outcome-link/outcome-form.ts';
import { wonOrLost } from '../../../../lambdas/team/outcome-link/said-outcome.ts';

const outcomes = wonOrLost;
const eur = { currency: 'EUR', shown: undefined, outcomes };
const read = (form: Record<string, string>, currency: string | undefined = 'EUR', shown?: Money) =>
  readOutcomeForm(Buffer.from(new URLSearchParams(form).toString()), { currency, shown, outcomes });
const won = (minor?: number, currency = 'EUR') => ({
  said: { outcome: 'won', amount: minor === undefined ? undefined : { minor, currency } },
});

test.each([
  ['129.50', 'EUR', 12_950],
  ['129,50', 'EUR', 12_950],
  [' 1 250 ', 'EUR', 125_000],
  ['1\u202f250,5', 'EUR', 125_050],
  ['1.250,00', 'EUR', 125_000],
  ['1,234,567.8', 'EUR', 123_456_780],
  ['1300', 'JPY', 1300],
  ['1.250', 'KWD', 1250],
])('%s in %s is an amount', (amount, currency, minor) => {
  expect(read({ outcome: 'won', amount }, currency)).toEqual(won(minor, currency));
});

test.each(['', '0', '0.00', '  '])('"%s" says nothing of money', (amount) => {
  expect(read({ outcome: 'won', amount })).toEqual(won());
});

test.each(['1,250,00', '12,50.00', '1.250', '-5', 'much', '1e5', '9'.repeat(29)])(
  '%s is refused, with what was written',
  (amount) => {
    expect(read({ outcome: 'won', amount })).toEqual({
      refused: expect.stringMatching(/^The amount must .+\.$/),
      amount,
    });
  },
);

test.each(['', '0', '129,50'])(
  'what was lost is worth nothing: "%s" of the field was what the page showed',
  (amount) => {
    const shown = { minor: 12_950, currency: 'EUR' };
    expect(read({ outcome: 'lost', amount }, 'EUR', shown)).toEqual({ said: { outcome: 'lost' } });
  },
);

test('an amount that somebody wrote is not dropped beside "lost"', () => {
  const shown = { minor: 12_950, currency: 'EUR' };
  for (const amount of ['99', 'x']) {
    const answer = { refused: expect.stringMatching(/^(What is lost|The amount)/), amount };
    expect(read({ outcome: 'lost', amount }, 'EUR', shown)).toEqual(answer);
    expect(read({ outcome: 'lost', amount })).toEqual(answer);
  }
});

test('an amount that is too long is told so', () => {
  const amount = '12345678901234567890';
  const refused = 'The amount must have at most 12 digits before the point.';
  expect(read({ outcome: 'won', amount })).toEqual({ refused, amount });
});

test('a call of no site has no amounts', () => {
  expect(
    readOutcomeForm(Buffer.from('outcome=won&amount=5'), { currency: undefined, shown: undefined, outcomes }),
  ).toEqual(won());
});

test.each(['', 'outcome=maybe', '{"outcome":"won"}', '%ff%zz=1'])('%s presses no button', (body) => {
  expect(readOutcomeForm(Buffer.from(body), eur)).toHaveProperty('refused');
});
