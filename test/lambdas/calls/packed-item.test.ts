import { createHash } from 'node:crypto';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import fc from 'fast-check';
import { callItem } from '../../../lambdas/calls/call-item.ts';
import { packedAttribute, packItem, unpackItem } from '../../../lambdas/calls/packed-item.ts';
import { conversionItem } from '../../../lambdas/conversions/conversion-items.ts';
import { decide } from '../../../lambdas/conversions/decide.ts';
import { foldLedger } from '../../../lambdas/conversions/ledger/fold-ledger.ts';
import { callSums } from '../../../lambdas/settle/call-totals.ts';
import { annasMatch, finalCall, someRule } from '../conversions/facts.ts';

const plain = new Set(['pk', 'rev']);
const stored = (item: Record<string, unknown>) => unmarshall(marshall(item));

test('whatever JSON can hold comes back as it was, by way of the table', () => {
  const item = fc.record({
    pk: fc.string({ minLength: 1 }),
    rev: fc.integer(),
    more: fc.jsonValue(),
    text: fc.string(),
  });
  fc.assert(
    fc.property(item, (given) => {
      const expected: unknown = JSON.parse(JSON.stringify(given));
      expect(unpackItem(stored(packItem(given, plain)))).toEqual(expected);
    }),
  );
});

test('what keys, indexes and conditions read stands beside', () => {
  expect(packItem({ pk: 'CALL#1', rev: 3, status: 'ringing', agent: undefined }, plain)).toEqual({
    pk: 'CALL#1',
    rev: 3,
    [packedAttribute]: expect.any(Uint8Array),
  });
});

test('what JSON cannot hold stays as a newer version wrote it', () => {
  const newer = { bytes: new Uint8Array([1, 2]), set: new Set(['a']), inside: { list: [new Set([1])] } };
  const packed = packItem({ pk: 'CALL#1', ...newer, status: 'ringing' }, plain);
  expect(packed).toMatchObject(newer);
  expect(unpackItem(stored(packed))).toEqual({ pk: 'CALL#1', ...newer, status: 'ringing' });
});

test('what was written beside the rest later counts, and an item of before is read as it is', () => {
  const packed = packItem({ pk: 'CALL#1', stuck: 'before', status: 'ringing' }, plain);
  expect(unpackItem({ ...packed, stuck: 'after' })).toEqual({ pk: 'CALL#1', stuck: 'after', status: 'ringing' });
  expect(unpackItem({ pk: 'CALL#1', status: 'ringing' })).toEqual({ pk: 'CALL#1', status: 'ringing' });
});

test.each([
  ['bytes of another kind', new Uint8Array([1, 2, 3])],
  ['no bytes', 'text'],
])('%s are as if they were not there', (_what, packed) => {
  expect(unpackItem({ pk: 'CALL#1', [packedAttribute]: packed })).toEqual({ pk: 'CALL#1' });
});

/** Packed by each dictionary that ever was. Whatever becomes of the code, items that lie in tables must stay readable. */
test.each(['ePluQsXMq8abpyGJIy8fHLz5adAYVaoFAAbBEpw=', 'ePnsBt8cq8ZbeULCPy8fYkUatOhUqgUABsESnA=='])(
  'what was packed once is read for ever: %s',
  (ofBefore) => {
    expect(unpackItem({ packed: new Uint8Array(Buffer.from(ofBefore, 'base64')) })).toEqual({
      status: 'completed',
      final: true,
      note: 'of before',
    });
  },
);

test('the same is packed to the same bytes: a write whose answer was lost is known again', () => {
  const item = { pk: 'CALL#1', status: 'ringing', match: { method: 'lease' } };
  expect(stored(packItem(item, plain))).toStrictEqual(stored(packItem(structuredClone(item), plain)));
});

