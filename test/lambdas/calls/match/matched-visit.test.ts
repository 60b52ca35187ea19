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
