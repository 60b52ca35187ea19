import { consentOf, isNarrower } from '../../../lambdas/attribution/consent.ts';

test('a visitor’s own word counts before what the site takes for granted', () => {
  expect(consentOf({ ads: true, analytics: false }, 'granted', true)).toEqual({ ads: true, analytics: false });
  expect(consentOf(undefined, 'granted')).toEqual({ ads: true, analytics: true });
  expect(consentOf(undefined, 'granted', true)).toEqual({ ads: false, analytics: true });
  expect(consentOf(undefined, 'denied')).toEqual({ ads: false, analytics: false });
});

test('less is allowed where anything is taken back, whatever is allowed instead', () => {
  const [no, yes] = [false, true];
  const every = [no, yes].flatMap((ads) => [no, yes].map((analytics) => ({ ads, analytics })));
  const narrower = every.flatMap((before) =>
    every.filter((after) => isNarrower(before, after)).map((after) => [before, after]),
  );
  const nothing = { ads: no, analytics: no };
  const [onlyAds, onlyAnalytics, all] = [
    { ads: yes, analytics: no },
    { ads: no, analytics: yes },
    { ads: yes, analytics: yes },
  ];
  expect(narrower).toEqual([
    [onlyAnalytics, nothing],
    [onlyAnalytics, onlyAds],
    [onlyAds, nothing],
    [onlyAds, onlyAnalytics],
    [all, nothing],
    [all, onlyAnalytics],
    [all, onlyAds],
  ]);
});
