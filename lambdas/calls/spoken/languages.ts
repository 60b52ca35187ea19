/**
 * What callers hear, by language, and who says it: the one place for it. A language that is not here is spoken to in English. A new one is a
 * new entry: flows and answers are made of this list.
 */
export const languages = {
  en: {
    tag: 'en-US',
    voice: 'Joanna',
    engine: 'Neural',
    analysis: 'redacted',
    recorded: 'This call is recorded.',
    askRecording: 'May we record this call? Press 1 for yes. If you press nothing, it is not recorded.',
    nobody: 'Sorry, nobody can take your call now. Please try again later.',
  },
  de: {
    tag: 'de-DE',
    voice: 'Vicki',
    engine: 'Neural',
    analysis: 'redacted',
    recorded: 'Dieses Gespräch wird aufgezeichnet.',
    askRecording:
      'Dürfen wir dieses Gespräch aufzeichnen? Drücken Sie die 1 für Ja. Wenn Sie nichts drücken, wird es nicht aufgezeichnet.',
    nobody: 'Leider kann gerade niemand Ihren Anruf annehmen. Bitte versuchen Sie es später noch einmal.',
  },
  pl: {
    tag: 'pl-PL',
    voice: 'Ola',
    engine: 'Neural',
    analysis: 'none',
    recorded: 'Ta rozmowa jest nagrywana.',
    askRecording:
      'Czy możemy nagrać tę rozmowę? Jeśli tak, naciśnij 1. Jeśli nic nie naciśniesz, rozmowa nie będzie nagrywana.',
    nobody: 'Przepraszamy, nikt nie może teraz odebrać. Prosimy spróbować później.',
  },
  ru: {
    tag: 'ru-RU',
    voice: 'Tatyana',
    engine: 'Standard',
    analysis: 'none',
    recorded: 'Этот разговор записывается.',
    askRecording: 'Можно записать этот разговор? Если да, нажмите 1. Если вы ничего не нажмёте, записи не будет.',
    nobody: 'К сожалению, сейчас никто не может ответить. Пожалуйста, перезвоните позже.',
  },
} as const satisfies Record<string, Spoken>;

/** A language that can be spoken. */
export interface Spoken {
  /** BCP 47, as Amazon Connect writes it. */
  readonly tag: string;
  /** A voice of Amazon Polly, and the engine that has it. */
  readonly voice: string;
  readonly engine: 'Neural' | 'Standard';
  /** Whether Contact Lens removes what is personal from what is said in it; without that nothing is analysed. */
  readonly analysis: 'redacted' | 'none';
  readonly recorded: string;
  readonly askRecording: string;
  readonly nobody: string;
}

export type Language = keyof typeof languages;

/** The languages, English first. */
export const spokenLanguages: readonly Language[] = ['en', 'de', 'pl', 'ru'];

/** The language that is spoken where a BCP 47 tag asks for it: the same whatever the country; else English. */
export function spokenIn(tag: string): Language {
  const [wanted] = tag.toLowerCase().split('-');
  return spokenLanguages.find((language) => language === wanted) ?? 'en';
}
