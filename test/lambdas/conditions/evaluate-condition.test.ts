import fc from 'fast-check';
import { channels } from '../../../lambdas/conditions/channels.ts';
import { conditionMatches, mismatches } from '../../../lambdas/conditions/evaluate-condition.ts';
import type { ChoiceFacts, PoolCondition } from '../../../lambdas/conditions/fields/matching.ts';

const view: ChoiceFacts = {
  source: 'google',
  medium: 'cpc',
  campaign: 'Spring',
  clickIds: { gclid: 'a' },
  landingPage: 'https://shop.example/roofing/flat',
  referrer: 'https://www.google.com/',
  country: 'US',
  region: 'US-CA',
  city: 'San José',
  device: 'mobile',
};

test.each<[PoolCondition, ChoiceFacts, string[]]>([
  [{ source: 'Google', medium: 'CPC', campaign: 'spring', clickId: 'GCLID' }, view, []],
  [{ landingPage: '/roofing/*', referrer: 'google.com' }, view, []],
  [{ country: 'US', region: 'US-CA', city: 'san josé', device: 'mobile' }, view, []],
  [{ channel: 'paid' }, view, []],
  [{ channel: 'paid', country: 'DE' }, view, ['country']],
  [{ channel: 'organic' }, view, ['channel']],
  [{ channel: 'no-such-channel' }, view, ['channel']],
  [{ source: 'bing', medium: 'cpc', device: 'desktop' }, view, ['source', 'device']],
  [{ campaign: 'spring' }, { source: 'google', medium: 'cpc' }, ['campaign']],
  [{ landingPage: '/*' }, { source: 'x', medium: 'y' }, ['landingPage']],
  [{ referrer: 'google.com' }, { source: 'x', medium: 'y' }, ['referrer']],
  [{ country: 'US' }, { source: 'x', medium: 'y' }, ['country']],
  [{ city: 'Berlin' }, { source: 'x', medium: 'y' }, ['city']],
  [{ device: 'tablet' }, { source: 'x', medium: 'y' }, ['device']],
  [{ robot: true }, view, ['robot']],
  [{ robot: true }, { ...view, isRobot: true }, []],
  [{ source: 'google' }, { ...view, isRobot: true }, []],
])('%j of a view: %#', (condition, facts, expected) => {
  expect(mismatches(condition, facts)).toEqual(expected);
  expect(conditionMatches(condition, facts)).toBe(expected.length === 0);
});

test.each([
  ['direct', { source: 'direct', medium: 'none' }],
  ['organic', { source: 'duckduckgo', medium: 'organic' }],
  ['paid', { source: 'bing', medium: 'ppc' }],
  ['paid', { source: 'x', medium: 'y', clickIds: { msclkid: '1' } }],
  ['business-profile', { source: 'google', medium: 'organic', campaign: 'GMB' }],
  ['email', { source: 'newsletter', medium: 'not set' }],
  ['referral', { source: 'partner.example', medium: 'referral' }],
  ['social', { source: 'mastodon', medium: 'social' }],
  ['social-facebook', { source: 'fb', medium: 'social' }],
  ['social-twitter', { source: 'x.com', medium: 'social-media' }],
])('the channel %s brings %j', (channel, facts) => {
  expect(conditionMatches({ channel }, facts)).toBe(true);
});

test('a click id that posts carry, too, is no advertisement', () => {
  expect(
    conditionMatches({ channel: 'paid' }, { source: 'facebook', medium: 'social', clickIds: { fbclid: '1' } }),
  ).toBe(false);
});

test('adding a field never makes a condition hold that did not', () => {
  const field = fc.constantFrom<PoolCondition>(
    { source: 'google' },
    { medium: 'organic' },
    { country: 'US' },
    { device: 'tablet' },
    { landingPage: '/roofing/*' },
    ...channels().map(({ id }) => ({ channel: id })),
  );
  fc.assert(
    fc.property(field, field, (first, second) => {
      const both = { ...first, ...second };
      fc.pre(Object.keys(both).length === 2);
      expect(conditionMatches(both, view)).toBe(conditionMatches(first, view) && conditionMatches(second, view));
    }),
  );
});
