import { matchedVisitOf } from '../../../../lambdas/calls/match/matched-visit.ts';
import type { Visit } from '../../../../lambdas/visits/visit.ts';

const visit: Visit = {
  visit: 'v1',
  visitor: 'anna',
  site: 'shop',
  pool: 'web',
  shown: 'leased',
  source: 'google',
  medium: 'cpc',
  term: 'red shoes',
  shownAt: 2,
  touchAt: 1,
  consent: { ads: true, analytics: true },
};

test('a match keeps what explains a visit, the search term as its keyword', () => {
  expect(matchedVisitOf(visit)).toMatchObject({
    id: 'v1',
    visitor: 'anna',
    keyword: 'red shoes',
    shownAt: 2,
    touchAt: 1,
  });
  expect(matchedVisitOf(visit).ids).toBeUndefined();
});

test('of other tools’ ids it keeps those that are there', () => {
  expect(matchedVisitOf({ ...visit, ids: { ga: '1.2', fbp: undefined } }).ids).toEqual({ ga: '1.2' });
});

describe('a visit by a mail’s link to the site', () => {
  const recipient = { id: '4711', token: 'mail.x', until: 5, campaign: 'spring', creative: 'blue' };
  const sent = { campaign: 'spring', content: 'blue' };
  const direct = { source: 'direct', medium: 'none' };
  const tagged = { source: 'letter', medium: 'email', campaign: 'own', content: 'own' };

  test.each([
    ['without tags came by e-mail', { ...visit, ...direct, recipient }, { source: 'email', medium: 'email', ...sent }],
    ['with tags is what these say', { ...visit, ...tagged, recipient }, tagged],
    [
      'without room for its campaign',
      { ...visit, source: 'letter', medium: 'email', recipient },
      { source: 'letter', ...sent },
    ],
    ['of an ad is what the ad says', { ...visit, recipient }, { source: 'google', medium: 'cpc', campaign: undefined }],
    ['of a visitor whom no mail brought', { ...visit, ...direct }, direct],
  ])('%s', (_, seen, expected) => {
    expect(matchedVisitOf(seen)).toMatchObject(expected);
  });
});
