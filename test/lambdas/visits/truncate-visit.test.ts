import fc from 'fast-check';
import { clickIdParameters } from '../../../lambdas/attribution/click-id-parameters.ts';
import { deviceOf } from '../../../lambdas/attribution/device.ts';
import { readLanding } from '../../../lambdas/attribution/landing.ts';
import { landingTouch } from '../../../lambdas/attribution/touch.ts';
import { buildVisit, type VisitFacts } from '../../../lambdas/visits/build-visit.ts';
import { itemSize } from '../../../lambdas/visits/item-size.ts';
import { visitSize } from '../../../lambdas/visits/truncate-visit.ts';
import { visit as visitSchema } from '../../../lambdas/visits/visit.ts';

const now = 1_790_000_000_000;

function factsOf(pageUrl: string, more: Partial<VisitFacts> = {}): VisitFacts {
  const landing = readLanding({ pageUrl, origins: [], referrer: `https://blog.example/${'p'.repeat(400)}` })!;
  const consent = more.consent ?? { ads: true, analytics: true };
  return {
    visit: 'visit-16-letters',
    visitor: 'visit-16-letters',
    site: 's'.repeat(63),
    touch: landingTouch(landing, consent, now),
    landing,
    consent,
    device: 'desktop',
    ...more,
  };
}

const leased = {
  shown: 'leased',
  pool: 'p'.repeat(63),
  number: '+12025550100123',
  lease: 'lease-16-letters',
  shownAt: now,
  previousSeenAt: now,
} as const;

const ids = { ga: '123.456', gaSession: '789', fbp: 'fb.1.1.2', fbc: 'fb.1.1.abc', ymUid: '1', ttp: 't' };

test('an ordinary visit is kept whole', () => {
  const page = 'https://shop.example/shoes?gclid=Cj0KCQiA-abc&utm_campaign=spring&utm_term=shoes';
  const visit = buildVisit(factsOf(page, { ids, params: { plan: 'gold' } }), leased);
  expect(visit).toMatchObject({
    ...leased,
    source: 'google',
    medium: 'cpc',
    campaign: 'spring',
    term: 'shoes',
    clickIds: { gclid: 'Cj0KCQiA-abc' },
    landingPage: 'https://shop.example/shoes',
    ids,
    params: { plan: 'gold' },
    touchAt: now,
    device: 'desktop',
  });
  expect(visitSchema.parse(visit)).toEqual(visit);
});

test('tells of this landing, also where the source is that of an earlier one', () => {
  const facts = factsOf('https://shop.example/about');
  const { referrer: _, ...landing } = facts.landing;
  const touch = { ...facts.touch, landingPage: 'https://shop.example/first', referrer: 'https://blog.example/first' };
  const visit = buildVisit({ ...facts, landing, touch }, leased);
  expect(visit.landingPage).toBe('https://shop.example/about');
  expect(visit).not.toHaveProperty('referrer');
});

test('of several click ids the longest goes first', () => {
  const page = `https://shop.example/?gclid=${'g'.repeat(200)}&msclkid=${'m'.repeat(260)}&fbclid=${'f'.repeat(240)}`;
  const visit = buildVisit(factsOf(page), leased);
  expect(Object.keys(visit.clickIds ?? {})).toEqual(['gclid', 'fbclid']);
});

test('a size is never less than what DynamoDB counts', () => {
  // 2 + 2 for texts, 3 for the map and 1 for each of its entries.
  expect(itemSize({ a: 'b', m: { c: 'd', e: 'f' } })).toBe(2 + 1 + 3 + 2 + 4);
});

test('click ids outlive everything else that has to go', () => {
  const gclid = 'g'.repeat(300);
  const page = `https://shop.example/${'s'.repeat(400)}?gclid=${gclid}&utm_term=${'t'.repeat(200)}&utm_content=${'c'.repeat(200)}`;
  const params = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`name${index}`, 'v'.repeat(100)]));
  const visit = buildVisit(factsOf(page, { ids, params }), leased);
  expect(visit.clickIds).toEqual({ gclid });
  expect(visit.params).toBeUndefined();
  expect(visitSize(visit)).toBeLessThanOrEqual(1024);
});

test('ids for ads are left out without consent for ads', () => {
  const visit = buildVisit(factsOf('https://shop.example/', { ids, consent: { ads: false, analytics: true } }), leased);
  expect(visit.ids).toEqual({ ga: '123.456', gaSession: '789', ymUid: '1' });
});

test('empty ids are none', () => {
  const visit = buildVisit(factsOf('https://shop.example/', { ids: { ga: '' } }), leased);
  expect(visit).not.toHaveProperty('ids');
});

const text = fc.string({ unit: 'grapheme', maxLength: 200 });
const foreignId = fc.option(fc.string({ maxLength: 600 }), { nil: undefined });

test('every visit fits into 1 KB and keeps what names it', () => {
  const address = fc
    .record({
      tags: fc.dictionary(fc.constantFrom('utm_source', 'utm_medium', 'utm_campaign', 'utm_term', 'utm_content'), text),
      clicks: fc.dictionary(
        fc.constantFrom(...clickIdParameters.map(({ name }) => name)),
        fc.stringMatching(/^[\w-]{1,500}$/),
      ),
      path: text,
    })
    .map(({ tags, clicks, path }) => {
      const url = new URL('https://shop.example/');
      url.pathname = path;
      for (const [name, value] of Object.entries({ ...clicks, ...tags })) url.searchParams.set(name, value);
      return url.href;
    });
  const params = fc.dictionary(
    fc.string({ minLength: 1, maxLength: 40 }),
    fc.string({ unit: 'grapheme', maxLength: 100 }),
    {
      maxKeys: 20,
    },
  );
  const foreign = fc.record({
    ga: foreignId,
    gaSession: foreignId,
    fbp: foreignId,
    fbc: foreignId,
    ymUid: foreignId,
    ttp: foreignId,
  });
  fc.assert(
    fc.property(address, params, foreign, (pageUrl, someParams, someIds) => {
      const visit = buildVisit(factsOf(pageUrl, { params: someParams, ids: someIds }), leased);
      expect(visitSize(visit)).toBeLessThanOrEqual(1024 - 32);
      expect(visit).toMatchObject({ ...leased, visitor: 'visit-16-letters' });
      expect(visit.source).not.toBe('');
      expect(visitSchema.safeParse(visit).success).toBe(true);
    }),
    { numRuns: 200 },
  );
});

test.each([
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0', 'desktop'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Mobile/15E148', 'mobile'],
  ['Mozilla/5.0 (Linux; Android 16; Pixel 10) Mobile Safari', 'mobile'],
  ['Mozilla/5.0 (Linux; Android 16; SM-X900) Safari', 'tablet'],
  ['Mozilla/5.0 (iPad; CPU OS 15_0)', 'tablet'],
  ['', undefined],
  [undefined, undefined],
])('takes %p for %p', (userAgent, expected) => {
  expect(deviceOf(userAgent)).toBe(expected);
});
