import fc from 'fast-check';
import { match } from '../../../../lambdas/calls/match/match.ts';
import { matchCall } from '../../../../lambdas/calls/match/match-call.ts';
import type { MatchFacts, SentFacts } from '../../../../lambdas/calls/match/match-facts.ts';
import { mailed, sentTo } from '../sent-numbers.ts';

const startedAt = Date.parse('2026-11-20T14:00:00Z');
const day = 24 * 3600_000;
const me = 'PERSON#shop#me';
const other = 'PERSON#shop#other';
const number = { role: 'recipient', site: 'shop', pool: 'mail', source: 'email', restSeconds: 7 * 24 * 3600 } as const;
const sent = sentTo('4711', startedAt - 2 * day, { creative: 'blue' });
const nothing: SentFacts = {
  kept: undefined,
  caller: me,
  rings: [],
  knownAs: [],
  visitors: [],
  hasOtherAddress: false,
};

function matched(of: Partial<SentFacts> = {}, more: Partial<MatchFacts> = {}) {
  const found = matchCall({
    call: {
      id: 'call-1',
      direction: 'inbound',
      trackedNumber: mailed,
      caller: { kind: 'number', number: '+12025550123' },
      startedAt,
    },
    number,
    visits: [sent.visit],
    held: undefined,
    memory: undefined,
    previousCallAt: null,
    sent: { ...nothing, ...of },
    ...more,
  });
  expect(match.parse(found)).toEqual(found);
  return found;
}

test('a call to a number that was sent to somebody is theirs', () => {
  expect(matched()).toEqual({
    method: 'recipient',
    confidence: 0.95,
    reason: '+12025550140 was sent to recipient 4711 in campaign spring (creative blue) on 2026-11-18 14:00 UTC.',
    site: 'shop',
    pool: 'mail',
    source: 'email',
    medium: 'email',
    campaign: 'spring',
    recipient: { id: '4711', campaign: 'spring', creative: 'blue', pool: 'mail' },
    visit: expect.objectContaining({ visitor: sent.visitor, consent: { ads: false, analytics: true } }),
    candidates: [{ visit: sent.visit.visit, visitor: sent.visitor, confidence: 0.95 }],
    linkedVisits: [],
    firstTimeCaller: true,
    previousCallAt: undefined,
  });
});

test('whom it was sent to last counts, and a visitor of before it was sent does not', () => {
  const before = sentTo('4000', startedAt - 60 * day);
  const visitor = { ...before.visit, visitor: 'anna', shownAt: startedAt - 90 * day, recipient: undefined };
  expect(matched({}, { visits: [sent.visit, before.visit, visitor] })).toMatchObject({ recipient: { id: '4711' } });
});

test.each([
  ['nobody before the call', { visits: [] }, 'was sent to nobody before the call'],
  [
    'visitors of the pool that it was in before',
    { visits: [{ ...sent.visit, recipient: undefined }] },
    'sent to nobody',
  ],
  ['somebody who withdrew', { visits: [], withdrawn: [startedAt - day] }, 'has withdrawn consent since'],
  ['somebody who withdrew, after another', { withdrawn: [startedAt - day] }, 'has withdrawn consent since'],
])('shown to %s it names nobody', (_, more, reason) => {
  expect(matched({}, more)).toMatchObject({
    method: 'none',
    confidence: 0,
    visit: null,
    pool: 'mail',
    reason: expect.stringContaining(reason),
  });
  expect(matched({}, more)).not.toHaveProperty('recipient');
});

