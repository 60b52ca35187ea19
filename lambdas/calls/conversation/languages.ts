/** What Contact Lens gives for a language, each by itself: words and categories are there for all of these. */
export interface LanguageFeatures {
  /** Numbers of cards, names and the like are taken out of the text. */
  readonly redaction: boolean;
  readonly sentiment: boolean;
  /** In a few sentences. */
  readonly summary: boolean;
}

const everything: LanguageFeatures = { redaction: true, sentiment: true, summary: true };
const unredacted: LanguageFeatures = { redaction: false, sentiment: true, summary: true };
const sentimentOnly: LanguageFeatures = { redaction: false, sentiment: true, summary: false };
const wordsOnly: LanguageFeatures = { redaction: false, sentiment: false, summary: false };

/** By their features, the usual one of each language first. */
const groups: readonly (readonly [LanguageFeatures, string])[] = [
  [everything, 'en-US en-GB en-AU en-IN en-IE en-NZ en-AB en-ZA en-WL de-DE fr-FR fr-CA it-IT pt-BR pt-PT es-ES es-US'],
  [unredacted, 'zh-CN de-CH ja-JP ko-KR'],
  [sentimentOnly, 'hi-IN ar-AE'],
  [
    wordsOnly,
    'af-ZA ar-SA bg-BG bn-IN bs-BA ca-ES cs-CZ da-DK el-GR et-ET fa-IR fi-FI gl-ES he-IL hr-HR hu-HU id-ID kn-IN lt-LT lv-LV ' +
      'mk-MK ml-IN mr-IN ms-MY nl-NL no-NO pl-PL ro-RO ru-RU si-LK sk-SK sl-SI so-SO sr-RS su-ID sv-SE ta-IN te-IN th-TH tl-PH ' +
      'tr-TR uk-UA vi-VN zu-ZA',
  ],
];

/**
 * Languages of Contact Lens's post-call analysis, by BCP 47 as it takes them
 * (https://docs.aws.amazon.com/connect/latest/adminguide/supported-languages.html, as of 30 November 2026). Some Regions have fewer.
 * What the table rests on, and how far it was compared, `docs/conversations.md` says.
 */
export const analysedLanguages: ReadonlyMap<string, LanguageFeatures> = new Map(
  groups.flatMap(([features, codes]) => codes.split(' ').map((code): [string, LanguageFeatures] => [code, features])),
);

/** What one gets for a language. */
export interface LanguageSupport extends LanguageFeatures {
  /** The one that calls are analysed as. */
  readonly language: string;
}

/** What BCP 47 calls otherwise. */
const otherNames: Readonly<Record<string, string>> = { nb: 'no', nn: 'no', fil: 'tl' };

/** Written as Chinese, and spoken as Cantonese, which it does not have. */
const cantonese = new Set(['zh-hk', 'zh-mo']);

/** Of a language that it does not have in that country, the usual one. Undefined where calls in it cannot be analysed. */
export function languageSupport(tag: string): LanguageSupport | undefined {
  const codes = [...analysedLanguages.keys()];
  const lower = tag.toLowerCase();
  const [primary = ''] = lower.split('-');
  if (cantonese.has(lower.replace(/-hant\b|-hans\b/, ''))) return undefined;
  const code =
    codes.find((one) => one.toLowerCase() === lower) ??
    codes.find((one) => one.toLowerCase().startsWith(`${otherNames[primary] ?? primary}-`));
  const features = code === undefined ? undefined : analysedLanguages.get(code);
  return code === undefined || features === undefined ? undefined : { language: code, ...features };
}
