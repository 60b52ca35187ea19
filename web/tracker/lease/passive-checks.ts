const minute = 60_000;

/** ms that a page on which nobody stirs waits, once its lease has run out, after the question number `asked` (1 is the one at its end). */
export function pauseAfter(asked: number): number {
  return Math.min(2 ** (asked - 1), 10) * minute;
}

/** ms to keep quiet after so many failures in a row. */
export function quietAfter(failures: number): number {
  return Math.min(5000 * 2 ** (failures - 1), 10 * minute);
}
