/** Marks that nobody sees: soft hyphen, joiners, direction, byte order and what chooses how a sign looks. */
const invisible = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/** What people put between the digits of a number: spaces of all kinds, brackets, hyphens, dashes, dots, slashes. */
const between = /[\s()./\u00B7\u2010-\u2015\u2043\u2212\u30FC-]/g;

/**
 * Text without what nobody sees, with digits and signs of other widths and scripts as ASCII has them: what people copy from mail,
 * chats and spreadsheets looks the same as what they type, and is to be read the same. Pure and without imports, so that a web page
 * can bundle it, too.
 */
export function plainText(text: string): string {
  return text
    .normalize('NFKC')
    .replace(invisible, '')
    .replace(/\p{Nd}/gu, (digit) => String(valueOf(digit.codePointAt(0) ?? 0)))
    .trim();
}

/**
 * A phone number as people write it, as `+` and digits; whatever else stays as it is but for what is invisible, and for what stands
 * between. Whether such a number can be is not looked at. `00` in front is `+`.
 */
export function compactNumber(text: string): string {
  return plainText(text)
    .replace(between, '')
    .replace(/^00(?=[1-9])/, '+');
}

const isDigit = (code: number) => /^\p{Nd}$/u.test(String.fromCodePoint(code));

/** Decimal digits come in rows of ten, from zero on, some right after others (Unicode standard, 4.6: "Numeric Value"). */
function valueOf(code: number): number {
  let first = code;
  while (isDigit(first - 1)) first -= 1;
  return (code - first) % 10;
}
