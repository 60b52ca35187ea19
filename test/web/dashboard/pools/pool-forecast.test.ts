import { type PoolForecast, parseForecast } from '../../../../web/dashboard/pools/pool-forecast.ts';
import { sayLastHour, sayWithoutNumber } from '../../../../web/dashboard/pools/say-last-hour.ts';

const status = {
  size: 10,
  lastHour: { asked: 40, leased: 30, returned: 4, refused: 6, coverage: 0.85, showsPerNumber: 3.4 },
  load: { hours: 3, visits: 90, arrivalsPerHour: 40, offeredLoad: 13.333 },
  targets: { coverage: 0.85, accuracy: 0.9 },
  predicted: { coverage: 0.62, accuracy: 0.88 },
  numbersNeeded: { predicted: 14, safe: 16 },
  numbersFor: [{ coverage: 0.8, numbers: 12, costPerMonth: { amount: '12.00', currency: 'EUR' } }, { coverage: 'all' }],
  advice: 'Too small.',
};

test('what the API says of a pool’s size', () => {
  expect(parseForecast(status)).toEqual({
    advice: 'Too small.',
    verdict: 'too-small',
    lastHour: { ...status.lastHour, bots: 0, noConsent: 0, elsewhere: 0, limited: 0 },
    arrivalsPerHour: 40,
    offeredLoad: 13.333,
    targets: status.targets,
    predicted: status.predicted,
    numbersFor: [{ coverage: 0.8, numbers: 12 }],
  } satisfies PoolForecast);
});

test.each([
  [13, 'too-small'],
  [14, 'right'],
  [16, 'right'],
  [17, 'spare'],
])('of %i numbers, where 14 to 16 are needed, the verdict is %s', (size, verdict) => {
  expect(parseForecast({ ...status, size })?.verdict).toBe(verdict);
});

test('while nobody has asked there is advice, but nothing to foretell', () => {
  const { predicted: _, numbersNeeded: __, numbersFor: ___, ...quiet } = status;
  expect(parseForecast(quiet)).toMatchObject({ verdict: 'unknown', predicted: undefined, numbersFor: [] });
});

test.each([[undefined], [null], ['text'], [{ size: 1, held: 0 }]])('of a pool that leases nothing: %j', (answer) => {
  expect(parseForecast(answer)).toBeUndefined();
});

test('how the last hour went', () => {
  const { lastHour } = parseForecast(status)!;
  expect(sayLastHour(lastHour)).toBe(
    '40 asked · 30 leased · 4 came back · 6 refused · coverage 85 % · each number shown 3.4 times',
  );
  expect(sayLastHour({ ...lastHour, asked: 0 })).toBe('Nobody asked for a number.');
});

test('who took no number is told, each kind by its own name', () => {
  const { lastHour } = parseForecast({ ...status, lastHour: { bots: 1, noConsent: 2, elsewhere: 4, limited: 3 } })!;
  expect(sayWithoutNumber(lastHour)).toBe(
    'Shown the default number: 1 robot, 2 without consent, 4 from countries that are not served, 3 beyond what one network may take.',
  );
  expect(sayWithoutNumber(parseForecast(status)!.lastHour)).toBe('');
});
