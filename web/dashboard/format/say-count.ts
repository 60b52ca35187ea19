/** `1 visit`, `2 visits`: of words that take an s. */
export function sayCount(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
