import { type Match, type MatchedVisit, match } from '../../../../lambdas/calls/match/match.ts';
import type { LinkedCode } from '../../../../lambdas/calls/match/match-facts.ts';
import { type CodedCall, linkCodes } from '../../../../lambdas/calls/phone-codes/link-codes.ts';

const startedAt = Date.parse('2026-11-20T14:00:00Z');
const minute = 60_000;
const call: CodedCall = { startedAt, direction: 'inbound', role: 'session' };

const visitOf = (id: string, minutesAfter: number): MatchedVisit => ({
  id,
  visitor: `visitor-${id}`,
  shownAt: startedAt + minutesAfter * minute,
  source: '(direct)',
  medium: '(none)',
  device: 'desktop',
});
const code = (id: string, minutesAfter: number, by: LinkedCode['by'] = 'agent'): LinkedCode => ({
  code: `code-${id}`,
  by,
  visit: visitOf(id, minutesAfter),
});

const nobody: Match = {
  method: 'none',
  confidence: 0,
  reason: 'Nobody was shown it.',
  site: 'shop',
  pool: 'web',
  source: 'unknown',
  medium: 'unknown',
  candidates: [],
  linkedVisits: [],
  visit: null,
};
const phone: MatchedVisit = {
  ...visitOf('phone', -3),
  source: 'google',
  medium: 'cpc',
  clickIds: { gclid: 'g' },
  device: 'mobile',
};
const byPhone: Match = {
  ...nobody,
  method: 'lease',
  confidence: 0.88,
  source: 'google',
  medium: 'cpc',
  visit: phone,
  candidates: [{ visit: 'phone', visitor: 'visitor-phone', confidence: 0.88 }],
};

function linked(base: Match, linked: readonly LinkedCode[], more: Partial<CodedCall> = {}): Match {
  const found = linkCodes(base, { linked, refused: [] }, { ...call, ...more });
  expect(match.parse(found)).toEqual(found);
  return found;
}

test('without codes the match is as it was', () => {
  expect(linkCodes(byPhone, undefined, call)).toBe(byPhone);
  expect(linked(byPhone, [])).toEqual(byPhone);
});

test('the visit that led to the call keeps the credit, however early the other one began', () => {
  for (const minutes of [-60, 2]) {
    const found = linked(byPhone, [code('laptop', minutes)]);
    expect(found).toEqual({ ...byPhone, linkedVisits: [expect.objectContaining({ id: 'laptop', by: 'agent' })] });
  }
});

test.each([
  [
    'agent',
    2,
    'The caller said the code of visit laptop ((direct) / (none)) on a desktop device, which began 2 min after the call began.',
  ],
  [
    'keys',
    -1,
    'The caller keyed in the code of visit laptop ((direct) / (none)) on a desktop device, which began 1 min before the call.',
  ],
  [
    'order',
    -90,
    'An order names the code of visit laptop ((direct) / (none)) on a desktop device, which began 1 h 30 min before the call.',
  ],
] as const)('one sentence says how it is linked: %s', (by, minutes, reason) => {
  expect(linked(byPhone, [code('laptop', minutes, by)]).linkedVisits).toMatchObject([{ reason }]);
});

test('where nothing names a visitor the newest visit with a code does that had begun before the call', () => {
  const found = linked(nobody, [code('early', -30), code('newest', -2), code('during', 1)]);
  expect(found).toMatchObject({
    method: 'phone-code',
    confidence: 0.9,
    source: '(direct)',
    pool: 'web',
    phoneCode: 'code-newest',
    visit: { id: 'newest' },
    candidates: [{ visit: 'newest', visitor: 'visitor-newest', confidence: 0.9 }],
  });
  expect(found.reason).toMatch(
    /^The caller said the code of visit newest .* Nothing else names a visitor. Nobody was shown it.$/,
  );
  expect(found.linkedVisits.map(({ id }) => id)).toEqual(['early', 'during']);
});

test('who was shown the number and opens a page again in the call, to read the code, is named by the visit that was shown it', () => {
  const before: MatchedVisit = {
    ...visitOf('searched', -125),
    source: 'google',
    medium: 'cpc',
    clickIds: { gclid: 'g' },
  };
  const found = linked(nobody, [code('laptop', -2), { ...code('again', 1), shown: before }]);
  expect(found).toMatchObject({
    method: 'phone-code',
    confidence: 0.99,
    source: 'google',
    phoneCode: 'code-again',
    visit: { id: 'searched', clickIds: { gclid: 'g' } },
    candidates: [{ visit: 'searched', confidence: 0.99 }],
    linkedVisits: [{ id: 'laptop' }, { id: 'again', code: 'code-again' }],
  });
  expect(found.reason).toBe(
    'The caller said the code of visit again ((direct) / (none)) on a desktop device, which began 1 min after the call began. The same visitor had been shown the number that was called, 2 h 5 min before the call, in visit searched (google / cpc). Nothing else names a visitor. Nobody was shown it.',
  );
});

