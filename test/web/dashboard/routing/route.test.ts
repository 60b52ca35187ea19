import { callHref, parseRoute } from '../../../../web/dashboard/routing/route.ts';

test.each([
  ['', 'pools'],
  ['#/', 'pools'],
  ['#/pools', 'pools'],
  ['#/pools/', 'pools'],
  ['#/nowhere', 'not-found'],
  ['#/constructor', 'not-found'],
  ['#/pools/one', 'not-found'],
  ['#/calls/one/two', 'not-found'],
  ['#/calls', 'calls'],
  ['#/calls/', 'calls'],
  ['#/calls/%E0%A4%A', 'not-found'],
  ['#/journal?from=2026-05-03', 'journal'],
])('%s shows %s', (hash, page) => {
  expect(parseRoute(hash).page).toBe(page);
});

test('a call is found again whatever its id is', () => {
  const id = 'twilio-CA/1 ?ü';
  expect(parseRoute(callHref(id))).toMatchObject({ page: 'call', id });
});

test('what a page was asked for', () => {
  expect(parseRoute('#/journal?q=a%20b&source=google').query.get('q')).toBe('a b');
});
