import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { plainText } from '../../lambdas/settings/written-number.ts';
import { CliError } from './cli-error.ts';
import { readCsv } from './read-csv.ts';

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
 * digits of any script, whatever marks that nobody sees are among them. A line that cannot be read refuses itself only.
 */
export function readNumbers(text: string | Buffer): NumberFile {
  const [first, ...rest] = readCsv(text);
  if (first === undefined) throw new CliError('the file has no lines');
  const header = first.cells.findIndex((cell) => plainText(cell).toLowerCase() === 'number');
  if (header === -1 && first.cells.length > 1) {
    throw new CliError('the file has several columns, but its first line does not call one of them "number"');
  }
  const column = Math.max(header, 0);
  const numbers = new Map<string, NumberLine>();
  const refused: Refusal[] = [];
  let repeated = 0;
  for (const { line, cells, broken } of header === -1 ? [first, ...rest] : rest) {
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
