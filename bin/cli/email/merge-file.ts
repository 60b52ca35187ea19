import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { stringify } from 'csv-stringify/sync';
import { CliError } from '../cli-error.ts';
import type { CsvForm } from '../csv/read-csv.ts';
import { type EmailTool, isMergeField, mergeFields } from './merge-fields.ts';
import type { SentPart } from './send-recipients.ts';

/** The file that an e-mail tool imports: the columns of the list, and after them those of the numbers. */
export interface MergeFile {
  /** How long it is, bytes. */
  readonly bytes: () => number;
  readonly append: (given: SentPart['given']) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Where the file goes on, and what its columns are. */
interface Opening {
  /** So much of it stays. */
  readonly bytes: number;
  readonly head: readonly string[];
  /** That of the list: what opened the list opens it. */
  readonly form: CsvForm;
  readonly tool: EmailTool;
}

/**
 * Opens the file, of which nothing is lost before something is appended. Undefined where it is shorter than it should be: somebody has
 * changed it since.
 */
export async function openMergeFile(file: string, opening: Opening): Promise<MergeFile | undefined> {
  const handle = await open(file, constants.O_RDWR | constants.O_CREAT).catch((error: unknown) => {
    throw new CliError(`${file} cannot be written`, { cause: error });
  });
  if ((await handle.stat()).size >= opening.bytes) return appending(file, handle, opening);
  await handle.close();
  return undefined;
}

function appending(file: string, handle: FileHandle, { bytes: before, head, form, tool }: Opening): MergeFile {
  const kept = head.flatMap((name, at) => (isMergeField(name) ? [] : [at]));
  const header = [...kept.map((at) => head[at] ?? ''), ...mergeFields(tool)];
  let bytes = before;
  let isBegun = false;
  return {
    bytes: () => bytes,
    async append(given) {
      const rows = given.map(({ line, number }) => [...kept.map((at) => line.cells[at] ?? ''), ...valuesOf(number)]);
      const isNew = bytes === 0;
      const written = { delimiter: form.delimiter, bom: isNew && form.hasMark };
      const text = Buffer.from(stringify(isNew ? [header, ...rows] : rows, written));
      if (isBegun && (await handle.stat()).size !== bytes) {
        throw new CliError(`somebody else writes to ${file}: the same command must not run twice at a time`);
      }
      // What an interrupted run wrote and did not note any more.
      if (!isBegun) await handle.truncate(bytes);
      isBegun = true;
      await handle.write(text, 0, text.length, bytes);
      bytes += text.length;
    },
    close: () => handle.close(),
  };
}

/** In the order of `mergeValues`. */
function valuesOf(number: SentPart['given'][number]['number']): string[] {
  const { number: e164, display, href, callLink, picture, siteQuery, isDefault, until } = number;
  return [e164, display, href, callLink, picture, siteQuery, isDefault ? 'yes' : 'no', until];
}
