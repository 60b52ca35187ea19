import {
  nestedConditions,
  ruleConditions,
  ruleFields,
  storedConditions,
} from '../../../../lambdas/conversions/rules/rule-conditions.ts';

/** Each field once, as it may be written. */
const everyField = {
  status: ['completed', 'missed'],
  talkSeconds: { gte: 5, gt: 4.5, lte: 600, lt: 600.5 },
  waitSeconds: { lt: 20 },
  holdSeconds: { lte: 60 },
  number: '+12025550100',
  carrier: 'connect',
  agent: ['anna', 'bob'],
  queue: 'sales*',
  country: ['US', 'CA'],
  weekday: ['monday', 'friday'],
  hour: { gte: 9, lt: 17 },
  firstTimeCaller: true,
  repeatWithinDays: 30,
  pool: 'web',
  source: ['google', 'bing'],
  medium: 'cpc',
  campaign: '*brand*',
  keyword: 'roof*',
  recipient: ['4711', 'vip-*'],
  landingPage: '/roofing/*',
  referrer: ['partner.example', 'news.example/list/*'],
  device: 'mobile',
  confidence: { gte: 0.8 },
  said: ['new roof', 'cancel* contract'],
  saidByCaller: 'how much',
  saidByAgent: 'good morning',
  categories: ['complaint', 'price*'],
  callerSentiment: { lt: -1 },
  agentSentiment: { gte: 0 },
  lineQuality: { lt: 3 },
  keys: ['1', '2*'],
  answeredBy: 'person',
  outcome: 'sold',
  tags: ['vip', 'repeat'],
  revenue: { gte: '100.00', lt: '5000' },
  score: { gte: 50 },
  spamScore: { lt: 80 },
};

test('a rule is stored in every field that it may ask for, in groups as well', () => {
  const when = { ...everyField, all: [{ not: everyField }], any: [{ status: 'missed' }] };
  expect(storedConditions.parse(ruleConditions.parse(when))).toEqual(when);
  expect(Object.keys(everyField).toSorted()).toEqual([...ruleFields].toSorted());
});

test.each([
  ['a field that nobody knows', { weather: 'fine' }],
  ['one within a group', { not: { weather: 'fine' } }],
  ['no bound', { talkSeconds: {} }],
  ['bounds that nothing is within', { talkSeconds: { gte: 50, lt: 10 } }],
  ['bounds that leave out what they meet in', { hour: { gte: 9, lt: 9 } }],
  ['two lower bounds, one of them too high', { score: { gte: 10, gt: 50, lte: 50 } }],
  ['amounts that nothing is between', { revenue: { gte: '100', lte: '9.50' } }],
  ['the same within groups', { any: [{ not: { confidence: { gt: 0.9, lte: 0.1 } } }] }],
  ['whole numbers between two neighbours', { hour: { gt: 9, lt: 10 } }],
  ['points between two neighbours', { not: { score: { gt: 40, lt: 41 } } }],
  ['an hour after the last', { hour: { gt: 23 } }],
  ['an hour before the first', { hour: { lt: 0 } }],
  ['more points than there are', { score: { gt: 100 } }],
  ['more than certainty', { confidence: { gt: 1 } }],
  ['less than no talk', { talkSeconds: { lt: 0 } }],
  ['less than no revenue', { revenue: { lt: '0.00' } }],
  ['a negative bound', { talkSeconds: { gte: -1 } }],
  ['no text', { pool: [] }],
  ['a status that there is not', { status: 'lost' }],
  ['a country that there is not', { country: 'ZZ' }],
  ['a number that is none', { number: '555' }],
  ['a day of another language', { weekday: 'Montag' }],
  ['an hour that no day has', { hour: { gte: 25 } }],
  ['a page with its scheme', { landingPage: 'https://shop.example/' }],
  ['an amount that is a number', { revenue: { gte: 100 } }],
  ['certainty beyond 1', { confidence: { gte: 90 } }],
  ['an empty group', { any: [] }],
  ['a group that is none', { all: { status: 'missed' } }],
])('%s is refused', (_what, when) => {
  expect(ruleConditions.safeParse(when).success).toBe(false);
});

test.each([
  { hour: { gte: 9, lte: 9 }, revenue: { gte: '9.5', lte: '9.50' }, talkSeconds: { gt: 5, lt: 5.5 } },
  { hour: { gt: 9, lt: 11 }, score: { gt: 99 }, confidence: { gte: 1 } },
  { hour: { gt: 22, lt: 24 }, confidence: { gt: 0, lt: 0.1 } },
  { hour: { gte: 0, lt: 1 }, talkSeconds: { lte: 0 }, revenue: { lte: '0' }, waitSeconds: { gt: 9, lt: 10 } },
])('bounds may meet in one value: %j', (when) => {
  expect(ruleConditions.parse(when)).toEqual(when);
});

const nested = (levels: number): unknown => (levels === 0 ? { status: 'missed' } : { not: nested(levels - 1) });

test('conditions nest five deep, and are a hundred in all', () => {
  expect(ruleConditions.safeParse(nested(4)).success).toBe(true);
  expect(ruleConditions.safeParse(nested(5)).error?.issues[0]?.message).toBe('must nest at most 5 deep');
  const many = (count: number) => ({ any: Array.from({ length: count }, () => ({ status: 'missed', pool: 'web' })) });
  expect(ruleConditions.safeParse(many(49)).success).toBe(true);
  expect(ruleConditions.safeParse(many(50)).error?.issues[0]?.message).toBe('must be at most 100 in all');
});

test('what nests as deep as a body is long is refused like anything else', () => {
  let when: unknown = {};
  for (let level = 0; level < 100_000; level++) when = { not: when };
  expect(ruleConditions.safeParse(when).error?.issues[0]?.message).toBe('must nest at most 5 deep');
});

test('what was stored within wider bounds stays readable, a field of a newer version does not', () => {
  const before = { talkSeconds: { gte: -1 }, hour: { gte: 17, lt: 9 }, source: [] };
  expect(storedConditions.parse(before)).toEqual(before);
  for (const when of [{ weather: 'fine' }, { not: { weather: 'fine' } }, { any: [{ weather: 'fine' }] }]) {
    expect(storedConditions.safeParse(when).success).toBe(false);
    expect(nestedConditions.safeParse(when).success).toBe(false);
  }
});
