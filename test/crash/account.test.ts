import { account } from './account.ts';
import { type Evidence, type LeasedAnswer, noEvidence } from './evidence.ts';
import type { Stored } from './stored.ts';

const number = '+12125550100';
const answer: LeasedAnswer = {
  pool: 'crash-web',
  number,
  lease: 'lease-1',
  visitor: 'visitor-1',
  visit: 'visit-1',
  shownAt: 1_000_000,
  leasedUntil: 1_002_000,
};
const slot = { number, lease: 'lease-1', visit: 'visit-1', shownAt: 1_000_000, leasedUntil: 1_002_000 };
const visitor = 'visitor-1';
const visit = { pk: `NUMBER#${number}`, sk: 'VISIT#0000001000000#visit-1', visitor: 'visitor-1' };

function broken(evidence: Partial<Evidence>, stored: Partial<Stored>): string[] {
  const lines = account(
    { ...noEvidence(), leased: [answer], ...evidence },
    { slots: new Map([[number, slot]]), visits: [visit], calls: new Map(), deadLetters: 0, ...stored },
  );
  return lines.flatMap((line) => line.broken);
}

test('an account that balances has no broken line', () => {
  expect(broken({}, {})).toEqual([]);
});

test('a later visitor may have the slot', () => {
  const later = { ...slot, lease: 'lease-2', visit: 'visit-2', shownAt: 1_010_000, leasedUntil: 1_012_000 };
  const laterVisit = { ...visit, sk: 'VISIT#0000001010000#visit-2', visitor: 'visitor-2' };
  expect(broken({}, { slots: new Map([[number, later]]), visits: [visit, laterVisit] })).toEqual([]);
  expect(broken({ cutOff: 1 }, { slots: new Map([[number, later]]) })).toEqual([]);
  expect(broken({ cutOff: 0 }, { slots: new Map([[number, later]]) })).toEqual([expect.stringContaining('nobody')]);
});

test.each<[string, Partial<Evidence>, Partial<Stored>, string]>([
  ['a lost visit', {}, { visits: [{ ...visit, sk: 'VISIT#1#other' }] }, 'visit visit-1'],
  ['a lost slot', {}, { slots: new Map() }, 'has no slot'],
  [
    'a slot that went back in time',
    {},
    { slots: new Map([[number, { number, lease: 'lease-0', shownAt: 900_000, leasedUntil: 902_000 }]]) },
    'the slot is older',
  ],
  ['a lost renewal', { renewed: [{ lease: 'lease-1', number, leasedUntil: 2_000_000 }] }, {}, 'the slot forgot it'],
  ['a default without a visit', { refused: [{ visitor: 'visitor-9' }] }, {}, 'visitor-9 has no visit'],
  ['a lost click', { clicked: [answer] }, {}, 'the click on visit visit-1'],
  ['a visit that names who withdrew', { withdrawn: [visitor], withdrawing: new Set([visitor]) }, {}, 'a visit names'],
  [
    'a slot that names who withdrew',
    { withdrawn: [visitor], withdrawing: new Set([visitor]) },
    { slots: new Map([[number, { ...slot, visitor }]]) },
    'a slot names',
  ],
  ['a wrong answer', { wrong: ['/v1/heartbeats answered 401'] }, {}, '401'],
])('%s is found', (_, evidence, stored, sentence) => {
  expect(broken(evidence, stored)).toEqual(expect.arrayContaining([expect.stringContaining(sentence)]));
});

test('a number held by two is found, and one after the other is not', () => {
  const second = { ...answer, lease: 'lease-2', visit: 'visit-2', visitor: 'visitor-2' };
  const overlapping = [answer, { ...second, shownAt: 1_001_000, leasedUntil: 1_003_000 }];
  expect(broken({ leased: overlapping }, {})).toEqual(
    expect.arrayContaining([expect.stringContaining('while lease-1 was promised it')]),
  );
  const inTurn = [answer, { ...second, shownAt: 1_005_000, leasedUntil: 1_007_000 }];
  expect(broken({ leased: inTurn }, {})).not.toEqual(
    expect.arrayContaining([expect.stringContaining('while lease-1 was promised it')]),
  );
});

test('a click that is noted balances, and so does a withdrawal of which a mark is left', () => {
  expect(broken({ clicked: [answer] }, { visits: [{ ...visit, clickedAt: 1_000_500 }] })).toEqual([]);
  const { visitor: _, ...mark } = visit;
  const forgotten = { ...slot, lease: 'nobody' };
  expect(
    broken(
      { clicked: [answer], withdrawn: [visitor], withdrawing: new Set([visitor]) },
      { visits: [mark], slots: new Map([[number, forgotten]]) },
    ),
  ).toEqual([]);
});
