import { isUtf8 } from 'node:buffer';
import type { RawRequest } from '../../calls/carriers/carrier.ts';
import { fieldPath } from '../../platform/http/field-error.ts';
import { type OrderReport, orderReport } from '../order-report.ts';
import { readExactJson } from './exact-json.ts';
import { evaluate, holds, textAt } from './expression.ts';
import {
  type FieldChanges,
  type Fields,
  type Items,
  type OrderKind,
  type OrderMapping,
  orderKinds,
} from './order-mapping.ts';
import { reportedAmount, totalOf } from './read-amount.ts';
import { readFind } from './read-find.ts';
import { readItems } from './read-items.ts';
import { readTime } from './read-time.ts';

/** Whose orders they are, and how they are read. */
export interface OrderContext {
  readonly site: string;
  /** The site's, where the sender names none. */
  readonly currency: string;
  /** Of phone numbers that do not say theirs. */
  readonly country: string | undefined;
  readonly mapping: OrderMapping;
}

/** What one webhook says. Reasons hold no values of it. */
export interface ReadOrders {
  readonly reports: readonly OrderReport[];
  /** It tells of no order, or of one that counts for nobody. */
  readonly ignored: readonly string[];
  /** It tells of an order, and cannot be read. */
  readonly unreadable: readonly string[];
}

/** Reads what a sender signed; `malformed` for what is no JSON at all. Never throws; the same webhook says the same. `now` in ms. */
export function readOrders(
  { headers, body }: RawRequest,
  context: OrderContext,
  now: number,
): ReadOrders | { readonly malformed: string } {
  if (!isUtf8(body)) return { malformed: 'the body must be UTF-8' };
  const json = readExactJson(Buffer.from(body).toString('utf8'));
  if ('malformed' in json) return json;
  const webhook = { headers, body: json.value };
  const read = orderKinds.flatMap((kind) => ordersOf(kind, webhook, context, now));
  if (read.length === 0) return { reports: [], ignored: ['it tells of no order'], unreadable: [] };
  return {
    reports: read.flatMap((one) => ('report' in one ? [one.report] : [])),
    ignored: read.flatMap((one) => ('ignored' in one ? [one.ignored] : [])),
    unreadable: read.flatMap((one) => ('unreadable' in one ? [one.unreadable] : [])),
  };
}

type ReadOrder = { readonly report: OrderReport } | { readonly ignored: string } | { readonly unreadable: string };

function ordersOf(kind: OrderKind, webhook: object, context: OrderContext, now: number): ReadOrder[] {
  const told = context.mapping.kinds[kind];
  if (told === undefined || !holds(told.when, webhook)) return [];
  const where = { kind, fields: overriding(context.mapping.fields, told.fields), items: told.items };
  if (told.each === undefined) return [orderOf(where, webhook, context, now)];
  const each = evaluate(told.each, webhook);
  return Array.isArray(each) ? each.map((one: unknown) => orderOf(where, { ...webhook, each: one }, context, now)) : [];
}

/** The same fields, but where others are given. */
function overriding(fields: Fields, others: FieldChanges = {}): Fields {
  return { ...fields, ...others, id: others.id ?? fields.id };
}

/** Where the facts of one kind are. */
interface Where {
  readonly kind: OrderKind;
  readonly fields: Fields;
  readonly items: Items | undefined;
}

function orderOf(where: Where, webhook: object, context: OrderContext, now: number): ReadOrder {
  const { site, country } = context;
  const { kind, fields } = where;
  const id = textAt(fields.id, webhook);
  if (id === undefined) return { unreadable: `a ${kind} has no id` };
  const orderId = textAt(fields.orderId, webhook);
  const find = readFind(fields, webhook, country);
  if (find === undefined && (kind === 'sale' || orderId === undefined)) {
    return { ignored: `a ${kind} names nobody: no call, phone number, e-mail address or click id` };
  }
  const worth = worthOf(where, webhook, context);
  if ('ignored' in worth || 'unreadable' in worth) return worth;
  const parsed = orderReport.safeParse({
    site,
    eventId: `${kind}:${id}`,
    orderId,
    occurredAt: readTime(textAt(fields.occurredAt, webhook), now),
    ...worth,
    find,
  });
  if (parsed.success) return { report: parsed.data };
  const misfits = parsed.error.issues.map(({ path, message }) => `${fieldPath(path)} ${message}`);
  return { unreadable: `a ${kind} does not fit: ${misfits.join('; ')}` };
}

type Worth = Pick<OrderReport, 'revenue' | 'items'>;

function worthOf(
  { kind, fields, items }: Where,
  webhook: object,
  { currency: siteCurrency, mapping }: OrderContext,
): Worth | { readonly ignored: string } | { readonly unreadable: string } {
  if (kind === 'cancel') return { revenue: { kind } };
  const currency = textAt(fields.currency, webhook)?.toUpperCase() ?? siteCurrency;
  const total = totalOf(evaluate(fields.amount, webhook), currency, mapping);
  if (total === undefined) return { unreadable: `the amount of a ${kind} cannot be read` };
  // Some write what they give back below zero.
  const minor = kind === 'refund' ? Math.abs(total) : total;
  if (minor < 0) return { unreadable: 'the amount of a sale is below zero' };
  if (kind === 'refund' && minor === 0) return { ignored: 'a refund gives nothing back' };
  const lines = readItems(items, webhook, currency, mapping);
  const revenue = { kind, amount: reportedAmount(minor, currency), currency };
  return { revenue, ...(lines.length > 0 && { items: lines }) };
}
