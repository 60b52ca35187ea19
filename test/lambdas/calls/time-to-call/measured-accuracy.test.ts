import type { CallEvidence } from '../../../../lambdas/calls/time-to-call/call-evidence.ts';
import { curveOfLaw } from '../../../../lambdas/calls/time-to-call/curve.ts';
import { measuredAccuracy } from '../../../../lambdas/calls/time-to-call/measured-accuracy.ts';
import { startingKnowledge } from '../../../../lambdas/calls/time-to-call/pool-knowledge.ts';
import { logNormalBelow } from '../../../../lambdas/capacity/sizing/normal-distribution.ts';
import { seededRandom } from '../../../bench/leases/random.ts';
import { type Play, playAgain, playEvidence } from './played-evidence.ts';

const lognormal = (median: number, sigma: number) => (random: () => number) =>
  median * Math.exp(sigma * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()));

/** What is measured of a pool whose callers take about so long, and what is true. */
function measure(median: number, sigma: number, more: Partial<Play> = {}) {
  const play = { lease: 1200, idle: 1200, clicks: 0.7, stay: 300, known: 0.5, unrelated: 0.08, calls: 4000, ...more };
  const played = playEvidence({ ...play, timeToCall: lognormal(median, sigma) }, seededRandom(11));
  const { first, ...others } = { ...startingKnowledge.unrelatedShare, first: played.unrelatedShare };
  const knowledge = {
    ...startingKnowledge,
    curveWithoutClick: curveOfLaw((seconds) => logNormalBelow({ median, sigma }, seconds)),
    unrelatedShare: { ...others, first },
    spacingSeconds: play.lease + play.idle,
  };
  return { ...played, measured: measuredAccuracy(played.evidence, knowledge) };
}

test.each([
  ['minutes', 300, 1, {}],
  ['two hours', 7200, 0.9, {}],
  ['two hours, where numbers are shown again at once', 7200, 0.9, { idle: 0 }],
  ['a minute, mostly', 60, 2.5, {}],
  ['minutes, and most of them click', 300, 1, { clicks: 0.95 }],
])(
  'callers take %s: it is within three points of the truth, and the interval holds it',
  (_what, median, sigma, more) => {
    const { measured, accuracy } = measure(median, sigma, more);
    const { share, low, high } = measured ?? { share: -1, low: -1, high: -1 };
    expect(Math.abs(share - accuracy)).toBeLessThan(0.03);
    expect(low).toBeLessThan(accuracy);
    expect(high).toBeGreaterThan(accuracy);
    // Strangers and those who call late cannot be told apart.
    expect(high - low).toBeLessThan(0.25);
  },
);

describe('where callers say codes', () => {
  const byCodes = (median: number, sigma: number, more: Partial<Omit<Play, 'timeToCall'>> = {}) => {
    const codes = { says: 0.25, elsewhere: 0.3 };
    const usual = { lease: 1200, idle: 1200, clicks: 0.7, stay: 300, known: 0, unrelated: 0.1, calls: 3000, codes };
    const play = { ...usual, timeToCall: lognormal(median, sigma), ...more };
    const random = seededRandom(5);
    const { evidence, accuracy } = playEvidence(play, random);
    const all = [...evidence, ...playAgain(play, 1500, random)];
    return { all, accuracy, measured: measuredAccuracy(all, startingKnowledge)! };
  };

  test.each([
    ['minutes', 300, 1],
    ['two hours', 7200, 0.9],
    ['a minute, or days', 60, 3.5],
    ['a day', 86_400, 1.5],
  ])('callers take %s: those who call late are not missing, whatever is known of the pool', (_, median, sigma) => {
    const { measured, accuracy } = byCodes(median, sigma);
    expect(Math.abs(measured.share - accuracy)).toBeLessThan(0.04);
    // One interval of twenty may just miss.
    expect(measured.low).toBeLessThan(accuracy + 0.01);
    expect(measured.high).toBeGreaterThan(accuracy - 0.01);
    expect(measured.high - measured.low).toBeLessThan(0.15);
  });

  test('strangers who say a code count for no visitor', () => {
    const { measured, accuracy } = byCodes(60, 3.5, { unrelated: 0.4 });
    expect(Math.abs(measured.share - accuracy)).toBeLessThan(0.05);
    expect(measured.low).toBeLessThan(accuracy);
    expect(measured.high).toBeGreaterThan(accuracy);
  });

  test('the fewer do, the wider the interval', () => {
    const widths = [0.25, 0.05, 0.01].map((says) => {
      const { high, low } = byCodes(300, 2, { codes: { says, elsewhere: 0.3 } }).measured;
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeLessThanOrEqual(1);
      return high - low;
    });
    expect(widths.toSorted((a, b) => a - b)).toEqual(widths);
  });
});

test('those who click count by how many they are, not by how well they are known', () => {
  const { measured, accuracy, evidence } = measure(600, 1.5, { known: 0.2, clicks: 0.9 });
  const known = evidence.flatMap(({ confirmed }) => (confirmed?.holder == null ? [] : [confirmed.holder]));
  const ofAll = known.filter((holder) => holder === 0).length / known.length;
  expect(ofAll).toBeGreaterThan(accuracy + 0.05);
  expect(Math.abs((measured?.share ?? 0) - accuracy)).toBeLessThan(0.03);
  expect(measured?.calls).toBe(known.length);
});

const call = (fields: Partial<CallEvidence>): CallEvidence => ({
  call: 'a',
  startedAt: 1e12,
  ages: [60, 4000],
  caller: 'first',
  ...fields,
});
const byClick = call({ confirmed: { by: 'click', holder: 0 } });
const byMemory = call({ confirmed: { by: 'caller-memory', holder: 1 } });

test('without a known call that was not clicked there is nothing to tell', () => {
  expect(measuredAccuracy([], startingKnowledge)).toBeUndefined();
  expect(measuredAccuracy([byClick, call({})], startingKnowledge)).toBeUndefined();
  expect(measuredAccuracy([byClick, { ...byMemory, caller: 'again' }], startingKnowledge)).toBeUndefined();
});

test('who called the number before, or whom nobody was shown it before, says nothing', () => {
  const again = call({ caller: 'again', confirmed: { by: 'caller-memory', holder: 0 } });
  const nobody = call({ ages: [], confirmed: { by: 'caller-memory', holder: null } });
  const all = [byMemory, byClick];
  expect(measuredAccuracy([...all, again, nobody], startingKnowledge)).toEqual(
    measuredAccuracy(all, startingKnowledge),
  );
  expect(measuredAccuracy(all, startingKnowledge)).toMatchObject({ share: 0.5, calls: 2 });
});
