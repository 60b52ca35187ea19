import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { plainText } from '../../lambdas/settings/written-number.ts';
import { CliError } from './cli-error.ts';
import { columnPlace } from './csv/column-place.ts';
import { fitted } from './csv/fitted.ts';
import { readCsv } from './csv/read-csv.ts';

/** A line of the file that names no number, or a number that the API did not take. */
export interface Refusal {
  readonly line: number;
  readonly value: string;
  readonly reason: string;
}

export interface NumberLine {
  readonly line: number;
  /** As it stands in the file. */
  readonly value: string;
  /** E.164. */
  readonly number: string;
}

export interface NumberFile {
  readonly numbers: readonly NumberLine[];
  readonly refused: readonly Refusal[];
  /** Lines whose number already stood further up. */
  readonly repeated: number;
}

/**
 * Reads tracking numbers from CSV: the column `number`, or the only column. Takes what spreadsheets write: a byte order
 * mark, commas, semicolons or tabs, quotes, cells guarded as `="+1..."`, and numbers with spaces, dots, hyphens and parentheses, in
 * digits of any script, whatever marks that nobody sees are among them. A line that is no number refuses itself only;
 * what is no CSV also what follows it.
 */
export function readNumbers(text: string | Buffer): NumberFile {
  const [first, ...rest] = readCsv(text).records;
  if (first === undefined) throw new CliError('the file has no lines');
  const header = columnPlace(first.cells.map(plainText), 'number') ?? -1;
  if (header === -1 && first.cells.length > 1) {
    throw new CliError('the file has several columns, but its first line does not call one of them "number"');
  }
  const lines = header === -1 ? [first, ...rest] : fitted(rest, first.cells);
  if (lines.length === 0) throw new CliError('the file has no numbers, only a line of headers');
  const column = Math.max(header, 0);
  const numbers = new Map<string, NumberLine>();
  const refused: Refusal[] = [];
  let repeated = 0;
  for (const { line, cells, broken } of lines) {
    const value = (broken === undefined ? cells[column] : cells[0]) ?? '';
    const number = broken === undefined ? toE164(value) : undefined;
    if (broken !== undefined) {
      refused.push({ line, value, reason: broken });
    } else if (number === undefined) {
      refused.push({ line, value, reason: 'is not a phone number with a country code, like +493023125001' });
    } else if (numbers.has(number)) {
      repeated++;
    } else {
      numbers.set(number, { line, value, number });
    }
  }
  return { numbers: [...numbers.values()], refused, repeated };
}

/** Form only; whether such a number can exist is for the API to say. An extension cannot be dialled by an advertisement's reader, so it is refused. */
function toE164(value: string): string | undefined {
  const parsed = parsePhoneNumberFromString(plainText(value).replace(/^00(?=[1-9])/, '+'), { extract: false });
  return parsed?.ext === undefined ? parsed?.number : undefined;
}
