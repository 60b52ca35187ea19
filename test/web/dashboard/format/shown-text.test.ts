import { withoutInvisible } from '../../../../lambdas/platform/http/invisible-text.ts';
import { shownAnswer, shownText } from '../../../../web/dashboard/format/shown-text.ts';

test('the dashboard leaves out what mails and files leave out', () => {
  const characters = Array.from({ length: 0x11_0000 }, (_, code) => String.fromCodePoint(code));
  expect(characters.filter((one) => shownText(one) !== withoutInvisible(one))).toEqual([]);
});

test.each([
  ['a\u202eb\u2066c\u2069', 'abc'],
  ['a\u0000\u200b\u00adb', 'ab'],
  ['two\u2028lines', 'two lines'],
  ['tab\tand\nline', 'tab\tand\nline'],
  ['👨‍👩‍👧 می‌خواهم ünïcode', '👨‍👩‍👧 می‌خواهم ünïcode'],
])('%j is shown as %j', (sent, shown) => {
  expect(shownText(sent)).toBe(shown);
});

test('in an answer all texts but names of things', () => {
  const turned = 'a\u202eb';
  expect(shownAnswer({ id: turned, tags: [turned], match: { campaign: turned, visit: null }, cursor: turned })).toEqual(
    {
      id: turned,
      tags: ['ab'],
      match: { campaign: 'ab', visit: null },
      cursor: turned,
    },
  );
});
