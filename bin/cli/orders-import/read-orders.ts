import type { OrderReport } from '../../../lambdas/orders/order-report.ts';
import type { Site } from '../../../lambdas/settings/sites/site.ts';
import { CliError } from '../cli-error.ts';
import { readCsv } from '../read-csv.ts';
import type { Refusal } from '../read-numbers.ts';
import { type OrderColumn, type OrderMap, orderColumns } from './order-map.ts';
import { eventOf, type OrderRow, readOrder, tellsItemOf } from './order-of-rows.ts';

/** What a line, or several, say of one event of an order. */
export interface OrderLine {
  /** The first of its lines. */
  readonly line: number;
  /** The first cell of that, for people. */
  readonly value: string;
  readonly report: OrderReport;
}

export interface ReadOrdersFile {
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
 * Reads a CSV file with a line of headers, as the API would judge it at this time (`now` in ms). Lines of the same event are its line items; the
 * very same line again is none. Throws when the file lacks what no order can be without.
 */
export function readOrdersFile(content: Buffer, map: OrderMap, site: Site, now: number): ReadOrdersFile {
  const [head, ...records] = readCsv(content);
  if (head === undefined) throw new CliError('the file is empty');
  const places = placesOf(head.cells, map);
  const events = new Map<string, OrderRow[]>();
  const refused: Refusal[] = [];
  const cellsAt = new Map<number, (readonly string[])[]>();
  let skipped = 0;
  const refuse = ({ line, cells }: Pick<OrderRow, 'line' | 'cells'>, reason: string) => {
    refused.push({ line, value: cells[0] ?? '', reason });
    cellsAt.set(line, [cells]);
  };
  for (const { line, cells, broken } of records) {
    const row = { line, cells, said: saidOf(cells, places) };
    const event = broken === undefined ? eventOf(row, map) : { refused: broken };
    if ('skip' in event) skipped++;
    else if ('refused' in event) refuse(row, event.refused);
    else {
      const rows = events.get(event.id);
      if (rows === undefined) events.set(event.id, [row]);
      else if (rows.some(({ said }) => isSame(said, row.said))) continue;
      else if (tellsItemOf(row, rows)) rows.push(row);
      else refuse(row, `says something else of ${event.id} than line ${rows[0]?.line}`);
    }
  }
  const orders: OrderLine[] = [];
  for (const rows of events.values()) {
    const read = readOrder(rows, { map, site, now });
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
  return { head: head.cells, orders, refused: refused.sort((a, b) => a.line - b.line), cellsAt, skipped };
}

function placesOf(head: readonly string[], { columns }: OrderMap): ReadonlyMap<OrderColumn, number> {
  const names = head.map((name) => name.toLowerCase());
  const places = new Map<OrderColumn, number>();
  for (const column of orderColumns) {
    const name = columns[column];
    const at = names.indexOf((name ?? column).toLowerCase());
    if (at !== -1) places.set(column, at);
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

function isSame(one: OrderRow['said'], other: OrderRow['said']): boolean {
  return orderColumns.every((column) => one[column] === other[column]);
}