describe('a code of who was shown the very number, where the time names a visitor', () => {
  const before = visitOf('searched', -125);
  const again: LinkedCode = { ...code('again', 1), shown: before };
  const guess: Match = {
    ...byPhone,
    confidence: 0.4,
    reason: 'By the time.',
    candidates: [
      { visit: 'phone', visitor: 'visitor-phone', confidence: 0.4 },
      { visit: 'searched', visitor: 'visitor-searched', confidence: 0.2 },
      { visit: 'seldom', visitor: 'visitor-seldom', confidence: 0.03 },
    ],
  };

  test('says more than what is likelier wrong', () => {
    const found = linked(guess, [again]);
    expect(found).toMatchObject({ method: 'phone-code', confidence: 0.9, visit: { id: 'searched' } });
    expect(found.candidates).toEqual([
      { visit: 'searched', visitor: 'visitor-searched', confidence: 0.9 },
      { visit: 'phone', visitor: 'visitor-phone', confidence: 0.05 },
    ]);
    expect(found.linkedVisits).toMatchObject([{ id: 'again' }]);
    expect(found.reason).toMatch(/in visit searched .* Without the code, less surely: By the time\.$/);
  });

  test('makes the same visitor surer', () => {
    const own = linked(guess, [{ code: 'c', by: 'agent', visit: phone, shown: phone }]);
    expect(own).toMatchObject({ method: 'phone-code', confidence: 0.99, visit: { id: 'phone' }, linkedVisits: [] });
    expect(own.candidates).toMatchObject([{ visit: 'phone' }]);
  });

  test('says less than what is likelier than not, and nothing of a call that went out', () => {
    const likely = { ...guess, confidence: 0.5 };
    expect(linked(likely, [again])).toMatchObject({ method: 'lease', visit: { id: 'phone' } });
    expect(linked(guess, [again], { direction: 'outbound' })).toMatchObject({ method: 'lease' });
  });
});

test('a code of the very visit that was shown the number', () => {
  const own = code('own', -125);
  const found = linked(nobody, [{ ...own, shown: own.visit }]);
  expect(found).toMatchObject({ confidence: 0.99, visit: { id: 'own' }, linkedVisits: [] });
  expect(found.reason).toContain('began 2 h 5 min before the call. It was shown the number that was called. Nothing');
});

test('a visit that began in the second in which the call did, began before it', () => {
  const visit = { ...visitOf('same', 0), shownAt: startedAt + 999 };
  expect(linked(nobody, [{ code: 'c', by: 'keys', visit }]).visit?.id).toBe('same');
  const later = { ...visit, shownAt: startedAt + 1000 };
  expect(linked(nobody, [{ code: 'c', by: 'keys', visit: later }]).visit).toBeNull();
});

const print: Match = { ...nobody, method: 'source', confidence: 1, source: 'print' };

test.each([
  ['a default number, which stands for who got none', 'default', print, 'phone-code'],
  ['a fixed number, which stands for its own source', 'static', print, 'source'],
  ['a number in no pool', undefined, nobody, 'none'],
] as const)('of %s', (_, role, base, method) => {
  expect(linked(base, [code('laptop', -5)], { role })).toMatchObject({
    method,
    linkedVisits: method === 'phone-code' ? [] : [{ id: 'laptop' }],
  });
});

test('a call that went out is nobody’s by a code', () => {
  expect(linked(nobody, [code('laptop', -5)], { direction: 'outbound' })).toMatchObject({
    method: 'none',
    visit: null,
  });
});

test('a visit is linked once, and not to itself', () => {
  const own: LinkedCode = { code: 'c', by: 'agent', visit: phone };
  expect(linked(byPhone, [own]).linkedVisits).toEqual([]);
  const twice = linked(byPhone, [code('laptop', 1, 'keys'), code('laptop', 1, 'agent')]);
  expect(twice.linkedVisits.map(({ by }) => by)).toEqual(['keys']);
});

test('what links nothing is told', () => {
  const refused = [{ by: 'keys', reason: 'The code is none.' }] as const;
  expect(linkCodes(byPhone, { linked: [], refused }, call).refusedCodes).toEqual(refused);
});
