import type * as z from 'zod';
import { conditionAnswer } from '../../../lambdas/conditions/condition-settings.ts';
import { storedCondition } from '../../../lambdas/conditions/fields/matching.ts';
import { poolAnswer } from '../../../lambdas/settings/pools/pool-answer.ts';
import { poolSettings } from '../../../lambdas/settings/pools/pool-settings.ts';
import { pool } from '../../../lambdas/settings/pools/stored-pool.ts';
import { site } from '../../../lambdas/settings/sites/site.ts';
import { siteAnswer, siteSettings } from '../../../lambdas/settings/sites/site-settings.ts';

const fieldsOf = ({ shape }: { readonly shape: object }) => Object.keys(shape).sort();

test('a stored site and a stored condition name what their settings name', () => {
  // What follows from the language is told, and not stored.
  const told = fieldsOf(siteAnswer).filter((name) => name !== 'conversationAnalysis');
  expect(fieldsOf(site)).toEqual(told);
  expect(fieldsOf(storedCondition)).toEqual(fieldsOf(conditionAnswer));
});

test.each([0, 1, 2, 3])('a stored pool of kind %i names what its settings name', (kind) => {
  const stored = pool.def.options[kind];
  const told = poolAnswer.def.options[kind];
  if (stored === undefined || told === undefined) throw new Error('there is no such kind');
  const own = new Set(['shards', 'size', 'warnings']);
  expect(fieldsOf(stored).filter((name) => !own.has(name))).toEqual(fieldsOf(told).filter((name) => !own.has(name)));
});

const minimal = { name: 'Shop', siteKey: 'pk_shop', origins: ['https://shop.example'] };

test('an item that lacks what was added later is filled in as new settings are', () => {
  expect(site.parse({ ...minimal, id: 'shop', swap: {} })).toEqual({
    ...siteSettings.parse({ ...minimal, swap: {} }),
    id: 'shop',
  });
  const shown = { e164: '+12025550190', display: '202-555-0190', href: 'tel:+12025550190' };
  const stored = { id: 'shop-web', default: shown, shards: [1] };
  const session = { site: 'shop', kind: 'session', source: 'google', when: [], defaultNumber: '+12025550190' };
  expect(pool.parse({ ...session, ...stored })).toEqual({ ...poolSettings.parse(session), ...stored });
});

test('everything that settings may say is kept', () => {
  const settings: z.input<typeof siteSettings> = {
    ...minimal,
    country: 'US',
    countries: ['US'],
    swap: { numbers: ['+12025550199'], selectors: ['.phone'] },
    addresses: { block: ['203.0.113.0/24'], allow: ['2001:db8::7'] },
    route: { forwardTo: ['+12025550198'] },
  };
  const whole = { ...siteSettings.parse(settings), id: 'shop' };
  expect(site.parse(whole)).toEqual(whole);
  const condition = { landingPage: '/roofing/*', device: 'mobile', robot: true };
  expect(storedCondition.parse(condition)).toEqual(condition);
});
