import { clickIdParameters } from '../../../lambdas/attribution/click-id-parameters.ts';
import { normalEmail } from '../../../lambdas/identifiers/email.ts';
import { personalNationalNumber } from '../../../lambdas/identifiers/national-phone.ts';
import { type OrderReport, orderReport } from '../../../lambdas/orders/order-report.ts';
import { CliError } from '../cli-error.ts';
import { readCsv } from '../read-csv.ts';
import type { Refusal } from '../read-numbers.ts';
import { type OrderMap, orderColumns } from './order-map.ts';
import { writtenAmount, writtenTime } from './written-values.ts';

/** A line that says something of an order. */
export interface OrderLine {
  readonly line: number;
  /** Its first cell, for people. */
  readonly value: string;
  readonly report: OrderReport;
}

export interface ReadOrdersFile {
  readonly orders: readonly OrderLine[];
  readonly refused: readonly Refusal[];
  /** Lines of a kind that the map leaves out. */
  readonly skipped: number;
}

/** What lines do not say themselves. */
export interface OrderDefaults {
  readonly site: string;
  readonly currency: string;
  readonly country: string | undefined;
  readonly timeZone: string;
}

type Column = (typeof orderColumns)[number];
type Cells = Partial<Record<Column, string>>;

/** Reads a CSV file with a line of headers. Throws when that lacks what no order can be without. */
export function readOrdersFile(content: Buffer, map: OrderMap, defaults: OrderDefaults): ReadOrdersFile {
  const [head, ...records] = readCsv(content);
  if (head === undefined) throw new CliError('the file is empty');
  const places = placesOf(head.cells, map);
  const orders: OrderLine[] = [];
  const refused: Refusal[] = [];
  let skipped = 0;
  for (const { line, cells, broken } of records) {
    const value = cells[0] ?? '';
    const read = broken === undefined ? readLine(cellsOf(cells, places), map, defaults) : { refused: broken };
    if ('skip' in read) skipped++;
    else if ('report' in read) orders.push({ line, value, report: read.report });
    else refused.push({ line, value, reason: read.refused });
  }
  return { orders, refused, skipped };
}

function placesOf(head: readonly string[], { columns }: OrderMap): ReadonlyMap<Column, number> {
  const names = head.map((name) => name.toLowerCase());
  const places = new Map<Column, number>();
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

function cellsOf(cells: readonly string[], places: ReadonlyMap<Column, number>): Cells {
  const filled = [...places].flatMap(([column, at]) => {
    const text = cells[at]?.trim() ?? '';
    return text === '' ? [] : [[column, text] as const];
  });
  return Object.fromEntries(filled);
}

type ReadLine = { readonly report: OrderReport } | { readonly refused: string } | { readonly skip: true };

function readLine(cells: Cells, map: OrderMap, defaults: OrderDefaults): ReadLine {
  const said = cells.kind ?? 'sale';
  const kind = map.kinds[said] ?? said.toLowerCase();
  if (kind === 'skip') return { skip: true };
  const country = map.country ?? defaults.country;
  const occurredAt = cells.occurredAt && writtenTime(cells.occurredAt, map.timeZone ?? defaults.timeZone);
  const amount = cells.amount && writtenAmount(cells.amount, map.decimal);
  const phone = cells.phone && personalNationalNumber(cells.phone, country);
  const email = cells.email && normalEmail(cells.email);
  const misfit = [
    [cells.occurredAt, occurredAt, 'occurredAt must be a time like 2026-01-31 or 2026-01-31 12:00'],
    [cells.amount, amount, `amount must be one like ${map.decimal === '.' ? '1,299.50' : '1.299,50'}`],
    [
      cells.phone,
      phone,
      'phone must be a phone number, with its country or of the country that the map or the site names',
    ],
    [cells.email, email, 'email must be an e-mail address'],
  ].find(([written, read]) => written !== undefined && read === undefined);
  if (misfit?.[2] !== undefined) return { refused: misfit[2] };
  const currency = cells.currency?.toUpperCase() ?? map.currency ?? defaults.currency;
  const find = { call: cells.call, phone, email, clickId: clickIdsOf(cells) };
  const parsed = orderReport.safeParse({
    site: defaults.site,
    eventId: cells.eventId ?? (cells.orderId && `${kind}:${cells.orderId}`),
    orderId: cells.orderId,
    occurredAt,
    outcome: cells.outcome,
    revenue: kind === 'cancel' ? { kind } : { kind, amount, currency },
    ...(Object.values(find).some((key) => key !== undefined) && { find }),
  });
  if (parsed.success) return { report: parsed.data };
  return { refused: parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ') };
}

function clickIdsOf(cells: Cells): Record<string, string> | undefined {
  const named = clickIdParameters.flatMap(({ name }) => {
    const value = cells[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return named.length === 0 ? undefined : Object.fromEntries(named);
}
