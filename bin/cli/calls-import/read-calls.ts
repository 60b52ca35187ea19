import type { ImportedRecord } from '../../../lambdas/calls/carriers/imported/imported-record.ts';
import { CliError } from '../cli-error.ts';
import { type CsvRecord, readCsv } from '../read-csv.ts';
import type { Refusal } from '../read-numbers.ts';
import { type CallColumn, type CallMapping, callColumns, headersOf } from './call-mapping.ts';
import { type CallContext, readCall } from './call-of-rows.ts';
import { type CallRow, callIdOf, directionOf, legIdOf } from './call-row.ts';

/** What the lines of one call say. */
export interface CallLines {
  /** The first of its lines. */
  readonly line: number;
  /** The first cell of that, for people. */
  readonly value: string;
  readonly records: readonly ImportedRecord[];
}

export interface ReadCallsFile {
  readonly head: readonly string[];
  readonly calls: readonly CallLines[];
  /** By their first lines. */
  readonly refused: readonly Refusal[];
  /** The cells of all lines of a call, by the first of them. */
  readonly cellsAt: ReadonlyMap<number, readonly (readonly string[])[]>;
  /** Lines that the mapping leaves out. */
  readonly skipped: number;
  /** Callers whose digits are no number: they count as withheld. */
  readonly oddCallers: number;
}

/**
 * Reads a CSV file as the API would judge it. Lines of the same call are its legs, the very same line again is none. A call is refused with all
 * of its lines, so that they can be mended together. Throws when the file lacks what no call can be without.
 */
export function readCallsFile(content: Buffer, context: CallContext): ReadCallsFile {
  const { mapping } = context;
  const { head, records } = withHead(readCsv(content), mapping);
  const columns = columnsOf(head, mapping);
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
  let skipped = 0;
  for (const { line, cells, broken } of records) {
    if (broken !== undefined) {
      refuse([{ line, cells }], broken);
      continue;
    }
    const row = { line, cells, ...columns(cells) };
    const id = callIdOf(row, mapping);
    if (directionOf(row, mapping) === 'skip') skipped++;
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
  let oddCallers = 0;
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
    oddCallers += read.oddCallers;
    calls.push({ line: first.line, value: first.cells[0] ?? '', records: read.records });
  }
  return { head, calls, refused: refused.sort((a, b) => a.line - b.line), cellsAt, skipped, oddCallers };
}

/** A file without a line of names has those of the mapping; what was mended has such a line. */
function withHead(all: readonly CsvRecord[], { header }: CallMapping) {
  const [first, ...rest] = all;
  if (first === undefined) throw new CliError('the file is empty');
  if (header === undefined) return { head: first.cells, records: rest };
  const known = new Set(header.map((name) => name.toLowerCase()));
  const named = first.cells.filter((cell) => known.has(cell.toLowerCase())).length;
  return named >= 3 ? { head: first.cells, records: rest } : { head: header, records: all };
}

/** What the cells of a line say, by its columns and by those that tell whether a person answered. */
function columnsOf(head: readonly string[], mapping: CallMapping) {
  const names = head.map((name) => name.toLowerCase());
  const placeOf = (name: string) => names.indexOf(name.toLowerCase());
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
      throw new CliError(`the file has no column ${needed}; a mapping says which of its columns it is (--mapping)`);
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
