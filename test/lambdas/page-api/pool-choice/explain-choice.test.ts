import fc from 'fast-check';
import type { PoolCondition } from '../../../../lambdas/conditions/fields/matching.ts';
import { numberAsk } from '../../../../lambdas/page-api/page-requests.ts';
import { choosePool } from '../../../../lambdas/page-api/pool-choice/choose-pool.ts';
import { type Decision, decide } from '../../../../lambdas/page-api/pool-choice/decide-page-view.ts';
import { explainChoice } from '../../../../lambdas/page-api/pool-choice/explain-choice.ts';
import type { PagePool, Pool, SourcePool } from '../../../../lambdas/settings/pools/pool.ts';
import { siteSettings } from '../../../../lambdas/settings/sites/site-settings.ts';
import { fictionalNumber, poolOf } from '../../leases/pool-of-slots.ts';

const site = {
  ...siteSettings.parse({ name: 'Shop', siteKey: 'pk_shop', origins: ['https://shop.example'] }),
  id: 'shop',
};

const someFields: fc.Arbitrary<PoolCondition> = fc.record(
  {
    clickId: fc.constantFrom('gclid', 'fbclid'),
    source: fc.constantFrom('google', 'news'),
    medium: fc.constantFrom('cpc', 'organic', 'none'),
    campaign: fc.constantFrom('spring', 'Fall'),
    landingPage: fc.constantFrom('/roofing/*', 'shop.example', '/'),
    referrer: fc.constantFrom('google.com', 'partner.example'),
    country: fc.constantFrom('US', 'DE'),
    region: fc.constantFrom('US-CA', 'DE-BY'),
    city: fc.constantFrom('Munich', 'Berlin'),
    device: fc.constantFrom('mobile' as const, 'desktop' as const),
    channel: fc.constantFrom('paid', 'organic', 'direct', 'gone'),
  },
  { requiredKeys: [] },
);
const someCondition = someFields.filter((fields) => Object.keys(fields).length > 0);
const someWhen = fc.oneof(
  { weight: 5, arbitrary: fc.array(someCondition, { maxLength: 3 }) },
  fc.array(
    someFields.map((fields) => ({ ...fields, robot: true as const })),
    { minLength: 1, maxLength: 2 },
  ),
);

const number = fictionalNumber(291);
const somePool = fc
  .record({
    order: fc.integer({ min: 0, max: 3 }),
    source: fc.constantFrom('google', 'mixed'),
    target: fc.constantFrom('main', 'main', 'header'),
    kind: fc.constantFrom('session', 'source', 'page', 'print'),
    when: someWhen,
  })
  .map(({ kind, when, ...more }) => {
    const common = { ...more, id: '', site: 'shop' };
    if (kind === 'session') return poolOf('', { ...more, when });
    if (kind === 'page') return { ...common, kind, when } satisfies PagePool;
    const fixed = {
      ...common,
      kind: 'source' as const,
      numbers: [number],
      shown: [{ e164: number, display: 'x', href: 'x' }],
    };
    return (kind === 'print' ? fixed : { ...fixed, when }) satisfies SourcePool;
  });
const somePools: fc.Arbitrary<Pool[]> = fc
  .array(somePool, { maxLength: 6 })
  .map((pools) => pools.map((pool, index) => ({ ...pool, id: `pool-${index}` })));

const someView = fc.record({
  pageUrl: fc.constantFrom(
    'https://shop.example/',
    'https://shop.example/roofing/flat?gclid=a',
    'https://shop.example/?utm_source=news&utm_medium=cpc&utm_campaign=fall',
    'https://shop.example/roofing/?fbclid=b',
  ),
  referrer: fc.constantFrom(undefined, 'https://www.google.com/', 'https://news.partner.example/list'),
  target: fc.constantFrom('main', 'header', 'footer'),
  viewer: fc.constantFrom({}, { country: 'US', region: 'US-CA' }, { country: 'DE', region: 'DE-BY', city: 'Munich' }),
  userAgent: fc.constantFrom(undefined, 'Mozilla/5.0 (iPhone) Mobile/15E148', 'Mozilla/5.0 (Windows NT 10.0)'),
  isRobot: fc.boolean(),
});

/** What the explanation of this decision must say. */
function given({ offer, visit }: Decision) {
  switch (offer.kind) {
    case 'session': {
      const [chosen, ...fallback] = offer.pools.map(({ id }) => id);
      return visit === undefined ? { shows: 'default', chosen, fallback: [] } : { shows: 'own', chosen, fallback };
    }
    case 'static':
      return { shows: 'static', chosen: offer.pool.id, fallback: [] };
    case 'none':
      return { shows: 'page', fallback: [] };
  }
}

test('what is explained is what is chosen, and what the page is given', () => {
  fc.assert(
    fc.property(somePools, someView, (pools, view) => {
      const explanation = explainChoice(site, pools, view)!;
      expect(explanation.chosen).toBe(choosePool(pools, view.target, explanation.facts)?.id ?? null);
      const ask = numberAsk.parse({ siteKey: 'pk_shop', ...view });
      const question = { ...view, ask, known: {}, now: 1, newVisitor: 'v', newVisit: 'w' };
      expect(explanation).toMatchObject(given(decide({ site, pools }, question)));
    }),
    { numRuns: 1000 },
  );
});

test('every pool is told of once, with a reason for each of its conditions that fails', () => {
  fc.assert(
    fc.property(somePools, someView, (pools, view) => {
      const { pools: told, chosen } = explainChoice(site, pools, view)!;
      expect(told.map(({ pool }) => pool).toSorted()).toEqual(pools.map(({ id }) => id).toSorted());
      const at = told.findIndex(({ verdict }) => verdict === 'chosen');
      expect(told[at]?.pool ?? null).toBe(chosen);
      for (const { verdict } of told.slice(0, Math.max(at, 0))) expect(verdict).toBe('does-not-fit');
      for (const { pool, verdict, reasons } of told) {
        expect(reasons.length).toBeGreaterThan(0);
        expect(reasons.every((reason) => reason !== '')).toBe(true);
        const conditions = pools.find(({ id }) => id === pool)!.when?.length;
        expect(reasons.length).toBe(verdict === 'does-not-fit' ? conditions : reasons.length);
      }
    }),
    { numRuns: 500 },
  );
});

test('people from elsewhere, and all before consent, see the default number', () => {
  const pools = [poolOf('web')];
  const view = { pageUrl: 'https://shop.example/', target: 'main', viewer: { country: 'FR' } };
  expect(explainChoice({ ...site, countries: ['DE'] }, pools, view)).toMatchObject({
    caller: 'elsewhere',
    shows: 'default',
    because: 'the site serves other countries only',
  });
  expect(explainChoice({ ...site, consentDefault: 'denied' }, pools, view)).toMatchObject({ shows: 'default' });
});

test('a page of another origin gets no number, whatever pool would take the visit', () => {
  const view = { pageUrl: 'https://other.example/roofing/?gclid=a', target: 'main', viewer: {} };
  const explanation = explainChoice(site, [poolOf('web')], view);
  expect(explanation).toMatchObject({
    chosen: 'web',
    shows: 'page',
    because: 'https://other.example is none of the origins of the site',
    fallback: [],
  });
  expect(explanation).not.toHaveProperty('number');
});

test('no page, no explanation', () => {
  expect(explainChoice(site, [], { pageUrl: 'shop', target: 'main', viewer: {} })).toBeUndefined();
});
