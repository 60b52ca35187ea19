/** `1 visit`, `2 visits`: of words that take an s. */
export function sayCount(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

/** A share of 1 for people: `85.3 %`. */
export function sayShare(share: number): string {
  return `${Number((share * 100).toFixed(1))} %`;
}