test.each([
  [
    'in the rest',
    { kept: { campaign: 'spring', until: startedAt - 2 * day } },
    0.76,
    'It was theirs until 2026-11-18 14:00 UTC, and rested when the call came.',
  ],
  [
    'after the rest',
    { kept: { campaign: 'spring', until: startedAt - 8 * day } },
    0.57,
    'and was sent to nobody else since.',
  ],
  [
    'another caller first',
    { rings: [{ startedAt: startedAt - day, caller: other }] },
    0.57,
    'Another caller rang it before, on 2026-11-19 14:00 UTC: the mail may have been passed on.',
  ],
  [
    'another recipient',
    { knownAs: [{ startedAt: 0, recipient: '4712', visitor: 'x' }] },
    0.38,
    'This caller is known as recipient 4712',
  ],
  ['another address', { hasOtherAddress: true }, 0.38, 'another e-mail address'],
  [
    'a visitor',
    { knownAs: [{ startedAt: 0, visitor: 'anna' }] },
    0.76,
    'known as visitor anna from a call on 1970-01-01 00:00 UTC',
  ],
])('%s: less sure, and said so', (_, of, confidence, reason) => {
  expect(matched(of)).toMatchObject({ method: 'recipient', confidence, reason: expect.stringContaining(reason) });
});

const before = sentTo('4000', startedAt - 60 * day);

test.each([
  ['as that recipient', { recipient: '4000' }],
  ['as the visitor that they were', { visitor: before.visitor }],
])('a caller who had the number before, and is known %s, has an old mail', (_, known) => {
  const of = {
    knownAs: [{ startedAt: startedAt - 50 * day, ...known }],
    rings: [{ startedAt: startedAt - day, caller: other }],
  };
  const { recipient, confidence, reason } = matched(of, { visits: [sent.visit, before.visit] });
  expect([recipient?.id, confidence]).toEqual(['4711', 0.19]);
  expect(reason).toMatch(
    /This caller is known as recipient 4000, whom it was sent to before, on 2026-09-21 14:00 UTC: they likelier called by that older mail\.$/,
  );
  expect(reason).not.toContain('passed on');
});

test('that a mail may have been passed on is said once, whatever speaks for it', () => {
  const rings = [{ startedAt: startedAt - day, caller: other }];
  for (const more of [{ knownAs: [{ startedAt: 0, recipient: '4712' }] }, { hasOtherAddress: true }]) {
    const { confidence, reason } = matched({ rings, ...more });
    expect([confidence, reason.split('passed on').length]).toEqual([0.228, 2]);
    expect(reason).toMatch(/2026-11-19 14:00 UTC\. This caller .*: the mail may have been passed on\.$/);
  }
});

test.each([
  [
    'the same caller again',
    { rings: [{ startedAt: startedAt - day, caller: me }] },
    'This caller rang it before, on 2026-11-19',
  ],
  [
    'somebody else in between',
    {
      rings: [
        { startedAt: startedAt - day, caller: other },
        { startedAt: startedAt - 1.5 * day, caller: me },
      ],
    },
    'rang it before',
  ],
  [
    'known as this recipient, and as another',
    {
      knownAs: [
        { startedAt: 1, recipient: '4712' },
        { startedAt: 0, recipient: '4711' },
      ],
    },
    '',
  ],
  ['a visitor who came by the mail', { knownAs: [{ startedAt: 0, visitor: 'anna' }], visitors: ['anna'] }, ''],
])('%s: as sure as ever', (_, of, reason) => {
  expect(matched(of)).toMatchObject({ confidence: 0.95, reason: expect.stringContaining(reason) });
});

test('what was sent is told whole, also where a visit had no room for it', () => {
  const [campaign, creative] = ['ü'.repeat(200), 'ß'.repeat(100)];
  const kept = { campaign, creative, until: sent.recipient.until };
  expect(matched({ kept })).toMatchObject({ campaign, recipient: { id: '4711', campaign, creative, pool: 'mail' } });
});

test('of who gives no number nothing else is known', () => {
  const call = {
    id: 'c',
    direction: 'inbound',
    trackedNumber: mailed,
    caller: { kind: 'withheld' },
    startedAt,
  } as const;
  const rings = [{ startedAt: startedAt - day, caller: other }];
  expect(matched({ caller: undefined, rings }, { call, previousCallAt: undefined })).toMatchObject({
    method: 'recipient',
    confidence: 0.95,
    firstTimeCaller: undefined,
    reason: expect.stringMatching(/The caller gave no number, so earlier calls were not looked at\.$/),
  });
});

