import {
  isRedirect,
  isSuccess,
  quoted,
  retryAfter,
} from '../../../../lambdas/deliveries/destinations/http-response.ts';

const answer = (headers: Record<string, string>, status = 429) => ({ status, headers, body: '' });

test.each<[string, Record<string, string>, number | undefined]>([
  ['nothing', {}, undefined],
  ['seconds', { 'retry-after': ' 120 ' }, 120],
  [
    'a date, by the clock of the one who answers',
    { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT', date: 'Wed, 21 Oct 2026 07:27:00 GMT' },
    60,
  ],
  [
    'a date that has passed',
    { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT', date: 'Wed, 21 Oct 2026 08:00:00 GMT' },
    0,
  ],
  ['a date without its own clock', { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' }, undefined],
  ['something else', { 'retry-after': 'soon', date: 'Wed, 21 Oct 2026 08:00:00 GMT' }, undefined],
  ['more seconds than anybody means', { 'retry-after': '99999999999' }, undefined],
])('an answer may ask to wait by %s', (_what, headers, seconds) => {
  expect(retryAfter(answer(headers))).toBe(seconds);
});

test('success and redirects are told by their class', () => {
  expect([199, 200, 204, 299, 300].map((status) => isSuccess(answer({}, status)))).toEqual([
    false,
    true,
    true,
    true,
    false,
  ]);
  expect([299, 300, 308, 399, 400].map((status) => isRedirect(answer({}, status)))).toEqual([
    false,
    true,
    true,
    true,
    false,
  ]);
});

test.each([
  ['Invalid parameter', 'Invalid parameter'],
  ['who is jane.doe@example.com?', 'who is …'],
  ['call +1 (202) 555-0123 now', 'call … now'],
  ['token EAAB0aBcDeFgHiJkLmNoPqRsTuVwXyZ is over', 'token … is over'],
  ['error 40002 of 2026', 'error 40002 of 2026'],
  ['x '.repeat(400), `${'x '.repeat(149)}x`],
])('of what a receiver says, "%s" is repeated without what names anybody', (text, said) => {
  expect(quoted(text)).toBe(said);
});
