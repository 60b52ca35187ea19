import { parse } from 'csv-parse/sync';
import { CliError } from './cli-error.ts';

export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Reads what spreadsheets write: a byte order mark, commas, semicolons or tabs, quotes, empty lines. What parts the cells of the
 * first line parts all: between semicolons a comma belongs to a number. Throws a CliError.
 */
export function readCsv(content: string | Buffer): CsvRecord[] {
  const text = typeof content === 'string' ? content : decoded(content);
  const found: CsvRecord[] = [];
  try {
    parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      relax_column_count: true,
      skip_records_with_empty_values: true,
      trim: true,
      onRecord: (cells: string[], { lines }) => {
        found.push({ line: lines, cells });
        return undefined;
      },
    });
  } catch (error) {
    throw new CliError(`the file is not CSV: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  return found;
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