test('a call with all that a visit usually tells is one write unit, and one in the index', () => {
  const visit = {
    id: random(16),
    visitor: random(15),
    shownAt: 1_795_968_653_453,
    touchAt: 1_795_968_653_449,
    source: 'google',
    medium: 'cpc',
    campaign: 'roof-repair-emergency-berlin-2026',
    keyword: 'emergency roof repair near me',
    content: 'responsive-ad-7',
    clickIds: { gclid: `Cj0KCQ${random(85)}`, gbraid: random(60) },
    ids: { ga: '1234567890.1234567890', gaSession: '1790000000', fbp: 'fb.1.1790000000000.1234567890' },
    params: { customer: '48213', plan: 'pro' },
    landingPage: 'https://www.roofs-and-gutters.example/services/roofing/emergency-repair',
    referrer: 'https://www.google.com/',
    device: 'mobile' as const,
    consent: { ads: true, analytics: true },
  };
  const match = {
    ...annasMatch(),
    reason: `+12025550102 was shown to visit ${visit.id} (google / cpc, campaign ${visit.campaign}) 12 min 31 s before the call, and to nobody else in between. 3 other visitors had been shown it too, the last of them 41 min 8 s before the call.`,
    visit,
    candidates: [1, 2, 3, 4].map((one) => ({ visit: random(16 + one), visitor: random(20 + one), confidence: 0.03 })),
  };
  const id = '592493b8-7b1b-42e5-98c4-5be251e73ad9';
  const call = {
    ...finalCall({ id }),
    site: 'shop',
    match,
    rev: 4,
    person: `PERSON#shop#${random(43)}`,
    matchInputs: random(32),
  };
  expect(bytesOf(callItem(call))).toBeLessThan(1024);
});

test('so is one of a caller who called before, while the conversion that it came to follows it', () => {
  const visit = {
    id: random(16),
    visitor: random(17),
    shownAt: 1_795_968_653_453,
    touchAt: 1_795_968_653_449,
    source: 'google',
    medium: 'cpc',
    campaign: 'roof-repair-emergency-berlin-2026',
    keyword: 'emergency roof repair near me',
    clickIds: { gclid: `Cj0KCQ${random(85)}` },
    ids: { ga: '1234567890.1234567890', fbp: 'fb.1.1790000000000.1234567890' },
    landingPage: 'https://shop.example/roofing/repair',
    referrer: 'https://www.google.com/',
    device: 'desktop' as const,
    consent: { ads: true, analytics: true },
  };
  const match = {
    ...annasMatch(),
    reason: `+12025550102 was shown to visit ${visit.id} (google / cpc, campaign ${visit.campaign}) 1 min 30 s before the call, and to nobody else in between. 4 other visitors had been shown it too, the last of them 41 min 8 s before the call.`,
    visit,
    candidates: [1, 2, 3, 4].map((one) => ({ visit: random(16 + one), visitor: random(20 + one), confidence: 0.03 })),
    firstTimeCaller: false,
    previousCallAt: 1_796_100_901_000,
  };
  const call = finalCall({ id: '592493b8-7b1b-42e5-98c4-5be251e73ad9' });
  const rule = someRule({ destinations: ['hook-1', 'hook-2', 'hook-3'] });
  const { conversions } = decide({ call, match, ledger: [], rules: [rule], conversions: [], currency: 'EUR' });
  const item = callItem({
    ...call,
    site: 'shop',
    match,
    rev: 4,
    person: `PERSON#shop#${random(43)}`,
    matchInputs: random(32),
    sums: callSums(conversions, foldLedger([], 'EUR'), { siteTags: [], phrases: [] }),
    follows: { rev: 4, items: conversions.map(conversionItem) },
  });
  expect(conversions).toHaveLength(1);
  expect(bytesOf(item)).toBeLessThan(1024);
});

const random = (length: number) => createHash('sha512').update(`${length}`).digest('base64url').slice(0, length);

/** What the item counts as, but for a few bytes. */
function bytesOf(item: Record<string, unknown>): number {
  return Object.entries(marshall(item, { removeUndefinedValues: true })).reduce(
    (sum, [name, { S = '', N = '', B = [] }]) => sum + name.length + S.length + N.length + B.length,
    0,
  );
}
