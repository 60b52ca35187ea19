/** Most texts are plain: for them small letters are all of it. Pools are compared while a visitor waits. */
const isPlain = /^\p{ASCII}*$/u;

/**
 * A text as it compares in any case, by Unicode's full folding: `Straße`, `STRASSE` and `STRAẞE` are one, and so are the two small sigmas.
 * Twice to small letters, as a capital ẞ stays one letter in capitals.
 */
export function foldCase(text: string): string {
  const small = text.toLowerCase();
  return isPlain.test(small) ? small : small.toUpperCase().toLowerCase().replaceAll('ς', 'σ').normalize('NFC');
}

/** People write tags in any case. */
export function equalIgnoringCase(left: string | undefined, right: string | undefined): boolean {
  return left === undefined || right === undefined ? left === right : foldCase(left) === foldCase(right);
}
