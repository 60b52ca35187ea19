import { seededRandom } from '../leases/random.ts';
import { calibration } from './calibration.ts';
import { ceiling } from './ceiling.ts';
import { rivals } from './contestants.ts';
import { judge } from './judge.ts';
import { curves, density, drawn, within } from './laws.ts';
import type { PlayedCall } from './played-call.ts';

const minute = 60;

test('the usual curve is the published one', () => {
  const shares = [15, 20, 30, 45, 60, 120, 180].map((minutes) => within(curves.usual, minutes * minute));
  for (const [index, share] of [0.818, 0.869, 0.914, 0.937, 0.946, 0.957, 0.961].entries()) {
    expect(shares[index]).toBeCloseTo(share, 2);
  }
});

test.each(Object.entries(curves))('times of the %s curve are drawn as it says', (_name, law) => {
  const random = seededRandom(7);
  const times = Array.from({ length: 20_000 }, () => drawn(law, random)).sort((a, b) => a - b);
  for (const share of [0.1, 0.25, 0.5, 0.75, 0.9]) {
    expect(within(law, times[share * times.length]!)).toBeCloseTo(share, 1);
  }
  expect(within(law, 0)).toBe(0);
  expect(within(law, 1e9)).toBeCloseTo(1, 3);
});

test.each(Object.entries(curves))('the density of the %s curve is its slope', (_name, law) => {
  for (const seconds of [30, 300, 7200, 100_000]) {
    const slope = (within(law, seconds * 1.001) - within(law, seconds * 0.999)) / (seconds * 0.002);
    expect(density(law, seconds) / slope).toBeCloseTo(1, 2);
  }
});

test('the slow and the quick curve are nowhere near the usual one', () => {
  const at = (minutes: number) => Object.values(curves).map((law) => within(law, minutes * minute));
  const [usual = 0, slow = 0, quick = 0] = at(30);
  expect(usual - slow).toBeGreaterThan(0.7);
  expect(usual - quick).toBeGreaterThan(0.1);
  const [usualAtOnce = 0, , quickAtOnce = 0] = at(1);
  expect(quickAtOnce - usualAtOnce).toBeGreaterThan(0.3);
});

test('the calibration error weighs each bin by its matches', () => {
  const told = (confidence: number, count: number, right: number) =>
    Array.from({ length: count }, (_, index) => ({ confidence, isRight: index < right }));
  const { bins, error } = calibration([...told(0.95, 80, 72), ...told(0.55, 20, 13)]);
  expect(bins.map(({ count }) => count)).toEqual([20, 80]);
  expect(error).toBeCloseTo(0.8 * 0.05 + 0.2 * 0.1, 10);
  expect(calibration(told(1, 10, 10))).toMatchObject({ error: 0, byChance: 0 });
});

test('what is to be expected by chance is what honest confidences come to', () => {
  const random = seededRandom(3);
  const runs = Array.from({ length: 200 }, () => {
    const told = Array.from({ length: 500 }, () => {
      const confidence = 0.2 + 0.8 * random();
      return { confidence, isRight: random() < confidence };
    });
    return calibration(told);
  });
  const mean = (value: (one: (typeof runs)[number]) => number) => runs.reduce((sum, one) => sum + value(one), 0) / 200;
  expect(mean(({ error }) => error) / mean(({ byChance }) => byChance)).toBeCloseTo(1, 1);
});

const at = 1_790_000_000_000;

function call(more: Partial<PlayedCall>): PlayedCall {
  return {
    id: 'pbx-1',
    startedAt: at,
    kind: 'first',
    number: '+12025550100',
    isShared: false,
    caller: '+12025550123',
    visitor: 'anna',
    holders: [
      { visitor: 'ben', shownAt: at - 60_000 },
      { visitor: 'anna', shownAt: at - 3_600_000 },
    ],
    lastOfSite: 'carl',
    lastShown: 'ben',
    match: {} as PlayedCall['match'],
    unlearnt: undefined,
    ...more,
  };
}

test('rivals name whom they say that they name', () => {
  const calls = [
    call({}),
    call({ isShared: true, holders: [], lastShown: 'dora' }),
    call({ holders: [], lastShown: undefined }),
  ];
  const named = rivals.map(({ name, claims }) => [name, ...claims(calls).map(({ visitor }) => visitor)]);
  expect(named).toEqual([
    ['current holder', 'ben', undefined, undefined],
    ['last of the site', 'carl', 'carl', 'carl'],
    ['always match', 'ben', 'ben', 'ben'],
  ]);
});

test('the ceiling knows the true curve, and believes a click', () => {
  const named = (curve: keyof typeof curves, one: PlayedCall) => ceiling(curve).claims([one])[0]?.visitor;
  const twoHours = [
    { visitor: 'ben', shownAt: at - 60_000 },
    { visitor: 'anna', shownAt: at - 7_200_000 },
  ];
  expect(named('usual', call({ holders: twoHours }))).toBe('ben');
  expect(named('slow', call({ holders: twoHours }))).toBe('anna');
  const clicked = [{ visitor: 'ben', shownAt: at - 60_000, clickedAt: at - 5000 }, ...twoHours.slice(1)];
  expect(named('slow', call({ holders: clicked }))).toBe('ben');
});

test('calls are judged each by its kind, and shared numbers apart', () => {
  const calls = [
    call({}),
    call({ visitor: 'ben' }),
    call({ kind: 'again', caller: undefined }),
    call({ kind: 'again', visitor: 'ben' }),
    call({ kind: 'unrelated', visitor: undefined }),
    call({ isShared: true }),
  ];
  const nobody = { visitor: undefined, confidence: 0 };
  const ben = { visitor: 'ben', confidence: 0.95 };
  const unsure = { visitor: 'ben', confidence: 0.5 };
  const figures = judge(calls, [ben, ben, unsure, unsure, nobody, nobody]);
  expect(figures).toMatchObject({
    first: { share: 0.5, of: 2 },
    again: { share: 1, of: 1 },
    againWithheld: { share: 0, of: 1 },
    unrelated: { share: 1, of: 1 },
    sure: { share: 0.5, of: 2 },
    sharedNamed: { share: 0, of: 1 },
  });
  expect(figures.sureOfAll).toBeCloseTo(2 / 5, 10);
});
