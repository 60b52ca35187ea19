/** Digits of a code that say whose it is; one more says whether they were said and heard right. */
const telling = 6;

/** Damm's quasigroup, row after row: finds every wrong digit, and every two neighbours that changed places. */
const damm =
  '0317598642' +
  '7092154863' +
  '4206871359' +
  '1750983426' +
  '6123045978' +
  '3674209581' +
  '5869720134' +
  '8945362017' +
  '9438617205' +
  '2581436790';

/** The digit after these (H. M. Damm, 2004); of digits with theirs it is 0. */
export function checkDigit(digits: string): number {
  return Array.from(digits).reduce((interim, digit) => Number(damm.charAt(interim * 10 + Number(digit))), 0);
}

/** How many codes there are: the first digit is no zero, which a table of numbers would lose. */
export const numberOfCodes = 9 * 10 ** (telling - 1);

/** The code of that rank, from 0 to `numberOfCodes` - 1. */
export function phoneCode(rank: number): string {
  const digits = String(10 ** (telling - 1) + rank);
  return `${digits}${checkDigit(digits)}`;
}

/** A code that may have been given, or what is wrong with the text, to go on after "the code". */
export type ReadPhoneCode = { readonly code: string } | { readonly refused: string };

/** What people and pages put between digits. */
const between = /[\s\p{Cf}\p{Pd}.,·/]+/gu;

/** What somebody wrote down, without whatever stands between the digits. */
export function bareCode(text: string): string {
  return text.normalize('NFKC').replace(between, '');
}

/** Reads a code as somebody wrote it down: `481 03 95`, `4810395`. */
export function readPhoneCode(text: string): ReadPhoneCode {
  const code = bareCode(text);
  if (!/^\d*$/.test(code)) return { refused: 'must be digits alone, as the page shows them' };
  if (code.length !== telling + 1) return { refused: `must have ${telling + 1} digits; this has ${code.length}` };
  if (code.startsWith('0') || checkDigit(code) !== 0) {
    return {
      refused:
        'is no code: its last digit does not fit those before it, so one was misheard or mistyped; ask for it again',
    };
  }
  return { code };
}
