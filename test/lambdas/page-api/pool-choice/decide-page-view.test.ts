import { numberAsk } from '../../../../lambdas/page-api/page-requests.ts';
import { type Decision, decide, type Question } from '../../../../lambdas/page-api/pool-choice/decide-page-view.ts';
import type { Pool, SiteWithPools } from '../../../../lambdas/settings/pools/pool.ts';
import { siteSettings } from '../../../../lambdas/settings/sites/site-settings.ts';
import { poolOf } from '../../leases/pool-of-slots.ts';

const now = 1_800_000_000_000;
const minute = 60_000;
const phone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Mobile/15E148';

const last = poolOf('last');
const roofing = poolOf('roofing', { order: 10, source: 'roofing', when: [{ landingPage: '/roofing/*' }] });
const partner = poolOf('partner', { order: 11, source: 'partner', when: [{ referrer: 'partner.example' }] });
const crawlers = poolOf('crawlers', { order: 90, source: 'robots', when: [{ robot: true }] });

function siteWith(...pools: Pool[]): SiteWithPools {
  const settings = siteSettings.parse({ name: 'Shop', siteKey: 'pk_shop', origins: ['https://shop.example'] });
  return { site: { ...settings, id: 'shop' }, pools };
}

function question(page: string, more: Partial<Question> & { readonly referrer?: string } = {}): Question {
  const { referrer, ...rest } = more;
  const ask = numberAsk.parse({ siteKey: 'pk_shop', pageUrl: `https://shop.example${page}`, referrer });
  return { ask, known: {}, now, newVisitor: 'new-visitor', newVisit: 'new-visit', ...rest };
}

/** The ids of the pools that are offered, in their order. */
function offered({ offer }: Decision): string[] {
  return offer.kind === 'session' ? offer.pools.map(({ id }) => id) : [offer.kind];
}

/** The page after this one, a minute later, by whoever this answer was for. */
function after({ touch, visit }: Decision, minutes = 1): Partial<Question> {
  return {
    now: now + minutes * minute,
    known: {
      visitor: {
        kind: 'visitor',
        id: visit!.visitor,
        site: 'shop',
        touch,
        visit: { id: visit!.visit, seenAt: now, shown: 'default' },
      },
    },
  };
}

test('the place and the device of the viewer choose the pool', () => {
  const texas = poolOf('texas', { order: 1, when: [{ region: 'US-TX' }] });
  const phones = poolOf('phones', { order: 2, when: [{ device: 'mobile' }] });
  const settings = siteWith(texas, phones, last);
  expect(offered(decide(settings, question('/', { viewer: { country: 'US', region: 'US-TX' } })))[0]).toBe('texas');
  expect(offered(decide(settings, question('/', { userAgent: phone })))[0]).toBe('phones');
  expect(offered(decide(settings, question('/')))).toEqual(['last']);
});

describe('the page on which a visit began', () => {
  const settings = siteWith(roofing, partner, last);

  test('chooses the pool of the whole visit, and of direct returns', () => {
    const landed = decide(settings, question('/roofing/flat?utm_source=news'));
    expect(offered(landed)).toEqual(['roofing']);
    expect(offered(decide(settings, question('/contact', after(landed))))).toEqual(['roofing']);
    expect(offered(decide(settings, question('/contact', after(landed, 24 * 60))))).toEqual(['roofing']);
  });

  test('is that of the new visit after a direct one', () => {
    const landed = decide(settings, question('/roofing/flat'));
    expect(offered(decide(settings, question('/contact', after(landed))))).toEqual(['roofing']);
    expect(offered(decide(settings, question('/contact', after(landed, 24 * 60))))).toEqual(['last']);
  });

  test('is left behind by a new source', () => {
    const landed = decide(settings, question('/roofing/flat'));
    const again = question('/contact', { ...after(landed), referrer: 'https://partner.example/list' });
    expect(offered(decide(settings, again))).toEqual(['partner']);
  });

  test('is kept in the token only where a pool asks for it', () => {
    const view = question('/roofing/flat', { referrer: 'https://partner.example/' });
    expect(decide(settings, view).touch).toMatchObject({
      landingPage: 'https://shop.example/roofing/flat',
      referrer: 'https://partner.example/',
    });
    const { touch } = decide(siteWith(last), view);
    expect([touch.landingPage, touch.referrer]).toEqual([undefined, undefined]);
  });
});

describe('nothing is kept of', () => {
  const settings = siteWith(last, crawlers);

  test('robots, who have a pool of their own', () => {
    const decision = decide(settings, question('/', { isRobot: true }));
    expect(decision).toMatchObject({ visit: undefined, bypassed: 'robot' });
    expect(offered(decision)).toEqual(['crawlers']);
  });

  test('people in countries that the site does not serve, who see what others see', () => {
    const decision = decide(settings, question('/', { isElsewhere: true }));
    expect(decision).toMatchObject({ visit: undefined, bypassed: 'elsewhere' });
    expect(offered(decision)).toEqual(['last']);
  });
});

test('global privacy control means no ads, unless the visitor says otherwise', () => {
  const consentOf = (ask: object) => {
    const asked = question('/?gclid=abc');
    return decide(siteWith(last), { ...asked, ask: { ...asked.ask, ...ask } }).visit?.consent;
  };
  expect(consentOf({ gpc: true })).toEqual({ ads: false, analytics: true });
  expect(consentOf({ gpc: true, consent: { ads: true, analytics: true } })).toEqual({ ads: true, analytics: true });
  expect(consentOf({})).toEqual({ ads: true, analytics: true });
});

test('a number of a pool that has become one for robots is not kept', () => {
  const lease = { pool: 'crawlers', lease: 'l', visitor: 'v', visit: 'w', shownAt: now, leasedUntil: now + minute };
  const known = { lease: { kind: 'lease' as const, site: 'shop', shard: 0, number: '+12025550100', ...lease } };
  const decision = decide(siteWith(last, crawlers), question('/', { known, cameWith: 'crawlers' }));
  expect(decision.offer).not.toHaveProperty('keep');
  expect(offered(decision)).toEqual(['last']);
});

describe('a number that the visitor holds', () => {
  const lease = {
    kind: 'lease',
    site: 'shop',
    pool: 'texas',
    shard: 0,
    number: '+12025550100',
    lease: 'l',
    visitor: 'v',
    visit: 'i',
    shownAt: now,
    leasedUntil: now + 20 * minute,
  } as const;
  const texas = poolOf('texas', { order: 1, when: [{ region: 'US-TX' }] });
  const kept = (pools: Pool[], page: string) =>
    decide(siteWith(...pools), question(page, { known: { lease }, cameWith: 'texas', now: now + 40 * minute })).offer;

  test('is kept on a direct return, also where its pool would not be chosen any more', () => {
    expect(kept([texas, last], '/')).toMatchObject({ pools: [{ id: 'last' }], keep: { pool: { id: 'texas' } } });
    expect(kept([texas, last], '/?utm_source=news&utm_medium=email')).not.toHaveProperty('keep');
  });

  test('is not shown in another place of the page than its pool’s', () => {
    expect(kept([{ ...texas, target: 'footer' }, last], '/')).not.toHaveProperty('keep');
  });
});
