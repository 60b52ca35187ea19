import { languages, spokenIn, spokenLanguages } from '../../../../lambdas/calls/spoken/languages.ts';

test.each([
  ['de-DE', 'de'],
  ['de', 'de'],
  ['DE-at', 'de'],
  ['pl-PL', 'pl'],
  ['ru', 'ru'],
  ['en-GB', 'en'],
  ['fr-FR', 'en'],
  ['', 'en'],
  ['deu', 'en'],
  ['constructor', 'en'],
])('%s is spoken to in %s', (tag, language) => {
  expect(spokenIn(tag)).toBe(language);
});

test('each language has all texts, its own tag, and is among those that are spoken', () => {
  expect([...spokenLanguages].sort()).toEqual(Object.keys(languages).sort());
  for (const language of spokenLanguages) {
    const { tag, recorded, askRecording, nobody, incoming, callFrom, recipient } = languages[language];
    expect(tag.startsWith(`${language}-`)).toBe(true);
    // The key that allows a recording is the same everywhere.
    expect(askRecording).toContain('1');
    for (const text of [recorded, askRecording, nobody]) expect(text.length).toBeGreaterThan(15);
    for (const word of [incoming, callFrom, recipient]) expect(word).not.toBe('');
  }
});
