/** What the page of a call link says in one language. */
export interface PageWords {
  /** Title and heading. */
  readonly call: (name: string) => string;
  /** On the button. */
  readonly callNow: string;
  readonly number: string;
  /** Below the code that a phone's camera reads, and what it is. */
  readonly scan: string;
  readonly code: string;
  readonly hours: string;
  readonly everyDay: string;
  readonly holidays: string;
  readonly closedAllDay: string;
  readonly aroundTheClock: string;
  readonly openNow: string;
  readonly openUntil: (when: string) => string;
  readonly closedNow: string;
  readonly closedUntil: (when: string) => string;
  readonly inZone: (zone: string) => string;
  /** Why a link cannot be used, and what to do. */
  readonly expired: string;
  readonly expiredOn: (date: string) => string;
  readonly unknown: string;
  readonly unknownWhy: string;
  readonly callInstead: (name: string) => string;
  readonly failed: string;
  readonly failedWhy: string;
}

/**
 * The languages of the page, the one place for it: a new one is a new entry. They are those in which callers are spoken to; what is not
 * here is read in English.
 */
const languages = {
  en: {
    call: (name) => `Call ${name}`,
    callNow: 'Call now',
    number: 'Phone number',
    scan: 'Scan with your phone’s camera to call from there',
    code: 'QR code that opens this page on a phone',
    hours: 'Opening hours',
    everyDay: 'Every day',
    holidays: 'Holidays',
    closedAllDay: 'closed',
    aroundTheClock: 'around the clock',
    openNow: 'Open now',
    openUntil: (when) => `Open now, until ${when}`,
    closedNow: 'Closed now',
    closedUntil: (when) => `Closed now, opens ${when}`,
    inZone: (zone) => `Time zone: ${zone}`,
    expired: 'This link has expired',
    expiredOn: (date) => `It could be used until ${date}.`,
    unknown: 'This link is not known',
    unknownWhy: 'It is too old, or a part of it is missing: please press it in the mail, or copy all of it from there.',
    callInstead: (name) => `You reach ${name} at this number:`,
    failed: 'That did not work',
    failedWhy: 'Please try again in a minute.',
  },
  de: {
    call: (name) => `${name} anrufen`,
    callNow: 'Jetzt anrufen',
    number: 'Telefonnummer',
    scan: 'Mit der Kamera Ihres Telefons scannen und von dort anrufen',
    code: 'QR-Code, der diese Seite auf einem Telefon öffnet',
    hours: 'Öffnungszeiten',
    everyDay: 'Täglich',
    holidays: 'Feiertage',
    closedAllDay: 'geschlossen',
    aroundTheClock: 'rund um die Uhr',
    openNow: 'Jetzt geöffnet',
    openUntil: (when) => `Jetzt geöffnet, bis ${when}`,
    closedNow: 'Jetzt geschlossen',
    closedUntil: (when) => `Jetzt geschlossen, öffnet ${when}`,
    inZone: (zone) => `Zeitzone: ${zone}`,
    expired: 'Dieser Link ist abgelaufen',
    expiredOn: (date) => `Er galt bis ${date}.`,
    unknown: 'Dieser Link ist nicht bekannt',
    unknownWhy:
      'Er ist zu alt, oder ein Teil davon fehlt: Bitte klicken Sie ihn in der E-Mail an, oder kopieren Sie ihn von dort ganz.',
    callInstead: (name) => `Sie erreichen ${name} unter dieser Nummer:`,
    failed: 'Das hat nicht geklappt',
    failedWhy: 'Bitte versuchen Sie es in einer Minute noch einmal.',
  },
  pl: {
    call: (name) => `Zadzwoń: ${name}`,
    callNow: 'Zadzwoń teraz',
    number: 'Numer telefonu',
    scan: 'Zeskanuj aparatem telefonu, aby zadzwonić z niego',
    code: 'Kod QR, który otwiera tę stronę na telefonie',
    hours: 'Godziny otwarcia',
    everyDay: 'Codziennie',
    holidays: 'Święta',
    closedAllDay: 'zamknięte',
    aroundTheClock: 'całą dobę',
    openNow: 'Teraz otwarte',
    openUntil: (when) => `Teraz otwarte, do: ${when}`,
    closedNow: 'Teraz zamknięte',
    closedUntil: (when) => `Teraz zamknięte, otwarcie: ${when}`,
    inZone: (zone) => `Strefa czasowa: ${zone}`,
    expired: 'Ten link wygasł',
    expiredOn: (date) => `Był ważny do: ${date}.`,
    unknown: 'Ten link nie jest znany',
    unknownWhy: 'Jest za stary albo brakuje jego części: kliknij go w wiadomości lub skopiuj z niej w całości.',
    callInstead: (name) => `${name}, nasz numer telefonu:`,
    failed: 'To się nie udało',
    failedWhy: 'Spróbuj ponownie za minutę.',
  },
  ru: {
    call: (name) => `Позвонить: ${name}`,
    callNow: 'Позвонить',
    number: 'Номер телефона',
    scan: 'Отсканируйте камерой телефона, чтобы позвонить с него',
    code: 'QR-код, который открывает эту страницу на телефоне',
    hours: 'Часы работы',
    everyDay: 'Ежедневно',
    holidays: 'Праздники',
    closedAllDay: 'закрыто',
    aroundTheClock: 'круглосуточно',
    openNow: 'Сейчас открыто',
    openUntil: (when) => `Сейчас открыто, до: ${when}`,
    closedNow: 'Сейчас закрыто',
    closedUntil: (when) => `Сейчас закрыто, откроется: ${when}`,
    inZone: (zone) => `Часовой пояс: ${zone}`,
    expired: 'Срок действия ссылки истёк',
    // Dates end on the full stop of "г." (year).
    expiredOn: (date) => `Она действовала до: ${date}`,
    unknown: 'Эта ссылка не найдена',
    unknownWhy: 'Она слишком старая или неполная: нажмите на неё в письме или скопируйте её оттуда целиком.',
    callInstead: (name) => `${name}, наш номер телефона:`,
    failed: 'Не получилось',
    failedWhy: 'Повторите, пожалуйста, через минуту.',
  },
} as const satisfies Record<string, PageWords>;

type PageLanguage = keyof typeof languages;

/** The languages, English first. */
export const pageLanguages: readonly PageLanguage[] = ['en', 'de', 'pl', 'ru'];

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
