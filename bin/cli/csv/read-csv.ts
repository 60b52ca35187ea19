import { CsvError, parse } from 'csv-parse/sync';
import { decodeCsv } from './decode-csv.ts';

export interface CsvRecord {
  /** On which it begins: cells in quotes may hold several. */
  readonly line: number;
  readonly cells: readonly string[];
  /** Why it cannot be read; where it is no CSV it has one cell, its first line as it is. */
  readonly broken?: string;
}

/** How a file is written, so that another one can be written in the same way. */
export interface CsvForm {
  readonly delimiter: string;
  /** It begins with a byte order mark. */
  readonly hasMark: boolean;
}

export interface CsvFile {
  readonly records: readonly CsvRecord[];
  readonly form: CsvForm;
  /** False where the last record is broken and stands for all that follows it: it ends in the middle, or has a quote too many or too few. */
  readonly isWhole: boolean;
}

/**
 * Reads what spreadsheets write: a byte order mark, commas, semicolons, tabs or bars, quotes, empty lines, and cells that are guarded from being
 * taken for numbers, like `="+12025550100"`. What parts the cells of the first line parts all, or what a line `sep=;` before it says: between semicolons a
 * comma belongs to a number.
 * From a quote on that is not where it belongs nothing is read: which lines are records, and which are the middle of a cell, nobody can tell.
 * Throws where the bytes are in another encoding than UTF-8 or UTF-16.
 */
export function readCsv(content: string | Buffer): CsvFile {
  const { text, hasMark, isCut } = decodeCsv(typeof content === 'string' ? Buffer.from(content) : content);
  const said = saidDelimiter.exec(text);
  const delimiter = said?.[1] ?? delimiterOf(text);
  // In a file of one column a comma belongs to the cell.
  const { records, isWhole } = recordsOf(text, { delimiter: delimiter ?? ';', from: said?.[0].length ?? 0 });
  const last = records.at(-1);
  return {
    records:
      isCut && isWhole && last
        ? [...records.slice(0, -1), { ...last, broken: 'ends in the middle of a letter' }]
        : records,
    form: { delimiter: delimiter ?? ',', hasMark },
    isWhole: isWhole && !isCut,
  };
}

/** A first line that tells Excel what parts the cells, like `sep=;`. */
const saidDelimiter = /^"?sep=([^\p{L}\p{N}"\r\n])"?[;,\t]*(?:\r\n|\r|\n)/iu;

/** `from`: what stands before is no record. */
function recordsOf(
  text: string,
  { delimiter, from }: { readonly delimiter: string; readonly from: number },
): Pick<CsvFile, 'records' | 'isWhole'> {
  const content = Buffer.from(text.slice(from));
  const records: CsvRecord[] = [];
  /** Where the next record begins. */
  let [at, line] = [0, 1 + lineEnds(text.slice(0, from))];
  try {
    parse(content, {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      // A quote inside a cell that does not begin with one is part of it.
      relax_quotes: true,
      trim: true,
      onRecord: (cells: string[], { bytes }) => {
        if (cells.some((cell) => cell.trim() !== '')) records.push({ line, cells: cells.map(unguarded) });
        line += lineEnds(content.toString('latin1', at, bytes));
        at = bytes;
        return undefined;
      },
    });
    return { records, isWhole: true };
  } catch (error) {
    const [first = ''] = content.toString('utf8', at).split(/[\r\n]/, 1);
    const broken = `is not CSV: ${faultOf(error)}; neither it nor what follows it was read`;
    return { records: [...records, { line, cells: [first.trim()], broken }], isWhole: false };
  }
}

function lineEnds(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0;
}

/** What the parser says names a line, which is the last of the record. */
function faultOf(error: unknown): string {
  const code = error instanceof CsvError ? error.code : undefined;
  if (code === 'CSV_QUOTE_NOT_CLOSED') return 'a quote is never closed';
  if (code === 'CSV_INVALID_CLOSING_QUOTE' || code === 'CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE')
    return 'after the closing quote of a cell stands more of it';
  return error instanceof Error ? error.message : String(error);
}

/** Spreadsheets keep a number a text by a formula (`="+1..."`) or by an apostrophe in front. */
function unguarded(cell: string): string {
  const text = /^=\s*"(.*)"$/s.exec(cell)?.[1]?.replaceAll('""', '"') ?? cell;
  return text.replace(/^'(?=[-+=@\d(])/, '').trim();
}

const longestFirstLine = 10_000;

/** The one that the first line has most of, outside of quotes; of as many it is not the comma. Undefined where it has none. */
function delimiterOf(text: string): string | undefined {
  const lines = text
    .slice(0, longestFirstLine)
    .replaceAll(/"[^"]*"/g, '')
    .split(/[\r\n]+/);
  const first = lines.find((line) => line.trim() !== '') ?? '';
  const count = (delimiter: string) => first.split(delimiter).length;
  const most = [';', '\t', ',', '|'].reduce((before, other) => (count(other) > count(before) ? other : before));
  return count(most) > 1 ? most : undefined;
}
