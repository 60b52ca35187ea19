import { foldCase } from '../../conditions/fold-case.ts';

/** What nobody said: stands where something was redacted, so that no phrase reaches across. */
const gap = '•';

/** `[PII]`, or `[CREDIT_DEBIT_NUMBER]`. */
const redacted = /\[[A-Z][A-Z_]*\]/g;

/** Writing that sets no blanks between words: there each character stands for itself. */
const unspaced = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]`;

/** A word in other writing. An accent that stands alone, as who has no apostrophe at hand types (don´t), belongs to no letter and begins none. */
const word = (more: string) =>
  String.raw`(?!${unspaced})[\p{L}\p{N}${more}](?:(?!${unspaced})[\p{L}\p{M}\p{N}${more}])*`;

const wordsSpoken = new RegExp(String.raw`${unspaced}|${word('')}|${gap}`, 'gu');
const wordsWanted = new RegExp(String.raw`${unspaced}|${word('*')}`, 'gu');

/** The words of a text as they compare: whatever case, and without punctuation. */
export function spokenWords(text: string): string[] {
  return comparable(text.replace(redacted, gap)).match(wordsSpoken) ?? [];
}

/** The words of a phrase as somebody looks for it; `*` stands for any letters of a word. */
export function phraseWords(phrase: string): string[] {
  return comparable(phrase).match(wordsWanted) ?? [];
}

/** Whether the words of a phrase were said one after the other. A phrase without words was never said. */
export function isSaidIn(spoken: readonly string[], phrase: readonly string[]): boolean {
  const wanted = phrase.map(wordTest);
  if (wanted.length === 0) return false;
  for (let at = 0; at + wanted.length <= spoken.length; at++) {
    if (wanted.every((fits, index) => fits(spoken[at + index] ?? ''))) return true;
  }
  return false;
}

function comparable(text: string): string {
  return foldCase(text.normalize('NFKC'));
}

function wordTest(word: string): (spoken: string) => boolean {
  if (!word.includes('*')) return (spoken) => spoken === word;
  const pieces = word.split('*');
  const [first = '', last = ''] = [pieces[0], pieces.at(-1)];
  const inner = pieces.slice(1, -1);
  return (spoken) => {
    if (spoken === gap || !spoken.startsWith(first) || spoken.length < first.length + last.length) return false;
    if (!spoken.endsWith(last)) return false;
    let at = first.length;
    const end = spoken.length - last.length;
    for (const piece of inner) {
      const found = spoken.indexOf(piece, at);
      if (found === -1 || found + piece.length > end) return false;
      at = found + piece.length;
    }
    return true;
  };
}
