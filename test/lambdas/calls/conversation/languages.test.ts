import { readFileSync } from 'node:fs';
import { analysedLanguages, languageSupport } from '../../../../lambdas/calls/conversation/languages.ts';

test.each([
  ['en-US', 'en-US', true, true, true],
  ['de-DE', 'de-DE', true, true, true],
  ['de-AT', 'de-DE', true, true, true],
  ['de-CH', 'de-CH', false, true, true],
  ['pl-PL', 'pl-PL', false, false, false],
  ['pl', 'pl-PL', false, false, false],
  ['ru-RU', 'ru-RU', false, false, false],
  ['nb-NO', 'no-NO', false, false, false],
  ['nn-NO', 'no-NO', false, false, false],
  ['fil-PH', 'tl-PH', false, false, false],
  ['zh-TW', 'zh-CN', false, true, true],
  ['hi-IN', 'hi-IN', false, true, false],
])('%s is analysed as %s: redaction %s, sentiment %s, summary %s', (tag, language, redaction, sentiment, summary) => {
  expect(languageSupport(tag)).toEqual({ language, redaction, sentiment, summary });
});

test.each(['la-VA', 'zh-HK', 'zh-Hant-HK', 'zh-MO', 'hy-AM', 'cy-GB'])('%s cannot be analysed', (tag) => {
  expect(languageSupport(tag)).toBeUndefined();
});

test('the table of the documentation is that of the code', () => {
  const paper = readFileSync('docs/conversations.md', 'utf8');
  const rows = [...paper.matchAll(/^\| `([a-z]{2}-[A-Z]{2})` \| (yes|no) \| (yes|no) \| (yes|no) \|$/gm)];
  const told = new Map(rows.map(([, code, ...cells]) => [code, cells]));
  const word = (has: boolean) => (has ? 'yes' : 'no');
  const known = [...analysedLanguages].map(([code, { redaction, sentiment, summary }]): [string, string[]] => [
    code,
    [redaction, sentiment, summary].map(word),
  ]);
  expect(told).toEqual(new Map(known));
});
