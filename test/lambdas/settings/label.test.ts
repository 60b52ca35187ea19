import { label } from '../../../lambdas/settings/label.ts';

test.each(['google', 'cpc ', 'Frühjahr – 20 %', '漢字', 'נועה', '👩‍👩‍👧'])('%s can be read', (text) => {
  expect(label(20).safeParse(text).success).toBe(true);
});

test.each([
  ['nothing', ''],
  ['blanks', '  '],
  ['a blank of another kind', '\u00a0'],
  ['two lines', 'spring\nsale'],
  ['an invisible end', 'spring\u0000'],
  ['a turn of direction', 'spring \u202esale'],
  ['a space without width', 'spr\u200bing'],
  ['a break of lines', 'spring\u2028sale'],
  ['too much', 'x'.repeat(21)],
])('%s is refused', (_, text) => {
  expect(label(20).safeParse(text).success).toBe(false);
});
