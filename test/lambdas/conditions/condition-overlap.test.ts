import fc from 'fast-check';
import { readLanding } from '../../../lambdas/attribution/landing.ts';
import { canMatch, shadows } from '../../../lambdas/conditions/condition-overlap.ts';
import { conditionMatches } from '../../../lambdas/conditions/evaluate-condition.ts';
import type { ChoiceFacts, PoolCondition } from '../../../lambdas/conditions/fields/matching.ts';

const someFields: fc.Arbitrary<PoolCondition> = fc.record(
  {
    clickId: fc.constantFrom('gclid', 'msclkid', 'fbclid'),
    source: fc.constantFrom('google', 'Google', 'bing', 'facebook', 'news'),
    medium: fc.constantFrom('cpc', 'organic', 'social', 'email'),
    landingPage: fc.constantFrom('/roofing/*', '/roof*', 'shop.example', '*.shop.example/*', '/*/flat', '/'),
    referrer: fc.constantFrom('google.com', 'partner.example', 'news.partner.example', 'partner.example/list/*'),
    country: fc.constantFrom('US', 'DE'),
    region: fc.constantFrom('US-CA', 'DE-BY'),
    device: fc.constantFrom('mobile' as const, 'desktop' as const),
    channel: fc.constantFrom('paid', 'paid-google', 'organic', 'email', 'social', 'social-facebook', 'direct'),
  },
  { requiredKeys: [] },
);
const someCondition = someFields
  .map((fields) => Object.fromEntries(Object.entries(fields).slice(0, 2)) as PoolCondition)
  .filter((fields) => Object.keys(fields).length > 0);

const somePlace = fc.constantFrom(
  {},
  { country: 'US' },
  { country: 'US', region: 'US-CA' },
  { country: 'DE', region: 'DE-BY' },
);

/** What a landing of that kind says: click ids, tags and places that go together in life. */
const someFacts: fc.Arbitrary<ChoiceFacts> = fc
  .record({
    page: fc.constantFrom(
      'shop.example/',
      'shop.example/roofing/flat',
      'www.shop.example/roof',
      'blog.shop.example/a/flat',
    ),
    query: fc.constantFrom(
      '',
      'gclid=1',
      'gclid=1&utm_medium=email',
      'msclkid=1',
      'msclkid=1&utm_source=news&utm_medium=cpc',
      'fbclid=1',
      'utm_source=news&utm_medium=email',
      'utm_source=facebook&utm_medium=cpc&fbclid=1',
    ),
    referrer: fc.constantFrom(
      undefined,
      'https://www.google.com/',
      'https://m.facebook.com/',
      'https://news.partner.example/list/1',
      'https://partner.example/',
    ),
    place: somePlace,
    device: fc.constantFrom('mobile' as const, 'desktop' as const),
  })
  .map(({ page, query, referrer, place, device }) => ({
    ...readLanding({ pageUrl: `https://${page}?${query}`, referrer, origins: ['https://shop.example'] })!,
    ...place,
    device,
  }));

test('what an earlier condition takes wholly, no visit finds left', () => {
  let taken = 0;
  fc.assert(
    fc.property(
      someCondition,
      someCondition,
      fc.array(someFacts, { minLength: 20, maxLength: 20 }),
      (one, other, visits) => {
        const left = visits.filter((facts) => conditionMatches(other, facts) && !conditionMatches(one, facts));
        if (shadows(one, other) !== 'all') return;
        taken++;
        expect(left).toEqual([]);
      },
    ),
    { numRuns: 5000 },
  );
  expect(taken).toBeGreaterThan(50);
});

test('a condition takes all of itself, and of whatever says more', () => {
  fc.assert(
    fc.property(someCondition, someFields, (condition, more) => {
      const narrower = { ...more, ...condition };
      fc.pre(canMatch(narrower));
      expect(shadows(condition, narrower)).toBe('all');
    }),
  );
});

test('what cannot hold does not', () => {
  fc.assert(
    fc.property(someFields, someFacts, (condition, facts) => {
      fc.pre(!canMatch(condition));
      expect(conditionMatches(condition, facts)).toBe(false);
    }),
  );
});
