/**
 * What people put between the digits of a number besides spaces, as a character class of a pattern has it: brackets, hyphens,
 * dashes, dots, bullets, slashes, underscores.
 */
export const separators = '()[\\]._/\u00B7\u2010-\u2015\u2022\u2043\u2212\u2219\u22C5\u30FB\u30FC-';
const between = /* @__PURE__ */ new RegExp(`[\\s${separators}]`, 'g');

/**
 * Text without what nobody sees, with digits and signs of other widths and scripts as ASCII has them: what people copy from mail,
 * chats and spreadsheets looks the same as what they type, and is to be read the same. Pure and without imports, so that a web page
 * can bundle it, too.
 */
export function plainText(text: string): string {
  return withoutInvisible(text.normalize('NFKC'))
    .replace(/\p{Nd}/gu, plainDigit)
    .trim();
}

/**
 * Without marks that nobody sees: soft hyphen, joiners, direction, byte order and what chooses how a sign looks. The pattern stands
 * here, not beside the function: making these sets of characters takes half a millisecond, and most who load this file never ask.
 */
function withoutInvisible(text: string): string {
  return text.replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}\u20e3]/gu, '');
}

/** `+49 (0)30`: the zero in brackets is dialled within the country only. Italy's numbers keep theirs. */
const trunkZero = /^((?:\+|00)(?!\s*39\b)[\s.-]*\d{1,3}[\s./-]*)\(\s*0\s*\)/;

/**
 * A phone number as people write it, as `+` and digits; whatever else stays as it is but for what is invisible, and for what stands
 * between. Whether such a number can be is not looked at. `00` in front is `+`, and a zero in brackets after the country is left out.
 */
export function compactNumber(text: string): string {
  return plainText(text)
    .replace(trunkZero, '$1')
    .replace(between, '')
    .replace(/^00(?=[1-9])/, '+');
}

/**
 * One character as it is read in running text, where it is none of those that ASCII prints: a digit of any script as 0 to 9, a space or
 * break of any kind as a space, what nobody sees as nothing. A small raised 2 is no digit here: it is a footnote.
 */
export function plainCharacter(character: string): string {
  if (character <= ' ' || /^\s$/.test(character)) return ' ';
  if (/^\p{Nd}$/u.test(character)) return plainDigit(character);
  if (withoutInvisible(character) === '') return '';
  const plain = character.normalize('NFKC');
  return /^[ -/:-~]$/.test(plain) ? plain : character;
}

/** A digit of any script as 0 to 9. */
export function plainDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  return String(code - zeroOf(code));
}

/** 0 to 9 in the script of another digit. */
export function digitLike(digit: string, plain: string): string {
  return String.fromCodePoint(zeroOf(digit.codePointAt(0) ?? 0) + Number(plain));
}

const isDigit = (code: number) => /^\p{Nd}$/u.test(String.fromCodePoint(code));

/** Decimal digits come in rows of ten, from zero on, some right after others (Unicode standard, 4.6: "Numeric Value"). */
function zeroOf(code: number): number {
  if (code <= 0x39) return 0x30;
  let first = code;
  while (isDigit(first - 1)) first -= 1;
  return code - ((code - first) % 10);
}
