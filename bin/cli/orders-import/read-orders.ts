import { isDeepStrictEqual } from 'node:util';
import type { OrderReport } from '../../../lambdas/orders/order-report.ts';
import type { Site } from '../../../lambdas/settings/sites/site.ts';
import { CliError } from '../cli-error.ts';
import { columnPlace } from '../csv/column-place.ts';
import { fitted } from '../csv/fitted.ts';
import { type CsvForm, readCsv } from '../csv/read-csv.ts';
import type { Refusal } from '../read-numbers.ts';
import { type OrderColumn, type OrderMap, orderColumns } from './order-map.ts';
import { eventOf, itemColumns, type OrderRow, readOrder, tellsItemOf } from './order-of-rows.ts';

/** What a line, or several, say of one event of an order. */
export interface OrderLine {
  /** The first of its lines. */
  readonly line: number;
  /** The first cell of that, for people. */
  readonly value: string;
  readonly report: OrderReport;
}

export interface ReadOrdersFile {
  readonly form: CsvForm;
  readonly head: readonly string[];
  readonly orders: readonly OrderLine[];
  /** By their first lines. */
  readonly refused: readonly Refusal[];
  /** The cells of all lines of an event, by the first of them. */
  readonly cellsAt: ReadonlyMap<number, readonly (readonly string[])[]>;
  /** Lines of a kind that the map leaves out. */
  readonly skipped: number;
}

/**
 * Reads a CSV file with a line of headers, as the API would judge it at this time (`now` in ms). Lines of the same event are its line items,
 * also two that are the same where they stand together; the very same line again behind other events is none: files are joined, and exported
 * in parts that overlap. Throws when the file lacks what no order can be without.
 */
export function readOrdersFile(content: Buffer, map: OrderMap, site: Site, now: number): ReadOrdersFile {
  const { records: all, form, isWhole } = readCsv(content);
  const [head, ...records] = all;
  if (head === undefined) throw new CliError('the file is empty');
  const places = placesOf(head.cells, map);
  if (records.length === 0) throw new CliError('the file has no orders, only a line of headers');
  const events = new Map<string, OrderRow[]>();
  const refused: Refusal[] = [];
  const cellsAt = new Map<number, (readonly string[])[]>();
  let skipped = 0;
  const refuse = ({ line, cells }: Pick<OrderRow, 'line' | 'cells'>, reason: string) => {
    refused.push({ line, value: cells[0] ?? '', reason });
    cellsAt.set(line, [cells]);
  };
  /** Of the event that was told last: from which of its rows on they stand together. */
  let block = { id: '', from: 0 };
  for (const { line, cells, broken } of fitted(records, head.cells)) {
    const row = { line, cells, said: saidOf(cells, places) };
    const event = broken === undefined ? eventOf(row, map) : { refused: broken };
    const isHead = isDeepStrictEqual(cells, head.cells);
    if (isHead) block = { id: '', from: 0 };
    else if ('skip' in event) skipped++;
    else if ('refused' in event) refuse(row, event.refused);
    else {
      const rows = events.get(event.id) ?? [];
      events.set(event.id, rows);
      if (block.id !== event.id) block = { id: event.id, from: rows.length };
      const isItem = rows.length === 0 || tellsItemOf(row, rows);
      const [earlier, columns] = isItem ? [rows.slice(0, block.from), itemColumns] : [rows, orderColumns];
      if (earlier.some(({ said }) => columns.every((column) => said[column] === row.said[column]))) continue;
      if (isItem) rows.push(row);
      else refuse(row, `says something else of ${event.id} than line ${rows[0]?.line}`);
    }
  }
  const orders: OrderLine[] = [];
  /** Of which more items may stand in what was not read. */
  const unfinished = !isWhole && itemColumns.some((column) => places.has(column)) ? block.id : undefined;
  for (const [id, rows] of events) {
    const read =
      id === unfinished
        ? { refused: 'may have more items in the lines below, which were not read' }
        : readOrder(rows, { map, site, now });
    const [first] = rows;
    if (first === undefined) continue;
    cellsAt.set(
      first.line,
      rows.map(({ cells }) => cells),
    );
    const at = { line: first.line, value: first.cells[0] ?? '' };
    if ('report' in read) orders.push({ ...at, report: read.report });
    else refused.push({ ...at, reason: read.refused });
  }
  return { form, head: head.cells, orders, refused: refused.sort((a, b) => a.line - b.line), cellsAt, skipped };
}

function placesOf(head: readonly string[], { columns }: OrderMap): ReadonlyMap<OrderColumn, number> {
  const places = new Map<OrderColumn, number>();
  for (const column of orderColumns) {
    const name = columns[column];
    const at = columnPlace(head, name ?? column);
    if (at !== undefined) places.set(column, at);
    else if (name !== undefined)
      throw new CliError(`the file has no column "${name}", which the map names for ${column}`);
  }
  if (!places.has('eventId') && !places.has('orderId')) {
    throw new CliError(
      'the file has neither a column eventId nor orderId: without one the same line again would count again',
    );
  }
  return places;
}

function saidOf(cells: readonly string[], places: ReadonlyMap<OrderColumn, number>): OrderRow['said'] {
  const filled = [...places].flatMap(([column, at]) => {
    const text = cells[at]?.trim() ?? '';
    return text === '' ? [] : [[column, text] as const];
  });
  return Object.fromEntries(filled);
}
