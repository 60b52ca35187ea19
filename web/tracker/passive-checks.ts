const minute = 60_000;

/** Minutes between the questions of a page on which nobody stirs, once its lease has run out. */
const pauses = [1, 2, 4, 8, 10];

/** ms to wait after the question number `asked` (1 is the one at the lease's end). */
export function pauseAfter(asked: number): number {
  return (pauses[Math.min(asked, pauses.length) - 1] ?? 0) * minute;
}

/** ms to keep quiet after so many failures in a row. */
export function quietAfter(failures: number): number {
  return Math.min(5000 * 2 ** (failures - 1), 10 * minute);
}
