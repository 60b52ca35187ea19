import { languages } from './page-languages.ts';
import type { PageWords } from './page-words.ts';

type PageLanguage = keyof typeof languages;

/** The languages, English first. */
export const pageLanguages: readonly PageLanguage[] = ['en', 'de', 'pl', 'ru', 'fr', 'es', 'it', 'nl'];

/** A language of the page, its words, and the tag by which days and hours are written. */
export interface PageLocale {
  readonly language: PageLanguage;
  readonly tag: string;
  readonly words: PageWords;
}

/** How a page is written where a BCP 47 tag asks for it, the same whatever the country; in English where that is not spoken, or nothing is said. */
export function pageLocale(wanted: string | undefined): PageLocale {
  const tag = wanted ?? 'en';
  const [asked] = tag.toLowerCase().split('-');
  const language = pageLanguages.find((one) => one === asked);
  if (language === undefined) return { language: 'en', tag: 'en', words: languages.en };
  return { language, tag, words: languages[language] };
}
