import { spokenLanguages } from '../../../../../lambdas/calls/spoken/languages.ts';
import { pageLanguages, pageLocale } from '../../../../../lambdas/recipients/call-link/page/page-locale.ts';

test('the page speaks all languages in which callers are spoken to', () => {
  expect(pageLanguages).toEqual(expect.arrayContaining([...spokenLanguages]));
});

test.each([
  ['de-AT', 'de', 'de-AT'],
  ['DE', 'de', 'DE'],
  ['en-GB', 'en', 'en-GB'],
  ['fr-CA', 'fr', 'fr-CA'],
  ['fi-FI', 'en', 'en'],
  [undefined, 'en', 'en'],
])('%s is written in %s, its times as in %s', (asked, language, tag) => {
  expect(pageLocale(asked)).toMatchObject({ language, tag });
});

test('all words of all languages are there, and differ', () => {
  const texts = pageLanguages.map((language) =>
    Object.values(pageLocale(language).words).map((word) => (typeof word === 'string' ? word : word('X'))),
  );
  const [english = [], ...others] = texts;
  for (const one of others) {
    expect(one.every((text) => text.length > 1)).toBe(true);
    expect(one.filter((text, index) => text === english[index])).toEqual([]);
  }
});
