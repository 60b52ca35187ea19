import type { Call } from '../../../../lambdas/calls/call.ts';
import { foldLedger } from '../../../../lambdas/conversions/ledger/fold-ledger.ts';
import { scoreCall } from '../../../../lambdas/conversions/score/score-call.ts';
import { scoreSettings } from '../../../../lambdas/conversions/score/score-settings.ts';
import { annasMatch, entry, finalCall } from '../facts.ts';

const points = [
  { name: 'long talk', when: { talkSeconds: { gte: 30 } }, points: 40 },
  { name: 'paid', when: { medium: 'cpc' }, points: 30 },
  { name: 'mobile', when: { device: 'mobile' }, points: 25 },
  { name: 'wrong number', when: { outcome: 'wrong-number' }, points: -100 },
];

function scored(
  call: Partial<Call> = {},
  outcome?: string,
  settings: unknown = scoreSettings.parse(points),
  isKnown = true,
) {
  const ledger = foldLedger(outcome === undefined ? [] : [entry('a', undefined, { outcome })], 'EUR');
  const before = { points: 7, because: [] };
  return scoreCall(settings, { call: finalCall(call), match: annasMatch(), ledger }, { before, isKnown });
}

test('what is known to fit adds its points, and is named', () => {
  expect(scored()).toEqual({
    points: 70,
    because: [
      { name: 'long talk', points: 40 },
      { name: 'paid', points: 30 },
    ],
  });
  expect(scored({ talkSeconds: 10 })).toMatchObject({ points: 30 });
});

test('it is never below 0, nor above 100', () => {
  expect(scored({}, 'wrong-number')).toMatchObject({ points: 0, because: [{}, {}, { points: -100 }] });
  const more = [...points, { name: 'all', when: {}, points: 100 }];
  expect(scored({}, undefined, scoreSettings.parse(more))?.points).toBe(100);
});

test('there is none without points, of a call that is not over or went out', () => {
  expect(scored({ final: false })).toBeUndefined();
  expect(scored({ direction: 'outbound' })).toBeUndefined();
  expect(
    scoreCall(
      undefined,
      { call: finalCall(), match: annasMatch(), ledger: foldLedger([], 'EUR') },
      { before: undefined, isKnown: true },
    ),
  ).toBeUndefined();
});

test('what only a newer version knows leaves it as it was', () => {
  expect(scored({}, undefined, [{ ...points[0], when: { weather: 'fine' } }])).toMatchObject({ points: 7 });
  expect(scored({}, undefined, scoreSettings.parse(points), false)).toMatchObject({ points: 7 });
  expect(scored({}, undefined, scoreSettings.parse(points.slice(0, 2)), false)).toMatchObject({ points: 70 });
});

test.each([
  ['that ask for the score', [{ name: 'a', when: { any: [{ not: { score: { gte: 1 } } }] }, points: 1 }]],
  ['that ask for what nobody knows', [{ name: 'a', when: { weather: 'fine' }, points: 1 }]],
  ['without a name', [{ when: {}, points: 1 }]],
  ['of more than all', [{ name: 'a', when: {}, points: 101 }]],
  ['none at all', []],
])('points %s are refused', (_what, settings) => {
  expect(scoreSettings.safeParse(settings).success).toBe(false);
});
