import { createSecretKey, randomBytes } from 'node:crypto';
import { clickIdParameters } from '../../../lambdas/attribution/click-id-parameters.ts';
import { normalEmail } from '../../../lambdas/identifiers/email.ts';
import { personalNationalNumber } from '../../../lambdas/identifiers/national-phone.ts';
import { orderOfReport } from '../../../lambdas/orders/order-of-report.ts';
import { type OrderReport, orderReport } from '../../../lambdas/orders/order-report.ts';
import { parseFields } from '../../../lambdas/platform/http/parse-fields.ts';
import type { Site } from '../../../lambdas/settings/sites/site.ts';
import { type OrderColumn, type OrderMap, orderColumns } from './order-map.ts';
import { writtenAmount, writtenTime } from './written-values.ts';

/** A line of the file, and what its cells say, but for empty ones. */
export interface OrderRow {
  readonly line: number;
  readonly cells: readonly string[];
  readonly said: Partial<Readonly<Record<OrderColumn, string>>>;
}

interface Context {
  readonly map: OrderMap;
  readonly site: Site;
  /** ms. */
  readonly now: number;
}

/** Where fields of a line item stand. */
const columnOfItem = { sku: 'sku', name: 'itemName', quantity: 'quantity', amount: 'itemAmount' } as const;
export const itemColumns: readonly OrderColumn[] = Object.values(columnOfItem);

function kindOf({ said }: OrderRow, { kinds }: OrderMap): string {
  const kind = said.kind ?? 'sale';
  return kinds[kind] ?? kind.toLowerCase();
}

/** The event that a line is about. */
export function eventOf(
  row: OrderRow,
  map: OrderMap,
): { readonly id: string } | { readonly refused: string } | { readonly skip: true } {
  const kind = kindOf(row, map);
  if (kind === 'skip') return { skip: true };
  const { eventId, orderId } = row.said;
  const id = eventId ?? (orderId && `${kind}:${orderId}`);
  return id === undefined ? { refused: 'must have an eventId or an orderId' } : { id };
}

/** Whether a line tells one more item of an event: beside that it says nothing, or the same. */
export function tellsItemOf(row: OrderRow, [first]: readonly OrderRow[]): boolean {
  const { said } = row;
  return (
    hasItem(row) &&
    orderColumns.every(
      (column) => itemColumns.includes(column) || (said[column] ?? first?.said[column]) === first?.said[column],
    )
  );
}

/** What the lines of an event report, or all that is wrong with them, in the words of the file. */
export function readOrder(
  rows: readonly OrderRow[],
  context: Context,
): { readonly report: OrderReport } | { readonly refused: string } {
  const { map, site, now } = context;
  const misfits: string[] = [];
  const reported = reportOf(rows, context, misfits);
  if (misfits.length > 0 || reported === undefined) return { refused: misfits.join('; ') };
  const say = ({ field, detail }: { readonly field: string; readonly detail: string }) =>
    `${placeOf(field, rows, map)} ${detail}`;
  const parsed = parseFields(orderReport, reported);
  if ('errors' in parsed) return { refused: parsed.errors.map(say).join('; ') };
  const judged = orderOfReport(parsed.data, { site, source: '', identityKey: anyKey }, now);
  return 'kind' in judged ? { refused: say(judged) } : { report: parsed.data };
}

/** What it hashes nobody looks at. */
const anyKey = createSecretKey(randomBytes(32));

function reportOf(rows: readonly OrderRow[], { map, site }: Context, misfits: string[]): object | undefined {
  const [first] = rows;
  if (first === undefined) return undefined;
  const read = <Value>(row: OrderRow, column: OrderColumn, by: (text: string) => Value | undefined, must: string) => {
    const text = row.said[column];
    const value = text === undefined ? undefined : by(text);
    if (text !== undefined && value === undefined) misfits.push(`${labelOf(column, row, rows, map)} must be ${must}`);
    return value;
  };
  const { said } = first;
  const kind = kindOf(first, map);
  const country = map.country ?? site.country;
  const occurredAt = read(first, 'occurredAt', (text) => writtenTime(text, map.timeZone ?? site.timeZone), timeForms);
  const amountIn = (row: OrderRow, column: OrderColumn) =>
    read(row, column, (text) => writtenAmount(text, map.decimal), amountForms[map.decimal]);
  const amount = amountIn(first, 'amount');
  const phone = read(first, 'phone', (text) => personalNationalNumber(text, country), phoneForms);
  const email = read(first, 'email', normalEmail, 'an e-mail address');
  const find = { call: said.call, phone, email, clickId: clickIdsOf(first) };
  const items = rows.filter(hasItem).map((row) => ({
    sku: row.said.sku,
    name: row.said.itemName,
    quantity: read(row, 'quantity', (text) => countOf(text, map.decimal), 'a number like 3 or 2.5'),
    amount: amountIn(row, 'itemAmount'),
  }));
  const currency = said.currency?.toUpperCase() ?? map.currency ?? site.currency;
  const event = eventOf(first, map);
  return {
    site: site.id,
    eventId: 'id' in event ? event.id : undefined,
    orderId: said.orderId,
    occurredAt,
    outcome: said.outcome,
    revenue: kind === 'cancel' ? { kind } : { kind, amount, currency },
    ...(items.length > 0 && { items }),
    ...(Object.values(find).some((key) => key !== undefined) && { find }),
  };
}

const timeForms =
  'a time like 2026-01-31, 2026-01-31 14:30 or 2026-01-31T14:30:00+01:00: year, month and day, in this order';
const amountForms = {
  '.': 'an amount like 1299.50 or 1,299.50; where cents stand after a comma the map says so: "decimal": ","',
  ',': 'an amount like 1299,50 or 1.299,50, as the map says that cents stand after a comma',
} as const;
const phoneForms = 'a phone number, with its country or of the country that the map or the site names';

function hasItem({ said }: OrderRow): boolean {
  return itemColumns.some((column) => said[column] !== undefined);
}

function countOf(text: string, decimal: '.' | ','): number | undefined {
  const written = writtenAmount(text, decimal);
  return written === undefined ? undefined : Number(written);
}

function clickIdsOf({ said }: OrderRow): Record<string, string> | undefined {
  const named = clickIdParameters.flatMap(({ name }) => {
    const value = said[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return named.length === 0 ? undefined : Object.fromEntries(named);
}

/** A column as the file calls it; of a further line with that line. */
function labelOf(column: OrderColumn, row: OrderRow, [first]: readonly OrderRow[], { columns }: OrderMap): string {
  const name = columns[column] ?? column;
  return row === first ? name : `line ${row.line}: ${name}`;
}

/** A field of the report, like `revenue.amount` or `items[1].sku`, as the file calls it. */
function placeOf(field: string, rows: readonly OrderRow[], map: OrderMap): string {
  const [, index, name] = /^items[[.](\d+)\]?\.(\w+)$/.exec(field) ?? [];
  const row = index === undefined ? rows[0] : rows.filter(hasItem)[Number(index)];
  const last = field.slice(field.lastIndexOf('.') + 1);
  const column =
    index === undefined
      ? orderColumns.find((one) => one === last)
      : Object.entries(columnOfItem).find(([one]) => one === name)?.[1];
  if (row !== undefined && column !== undefined) return labelOf(column, row, rows, map);
  return field === 'items' ? 'line items' : 'the line';
}
