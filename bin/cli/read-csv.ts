import { parse } from 'csv-parse/sync';

export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
  /** Why the line is no CSV; then it has one cell, the line as it is. */
  readonly broken?: string;
}

/**
 * Reads what spreadsheets write: a byte order mark, commas, semicolons or tabs, quotes, empty lines, and cells that are guarded from being
 * taken for numbers, like `="+12025550100"`. A quote that is never closed spoils its own line only. What parts the cells of the
 * first line parts all: between semicolons a comma belongs to a number.
 */
export function readCsv(content: string | Buffer): CsvRecord[] {
  const text = typeof content === 'string' ? content : decoded(content);
  const delimiter = delimiterOf(text);
  try {
    return parsed(text, delimiter);
  } catch {
    return text.split(/\r\n|\r|\n/).flatMap((content, index) => lineOf(content, index + 1, delimiter));
  }
}

function lineOf(content: string, line: number, delimiter: string): CsvRecord[] {
  try {
    return parsed(content, delimiter).map(({ cells }) => ({ line, cells }));
  } catch (error) {
    const broken = `is not CSV: ${error instanceof Error ? error.message : String(error)}`;
    return [{ line, cells: [content.trim()], broken }];
  }
}

function parsed(text: string, delimiter: string): CsvRecord[] {
  const found: CsvRecord[] = [];
  parse(text, {
    bom: true,
    delimiter,
    relax_column_count: true,
    // A quote inside a cell that does not begin with one is part of it.
    relax_quotes: true,
    skip_records_with_empty_values: true,
    trim: true,
    onRecord: (cells: string[], { lines }) => {
      found.push({ line: lines, cells: cells.map(unguarded) });
      return undefined;
    },
  });
  return found;
}

/** Spreadsheets keep a number a text by a formula (`="+1..."`) or by an apostrophe in front. */
function unguarded(cell: string): string {
  const text = /^=\s*"(.*)"$/s.exec(cell)?.[1]?.replaceAll('""', '"') ?? cell;
  return text.replace(/^'(?=[-+=@\d(])/, '').trim();
}

function decoded(content: Buffer): string {
  const isUtf16 = content[0] === 0xff && content[1] === 0xfe;
  return content.toString(isUtf16 ? 'utf16le' : 'utf8');
}

const longestFirstLine = 10_000;

/** The one that the first line has most of, outside of quotes; of as many it is not the comma. */
function delimiterOf(text: string): string {
  const lines = text
    .slice(0, longestFirstLine)
    .replaceAll(/"[^"]*"/g, '')
    .split(/[\r\n]+/);
  const first = lines.find((line) => line.trim() !== '') ?? '';
  const count = (delimiter: string) => first.split(delimiter).length;
  return [';', '\t', ','].reduce((most, other) => (count(other) > count(most) ? other : most));
}
