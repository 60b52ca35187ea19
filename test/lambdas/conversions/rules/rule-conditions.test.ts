import { ruleConditions, storedConditions } from '../../../../lambdas/conversions/rules/rule-conditions.ts';

test('a rule is stored in every field that it may ask for', () => {
  const when = {
    status: ['completed', 'missed'],
    talkSeconds: { gte: 5, gt: 4.5, lte: 600, lt: 600.5 },
    firstTimeCaller: true,
    pool: 'web',
    source: ['google', 'bing'],
    medium: 'cpc',
    outcome: 'sold',
  };
  expect(storedConditions.parse(ruleConditions.parse(when))).toEqual(when);
  expect(Object.keys(when)).toEqual(Object.keys(ruleConditions.shape));
});

test.each([
  ['a field that nobody knows', { weather: 'fine' }],
  ['no bound', { talkSeconds: {} }],
  ['a negative bound', { talkSeconds: { gte: -1 } }],
  ['no text', { pool: [] }],
  ['a status that there is not', { status: 'lost' }],
])('%s is refused', (_what, when) => {
  expect(ruleConditions.safeParse(when).success).toBe(false);
});

test('what was stored within wider bounds stays readable, a field of a newer version does not', () => {
  expect(storedConditions.parse({ talkSeconds: { gte: -1 }, source: [] })).toEqual({
    talkSeconds: { gte: -1 },
    source: [],
  });
  expect(storedConditions.safeParse({ weather: 'fine' }).success).toBe(false);
});
