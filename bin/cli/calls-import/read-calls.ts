import type { ImportedRecord } from '../../../lambdas/calls/carriers/imported/imported-record.ts';
import { CliError } from '../cli-error.ts';
import { columnPlace } from '../csv/column-place.ts';
import { fitted } from '../csv/fitted.ts';
import { type CsvForm, type CsvRecord, readCsv } from '../csv/read-csv.ts';
import type { Refusal } from '../read-numbers.ts';
import { type CallColumn, type CallMapping, callColumns, headersOf } from './call-mapping.ts';
import { type CallContext, type OddNumbers, readCall } from './call-of-rows.ts';
import { type CallRow, callIdOf, directionOf, isInternal, legIdOf } from './call-row.ts';

/** What the lines of one call say. */
export interface CallLines {
  /** The first of its lines. */
  readonly line: number;
  /** The first cell of that, for people. */
  readonly value: string;
  readonly records: readonly ImportedRecord[];
}

export interface ReadCallsFile {
  readonly form: CsvForm;
  readonly head: readonly string[];
  readonly calls: readonly CallLines[];
  /** By their first lines. */
  readonly refused: readonly Refusal[];
  /** The cells of all lines of a call, by the first of them. */
  readonly cellsAt: ReadonlyMap<number, readonly (readonly string[])[]>;
  /** Lines that the mapping leaves out. */
  readonly skipped: number;
  /** Lines between two extensions. */
  readonly internal: number;
  readonly odd: OddNumbers;
}

/**
 * Reads a CSV file as the API would judge it. Lines of the same call are its legs, the very same line again is none. A call is refused with all
 * of its lines, so that they can be mended together. Throws when the file lacks what no call can be without.
 */
export function readCallsFile(content: Buffer, context: CallContext): ReadCallsFile {
  const { mapping } = context;
  const { records: all, form } = readCsv(content);
  const { head, records } = withHead(all, mapping);
  const columns = columnsOf(head, mapping);
  if (records.length === 0) throw new CliError('the file has no calls, only a line of headers');
  const refused: Refusal[] = [];
  const cellsAt = new Map<number, (readonly string[])[]>();
  const refuse = (rows: readonly Pick<CallRow, 'line' | 'cells'>[], reason: string) => {
    const [first] = rows;
    if (first === undefined) return;
    refused.push({ line: first.line, value: first.cells[0] ?? '', reason });
    cellsAt.set(
      first.line,
      rows.map(({ cells }) => cells),
    );
  };
  const byCall = new Map<string, Map<string, CallRow>>();
  let [skipped, internal] = [0, 0];
  for (const { line, cells, broken } of records) {
    if (broken !== undefined) {
      refuse([{ line, cells }], broken);
      continue;
    }
    const row = { line, cells, ...columns(cells) };
    const id = callIdOf(row, mapping);
    if (directionOf(row, mapping) === 'skip') skipped++;
    else if (isInternal(row)) internal++;
    else if (id === undefined) refuse([row], 'says no id of the call');
    else {
      const legs = byCall.get(id) ?? new Map<string, CallRow>();
      byCall.set(id, legs);
      const before = legs.get(legIdOf(row));
      if (before === undefined) legs.set(legIdOf(row), row);
      else if (!isSame(before, row)) refuse([row], `says something else of ${id} than line ${before.line}`);
    }
  }
  const calls: CallLines[] = [];
  let odd: OddNumbers = { callers: 0, called: 0 };
  for (const legs of byCall.values()) {
    const rows = [...legs.values()];
    const read = readCall(rows, context);
    const [first] = rows;
    if (first === undefined) continue;
    if ('refused' in read) {
      refuse(rows, read.refused);
      continue;
    }
    cellsAt.set(
      first.line,
      rows.map(({ cells }) => cells),
    );
    odd = { callers: odd.callers + read.odd.callers, called: odd.called + read.odd.called };
    calls.push({ line: first.line, value: first.cells[0] ?? '', records: read.records });
  }
  return { form, head, calls, refused: refused.sort((a, b) => a.line - b.line), cellsAt, skipped, internal, odd };
}

/** A file without a line of names has those of the mapping; what was mended has such a line. */
function withHead(all: readonly CsvRecord[], { header }: CallMapping) {
  const [first, ...rest] = all;
  if (first === undefined) throw new CliError('the file is empty');
  const whole = { head: first.cells, records: fitted(rest, first.cells) };
  if (header === undefined) return whole;
  const known = new Set(header.map((name) => name.toLowerCase()));
  const named = first.cells.filter((cell) => known.has(cell.toLowerCase())).length;
  // A mapping need not name the columns at the end.
  return named >= 3 ? whole : { head: header, records: all };
}

/** What the cells of a line say, by its columns and by those that tell whether a person answered. */
function columnsOf(head: readonly string[], mapping: CallMapping) {
  const placeOf = (name: string) => columnPlace(head, name) ?? -1;
  const sources = callColumns.flatMap((column) => {
    const { names: wanted, isJoined } = headersOf(column, mapping);
    const places = wanted.map(placeOf);
    const isThere = isJoined ? !places.includes(-1) : places.some((place) => place !== -1);
    if (!isThere && mapping.columns[column] !== undefined) {
      throw new CliError(`the file has no column "${wanted.join('" or "')}", which the mapping names for ${column}`);
    }
    return isThere ? [{ column, places, isJoined }] : [];
  });
  for (const needed of ['startedAt', 'to'] as const) {
    if (!sources.some(({ column }) => column === needed)) {
      const single = head.length === 1 ? ': no comma, semicolon, tab or | parts its first line' : '';
      throw new CliError(
        `the file has no column ${needed}${single}; a mapping says which of its columns it is (--mapping)`,
      );
    }
  }
  const asked = Object.keys(mapping.answeredWhere).map((name) => ({ name, place: placeOf(name) }));
  const missing = asked.find(({ place }) => place === -1);
  if (missing !== undefined)
    throw new CliError(`the file has no column "${missing.name}", which "answeredWhere" names`);
  return (cells: readonly string[]): Pick<CallRow, 'said' | 'asked'> => {
    const said: Partial<Record<CallColumn, string>> = {};
    for (const { column, places, isJoined } of sources) {
      const texts = places.flatMap((place) => cells[place]?.trim() || []);
      const text = isJoined ? texts.join(column.endsWith('At') ? ' ' : '~') : texts[0];
      if (text !== undefined && text !== '') said[column] = text;
    }
    return { said, asked: Object.fromEntries(asked.map(({ name, place }) => [name, cells[place]?.trim() ?? ''])) };
  };
}

function isSame(one: CallRow, other: CallRow): boolean {
  return callColumns.every((column) => one.said[column] === other.said[column]);
}
