import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { CliError } from '../cli-error.ts';

/** A file as text. */
export interface DecodedCsv {
  /** Without its byte order mark. */
  readonly text: string;
  /** Such a mark tells spreadsheets in which encoding the file is; without one they may garble it. */
  readonly hasMark: boolean;
  /** The file ends in the middle of a character, of which nothing is in `text`. */
  readonly isCut: boolean;
}

/**
 * Decodes UTF-8, and UTF-16 that begins with a byte order mark. Throws for any other encoding, and names the first line that shows it: read all
 * the same, its letters would be replaced by others, and two different cells could become the same.
 */
export function decodeCsv(content: Buffer): DecodedCsv {
  const encoding = encodingOf(content);
  const unmarked = encoding === 'utf-8' ? unmarkedUtf16(content) : undefined;
  if (unmarked !== undefined) {
    throw new CliError(
      `the file is in ${unmarked} without a byte order mark: nothing was done. Save the file as "CSV UTF-8", as Excel calls it; ` +
        `or: iconv -f ${unmarked} -t UTF-8 old.csv > new.csv`,
    );
  }
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  const marked = decodedBy(decoder, content, encoding);
  const text = marked.replace(/^\uFEFF/, '');
  return { text, hasMark: text.length < marked.length, isCut: !endsWhole(decoder) };
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

function encodingOf([first, second]: Buffer): Encoding {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

/** How much of a file shows its encoding, bytes. */
const beginning = 256;

/** Of letters, delimiters and line ends that ASCII has, one byte is zero: always the same one. */
function unmarkedUtf16(content: Buffer): 'UTF-16LE' | 'UTF-16BE' | undefined {
  const bytes = [...content.subarray(0, beginning)];
  const zeros = (odd: number) => bytes.filter((byte, at) => byte === 0 && at % 2 === odd).length;
  const [even, odd] = [zeros(0), zeros(1)];
  if (bytes.length < 8 || Math.min(even, odd) > 0 || Math.max(even, odd) < bytes.length / 8) return undefined;
  return even > odd ? 'UTF-16BE' : 'UTF-16LE';
}

/** As a stream, for which the beginning of a character at the end is none that is wrong. */
function decodedBy(decoder: TextDecoder, content: Buffer, encoding: Encoding): string {
  try {
    return decoder.decode(content, { stream: true });
  } catch (error) {
    if (encoding !== 'utf-8') {
      const place = placeOfHalf(content, encoding);
      throw new CliError(`the file begins as UTF-16, but not all of it is: ${place} is half a character`, {
        cause: error,
      });
    }
    const line = content
      .toString('latin1')
      .split(/\r\n|\r|\n/)
      .findIndex((bytes) => !isUtf8(Buffer.from(bytes, 'latin1')));
    throw new CliError(
      `line ${line + 1} is not UTF-8, so letters would be lost: nothing was done. Save the file as "CSV UTF-8", as Excel calls it; ` +
        'or, if it is in the encoding of Windows: iconv -f WINDOWS-1252 -t UTF-8 old.csv > new.csv',
      { cause: error },
    );
  }
}

function placeOfHalf(content: Buffer, encoding: 'utf-16le' | 'utf-16be'): string {
  const whole = content.subarray(2, content.length - (content.length % 2));
  const text = (encoding === 'utf-16be' ? Buffer.from(whole).swap16() : whole).toString('utf16le');
  const lines = text.split(/\r\n|\r|\n/);
  const at = lines.findIndex((line) => !line.isWellFormed());
  const letters = Array.from(lines[at] ?? '');
  return `line ${at + 1}, character ${letters.findIndex((letter) => !letter.isWellFormed()) + 1}`;
}

function endsWhole(decoder: TextDecoder): boolean {
  try {
    decoder.decode();
    return true;
  } catch {
    return false;
  }
}
