/**
 * What callers hear, and what whoever takes their calls is told, by language, and who says it: the one place for it. A language that is not
 * here is spoken to in English. A new one is a new entry: flows and answers are made of this list.
 */
export const languages = {
  en: {
    tag: 'en-US',
    voice: 'Joanna',
    engine: 'Neural',
    analysis: 'redacted',
    recorded: 'This call is recorded.',
    askRecording: 'May we record this call? Press 1 for yes. If you press nothing, it is not recorded.',
    askCode:
      'If our website shows you a phone code, please key in its seven digits now. Without one, press the hash key.',
    nobody: 'Sorry, nobody can take your call now. Please try again later.',
    incoming: 'Incoming call',
    callFrom: 'Call from',
    recipient: 'recipient',
  },
  de: {
    tag: 'de-DE',
    voice: 'Vicki',
    engine: 'Neural',
    analysis: 'redacted',
    recorded: 'Dieses Gespräch wird aufgezeichnet.',
    askRecording:
      'Dürfen wir dieses Gespräch aufzeichnen? Drücken Sie die 1 für Ja. Wenn Sie nichts drücken, wird es nicht aufgezeichnet.',
    askCode:
      'Wenn unsere Website Ihnen einen Telefoncode zeigt, geben Sie bitte jetzt seine sieben Ziffern ein. Haben Sie keinen, drücken Sie die Rautetaste.',
    nobody: 'Leider kann gerade niemand Ihren Anruf annehmen. Bitte versuchen Sie es später noch einmal.',
    incoming: 'Eingehender Anruf',
    callFrom: 'Anruf über',
    recipient: 'Empfänger',
  },
  pl: {
    tag: 'pl-PL',
    voice: 'Ola',
    engine: 'Neural',
    analysis: 'none',
    recorded: 'Ta rozmowa jest nagrywana.',
    askRecording:
      'Czy możemy nagrać tę rozmowę? Jeśli tak, naciśnij 1. Jeśli nic nie naciśniesz, rozmowa nie będzie nagrywana.',
    askCode:
      'Jeśli nasza strona pokazuje kod telefoniczny, wprowadź teraz jego siedem cyfr. Jeśli go nie masz, naciśnij krzyżyk.',
    nobody: 'Przepraszamy, nikt nie może teraz odebrać. Prosimy spróbować później.',
    incoming: 'Połączenie przychodzące',
    callFrom: 'Połączenie z',
    recipient: 'odbiorca',
  },
  ru: {
    tag: 'ru-RU',
    voice: 'Tatyana',
    engine: 'Standard',
    analysis: 'none',
    recorded: 'Этот разговор записывается.',
    askRecording: 'Можно записать этот разговор? Если да, нажмите 1. Если вы ничего не нажмёте, записи не будет.',
    askCode:
      'Если на нашем сайте показан телефонный код, введите сейчас его семь цифр. Если кода нет, нажмите решётку.',
    nobody: 'К сожалению, сейчас никто не может ответить. Пожалуйста, перезвоните позже.',
    incoming: 'Входящий звонок',
    callFrom: 'Звонок с',
    recipient: 'получатель',
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
  /** Asks for the code that a page of the site shows. */
  readonly askCode: string;
  readonly nobody: string;
  /** A call of which nothing more is known. */
  readonly incoming: string;
  /** Goes before the source of a call. */
  readonly callFrom: string;
  /** Goes before the recipient of a mail who calls. */
  readonly recipient: string;
}

export type Language = keyof typeof languages;

/** The languages, English first. */
export const spokenLanguages: readonly Language[] = ['en', 'de', 'pl', 'ru'];

/** The language that is spoken where a BCP 47 tag asks for it: the same whatever the country; else English. */
export function spokenIn(tag: string): Language {
  const [wanted] = tag.toLowerCase().split('-');
  return spokenLanguages.find((language) => language === wanted) ?? 'en';
}
