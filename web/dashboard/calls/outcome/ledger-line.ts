import { field, textField, textsField } from '../../../fields.ts';
import { type Money, parseMoney } from '../../format/say-money.ts';
import { timeField } from '../call.ts';

export const lineStates = ['counted', 'cancelled', 'ignored', 'noted'] as const;
export type LineState = (typeof lineStates)[number];

export type Revenue =
  | { readonly kind: 'sale' | 'refund'; readonly money: Money }
  | { readonly kind: 'cancel'; readonly cancels: string };

/** One statement of an agent, CRM or shop about a call, and what became of it. Times in ms. */
export interface LedgerLine {
  readonly source: string;
  readonly event: string;
  /** When it came about, as far as its reporter said; else when it was heard of. */
  readonly at: number | undefined;
  readonly state: LineState;
  readonly reason: string | undefined;
  readonly outcome: string | undefined;
  readonly tags: readonly string[];
  readonly revenue: Revenue | undefined;
}

export function parseLedgerLine(value: unknown): LedgerLine | undefined {
  const event = textField(value, 'eventId');
  if (event === undefined) return undefined;
  return {
    source: textField(value, 'source') ?? '',
    event,
    at: timeField(value, 'occurredAt') ?? timeField(value, 'receivedAt'),
    state: lineStates.find((one) => one === field(value, 'state')) ?? 'noted',
    reason: textField(value, 'reason'),
    outcome: textField(value, 'outcome'),
    tags: textsField(value, 'tags'),
    revenue: parseRevenue(field(value, 'revenue')),
  };
}

function parseRevenue(value: unknown): Revenue | undefined {
  const kind = field(value, 'kind');
  if (kind === 'cancel') return { kind, cancels: textField(value, 'cancels') ?? '' };
  const money = parseMoney(value);
  return (kind === 'sale' || kind === 'refund') && money ? { kind, money } : undefined;
}
