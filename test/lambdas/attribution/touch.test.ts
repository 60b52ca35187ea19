import { consentOf } from '../../../lambdas/attribution/consent.ts';
import { readLanding } from '../../../lambdas/attribution/landing.ts';
import { currentTouch, isDirect, isSameTouch, landingTouch } from '../../../lambdas/attribution/touch.ts';
import type { Touch } from '../../../lambdas/platform/token-claims.ts';
import { continuesVisit } from '../../../lambdas/visits/new-visit.ts';

const day = 24 * 60 * 60 * 1000;
const minute = 60_000;
const now = 100 * day;
const all = { ads: true, analytics: true };

function touchOf(query: string, at = now, consent = all): Touch {
  return landingTouch(readLanding({ pageUrl: `https://shop.example/${query}`, origins: [] })!, consent, at);
}

test('a direct return keeps the touch before it for 30 days', () => {
  const paid = touchOf('?gclid=abc&utm_campaign=spring', now - 29 * day);
  expect(currentTouch(touchOf(''), paid, now)).toBe(paid);
  const old = touchOf('?gclid=abc', now - 31 * day);
  expect(isDirect(currentTouch(touchOf(''), old, now))).toBe(true);
});

test('a new source replaces the touch before it, direct or not', () => {
  const landed = touchOf('?utm_source=news&utm_medium=email');
  expect(currentTouch(landed, touchOf('?gclid=abc', now - day), now)).toBe(landed);
  expect(currentTouch(landed, touchOf('', now - day), now)).toBe(landed);
  expect(currentTouch(landed, undefined, now)).toBe(landed);
});

test('without consent for ads no click id is kept, but the source is', () => {
  const touch = touchOf('?gclid=abc', now, { ads: false, analytics: true });
  expect(touch).toEqual({ source: 'google', medium: 'cpc', at: now });
});

test('the same link again is the same touch, another click is not', () => {
  expect(isSameTouch(touchOf('?gclid=abc', 1), touchOf('?gclid=abc', 2))).toBe(true);
  expect(isSameTouch(touchOf('?gclid=abc'), touchOf('?gclid=abd'))).toBe(false);
  expect(isSameTouch(touchOf('?gclid=a&fbclid=b'), touchOf('?fbclid=b&gclid=a'))).toBe(true);
});

describe('a visit goes on', () => {
  const paid = touchOf('?gclid=abc');
  test.each([
    ['inner page', touchOf(''), 29 * minute, true],
    ['half an hour later', touchOf(''), 30 * minute, false],
    ['reload of the landing page', paid, minute, true],
    ['another click', touchOf('?gclid=xyz'), minute, false],
    ['another source', touchOf('?utm_source=news&utm_medium=email'), minute, false],
  ])('%s', (_, landed, later, expected) => {
    expect(continuesVisit(landed, { seenAt: now, touch: paid }, now + later)).toBe(expected);
  });

  test('not without a visit before it', () => {
    expect(continuesVisit(touchOf(''), undefined, now)).toBe(false);
  });
});

test("the visitor's word counts before what the site takes for granted", () => {
  expect(consentOf(undefined, 'granted')).toEqual({ ads: true, analytics: true });
  expect(consentOf(undefined, 'denied')).toEqual({ ads: false, analytics: false });
  expect(consentOf({ ads: false, analytics: true }, 'denied')).toEqual({ ads: false, analytics: true });
});
