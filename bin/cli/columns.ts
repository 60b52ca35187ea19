/**
 * Lines with cells below one another, three blanks apart; each row has as many cells as the header.
 * @param numeric columns that stand at the right, by their index
 */
export function columns(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  numeric: readonly number[] = [],
): string[] {
  const all = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...all.map((cells) => cells[column]?.length ?? 0)));
  const padded = (cell: string, column: number) =>
    numeric.includes(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0);
  return all.map((cells) => cells.map(padded).join('   ').trimEnd());
}
