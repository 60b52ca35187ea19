import { boundedText } from '../../platform/bounded-text.ts';
import type { OrderReport } from '../order-report.ts';
import { type Decimal, multiply, readDecimal } from './decimal.ts';
import { evaluate, textAt } from './expression.ts';
import type { Items } from './order-mapping.ts';
import { type Counting, minorUnits, reportedAmount } from './read-amount.ts';

type Item = NonNullable<OrderReport['items']>[number];

/** As many as a report of an order may have. */
const mostItems = 200;

/** The lines of an order. One that cannot be read is left out: it says what was bought, not what that was worth. */
export function readItems(where: Items | undefined, webhook: object, currency: string, counting: Counting): Item[] {
  const list = where && evaluate(where.list, webhook);
  if (where === undefined || !Array.isArray(list)) return [];
  return list
    .slice(0, mostItems)
    .flatMap((line: unknown) => (isObject(line) ? (readItem(where, line, currency, counting) ?? []) : []));
}

function readItem(where: Items, line: object, currency: string, counting: Counting): Item | undefined {
  const sku = boundedText(textAt(where.sku, line), 100);
  const quantity = readDecimal(textAt(where.quantity, line) ?? '1');
  const amount = quantity && lineAmount(where, line, quantity);
  const minor = amount && minorUnits(amount, currency, counting);
  if (sku === undefined || quantity === undefined || minor === undefined || minor < 0) return undefined;
  const name = boundedText(textAt(where.name, line), 200);
  const count = Number(quantity.digits) / 10 ** quantity.scale;
  if (count <= 0 || count > 1_000_000) return undefined;
  return { sku, ...(name !== undefined && { name }), quantity: count, amount: reportedAmount(minor, currency) };
}

function lineAmount(where: Items, line: object, quantity: Decimal): Decimal | undefined {
  const whole = readDecimal(textAt(where.amount, line) ?? '');
  const piece = readDecimal(textAt(where.unitAmount, line) ?? '');
  return whole ?? (piece && multiply(piece, quantity));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
