import { poolStatusAnswer } from '../../../../lambdas/capacity/pool-status-answer.ts';
import { forecastOf, type PoolForecast } from '../../../../web/dashboard/pools/pool-forecast.ts';
import { sayLastHour, sayWithoutNumber } from '../../../../web/dashboard/pools/say-last-hour.ts';
import { readAnswer } from '../../../../web/dashboard/requests/read-answer.ts';

const counts = { pool: 'web', site: 'shop', kind: 'session', size: 10, held: 3, free: 7, unconfirmed: 0, resting: 0 };
const nobody = { bots: 0, noConsent: 0, elsewhere: 0, limited: 0, unrecorded: 0 };
const status = {
  ...counts,
  lastHour: { asked: 40, leased: 30, returned: 4, refused: 6, coverage: 0.85, showsPerNumber: 3.4, ...nobody },
  load: { hours: 3, visits: 90, arrivalsPerHour: 40, offeredLoad: 13.333 },
  targets: { coverage: 0.85, accuracy: 0.9 },
  predicted: { coverage: 0.62, accuracy: 0.88 },
  numbersNeeded: { predicted: 14, safe: 16 },
  numbersFor: [{ coverage: 0.8, numbers: 12, costPerMonth: { amount: '12.00', currency: 'EUR' } }, { coverage: 'all' }],
  advice: 'Too small.',
};

const forecast = (answer: unknown) => forecastOf(readAnswer(poolStatusAnswer, answer));

test('what the API says of a pool’s size', () => {
  expect(forecast(status)).toEqual({
    advice: 'Too small.',
    verdict: 'too-small',
    lastHour: status.lastHour,
    load: status.load,
    targets: status.targets,
    predicted: status.predicted,
    numbersFor: status.numbersFor.slice(0, 1) as PoolForecast['numbersFor'],
  } satisfies PoolForecast);
});

test.each([
  [13, 'too-small'],
  [14, 'right'],
  [16, 'right'],
  [17, 'spare'],
])('of %i numbers, where 14 to 16 are needed, the verdict is %s', (size, verdict) => {
  expect(forecast({ ...status, size })?.verdict).toBe(verdict);
});

test('while nobody has asked there is advice, but nothing to foretell', () => {
  const { predicted: _, numbersNeeded: __, numbersFor: ___, ...quiet } = status;
  expect(forecast(quiet)).toMatchObject({ verdict: 'unknown', predicted: undefined, numbersFor: [] });
});

test('a pool that leases nothing has none', () => {
  expect(forecast(counts)).toBeUndefined();
});

test('how the last hour went', () => {
  const { lastHour } = forecast(status)!;
  expect(sayLastHour(lastHour)).toBe(
    '40 asked · 30 leased · 4 came back · 6 refused · coverage 85 % · each number shown 3.4 times',
  );
  expect(sayLastHour({ ...lastHour, asked: 0 })).toBe('Nobody asked for a number.');
});

test('who took no number is told, each kind by its own name', () => {
  const { lastHour } = forecast({
    ...status,
    lastHour: { ...status.lastHour, bots: 1, noConsent: 2, elsewhere: 4, limited: 3 },
  })!;
  expect(sayWithoutNumber(lastHour)).toBe(
    'Shown the default number: 1 robot, 2 without consent, 4 from countries that are not served, 3 beyond what one network may take.',
  );
  expect(sayWithoutNumber(forecast(status)!.lastHour)).toBe('');
});
