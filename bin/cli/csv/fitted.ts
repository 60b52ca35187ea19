import type { CsvRecord } from './read-csv.ts';

/**
 * Marks what has more cells than the line of headers, as its cells stand in the wrong columns, and the pieces of a cell of several lines that
 * lacks its opening quote. Cells that are missing at the end are empty, as spreadsheets leave them out.
 */
export function fitted(records: readonly CsvRecord[], head: readonly string[]): CsvRecord[] {
  const closedBy = tornRecords(records, head.length);
  return records.map((record) => {
    const { cells, broken } = record;
    if (broken !== undefined) return record;
    const closing = closedBy.get(record);
    if (closing !== undefined) {
      return { ...record, broken: `is not CSV: the quote of line ${closing.line} closes a cell that no quote opens` };
    }
    if (cells.slice(head.length).every((cell) => cell === '')) return record;
    const reason = `has ${cells.length} fields, the line of headers ${head.length}: a cell that holds a delimiter stands in quotes`;
    return { ...record, broken: reason };
  });
}

/**
 * Records that are pieces of one: lines that lack cells, up to one that begins with the end of a quoted cell, and what is above them where the
 * cell began there. Each with the piece that has the quote.
 */
function tornRecords(records: readonly CsvRecord[], width: number): ReadonlyMap<CsvRecord, CsvRecord> {
  const torn = new Map<CsvRecord, CsvRecord>();
  let begun: CsvRecord[] = [];
  for (const record of records) {
    const isShort = record.cells.length < width;
    if (isShort) begun.push(record);
    else begun = [record];
    if (!isShort || !/^[^"]*"$/.test(record.cells[0] ?? '')) continue;
    // Both ends of the cell's record have its fields, and the cell itself twice.
    const first = begun.findIndex(({ cells }) => cells.length === width - record.cells.length + 1);
    for (const piece of begun.slice(Math.max(first, 0))) torn.set(piece, record);
    begun = [];
  }
  return torn;
}