test('a call that went out is nobody’s', () => {
  const call = { id: 'c', direction: 'outbound', trackedNumber: mailed, caller: undefined, startedAt } as const;
  expect(matched({}, { call })).toMatchObject({ method: 'none', visit: null });
});

test('a visit that came by a mail names its recipient, whatever else shows whose call it was', () => {
  const session = { role: 'session', site: 'shop', pool: 'web', source: 'mixed', leaseSeconds: 1200 } as const;
  const byLink = { ...sent.visit, pool: 'web', shownAt: startedAt - 60_000 };
  const found = { recipient: { id: '4711', campaign: 'spring', creative: 'blue', pool: 'mail' } };
  const reason = expect.stringContaining('came by the mail to recipient 4711 in campaign spring (creative blue).');
  expect(matched({}, { number: session, visits: [byLink] })).toMatchObject({ method: 'lease', reason, ...found });
  const clicked = { ...byLink, clickedAt: startedAt - 5000 };
  expect(matched({}, { number: session, visits: [clicked] })).toMatchObject({ method: 'click', reason, ...found });
  const { token, until } = byLink.recipient!;
  const tagged = { id: '4711', token, until, campaign: 'winter' };
  const ofSite = { ...byLink, campaign: 'own-tags', content: 'own', recipient: tagged };
  const { recipient, campaign } = matched({}, { number: session, visits: [ofSite] });
  expect([recipient, campaign]).toEqual([{ id: '4711', campaign: 'winter', pool: 'mail' }, 'own-tags']);
});

describe('whatever is known', () => {
  const caller = fc.constantFrom(me, other, 'PERSON#shop#third');
  const age = fc.integer({ min: 0, max: 100 * day });
  const sentFacts: fc.Arbitrary<SentFacts> = fc.record({
    kept: fc.option(
      age.map((ago) => ({ campaign: 'spring', until: startedAt + 50 * day - ago })),
      { nil: undefined },
    ),
    caller: fc.option(fc.constant(me), { nil: undefined }),
    rings: fc.array(fc.record({ startedAt: age.map((ago) => startedAt - ago), caller }), { maxLength: 4 }),
    knownAs: fc.array(
      fc.record(
        {
          startedAt: age.map((ago) => startedAt - ago),
          recipient: fc.constantFrom('4711', '4712'),
          visitor: fc.constantFrom('anna', sent.visitor),
        },
        { requiredKeys: ['startedAt'] },
      ),
      { maxLength: 4 },
    ),
    visitors: fc.subarray(['anna', 'ben']),
    hasOtherAddress: fc.boolean(),
  });

  test('it is who had the number, told for certain never, and for nothing neither', () => {
    fc.assert(
      fc.property(sentFacts, (of) => {
        const found = matched(of);
        expect(found).toMatchObject({
          method: 'recipient',
          recipient: { id: '4711' },
          visit: { id: sent.visit.visit },
        });
        expect(found.confidence).toBeGreaterThan(0);
        expect(found.confidence).toBeLessThanOrEqual(0.95);
        expect(found.candidates).toEqual([expect.objectContaining({ confidence: found.confidence })]);
        expect(found.confidence < 0.95).toBe(/passed on|rested|nobody else|nothing says/.test(found.reason));
      }),
    );
  });

  test('what speaks against the recipient makes it no surer', () => {
    fc.assert(
      fc.property(sentFacts, (of) => {
        const { confidence } = matched(of);
        const rings = [...of.rings, { startedAt: 0, caller: other }];
        for (const worse of [{ hasOtherAddress: true }, { rings }, { kept: { campaign: 'spring', until: 0 } }]) {
          expect(matched({ ...of, ...worse }).confidence).toBeLessThanOrEqual(confidence);
        }
        const better = { rings: [], knownAs: [], hasOtherAddress: false, kept: undefined };
        expect(matched({ ...of, ...better }).confidence).toBe(0.95);
      }),
    );
  });
});
