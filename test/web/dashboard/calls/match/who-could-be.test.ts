import fc from 'fast-check';
import { whoCouldBe } from '../../../../../web/dashboard/calls/match/who-could-be.ts';

const candidates = [
  { visit: 'a', visitor: 'anna', confidence: 0.2 },
  { visit: 'b', visitor: 'bert', confidence: 0.7 },
];
const visit = { id: 'b', visitor: 'bert', shownAt: '2026-05-03T09:58:10.000Z', source: 'google', medium: 'cpc' };

test('the likeliest comes first, whoever is chosen is marked, and what is left is nobody’s', () => {
  const who = whoCouldBe({ method: 'lease', visit, candidates });
  expect(who.map((one) => [one.visit, one.isChosen])).toEqual([
    ['b', true],
    ['a', false],
    [undefined, false],
  ]);
  expect(who[2]?.share).toBeCloseTo(0.1, 9);
});

test('a call that is nobody’s has chosen none of them', () => {
  const who = whoCouldBe({ method: 'none', visit: null, candidates });
  expect(who.filter(({ isChosen }) => isChosen).map((one) => one.visit)).toEqual([undefined]);
});

test('where nobody was weighed, there is nobody to show', () => {
  expect(whoCouldBe({ method: 'source', visit: null, candidates: [] })).toEqual([]);
});

test('the shares are never below 0, and all of them come to 1', () => {
  const shares = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(shares, (parts) => {
      const whole = parts.reduce((sum, part) => sum + part, 500);
      const all = parts.map((part, index) => ({ visit: `${index}`, visitor: 'v', confidence: part / whole }));
      const who = whoCouldBe({ method: 'lease', visit: null, candidates: all });
      expect(who.every(({ share }) => share >= 0)).toBe(true);
      expect(who.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
    }),
  );
});
