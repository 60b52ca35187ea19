import { parse } from 'csv-parse/sync';
import { CliError } from './cli-error.ts';

export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Reads what spreadsheets write: a byte order mark, commas, semicolons or tabs, quotes, empty lines. Throws a CliError. */
export function readCsv(text: string | Buffer): CsvRecord[] {
  const found: CsvRecord[] = [];
  try {
    parse(text, {
      bom: true,
      delimiter: [',', ';', '\t'],
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
