import * as z from 'zod';
import type { StoredCall } from '../calls/call-item.ts';
import type { LedgerEntry } from '../conversions/ledger/ledger.ts';
import {
  reportedCurrency,
  reportedId,
  reportedPhoneCode,
  reportedText,
  reportedTime,
} from '../conversions/ledger/reported-fields.ts';
import { readAmount } from '../conversions/money.ts';
import { badRequest } from '../platform/http/problem.ts';
import { type OutcomeCategory, outcomeRefusal } from '../settings/sites/outcomes.ts';
import type { Site } from '../settings/sites/site.ts';

const amount = z
  .string()
  .regex(/^\d{1,12}(\.\d{1,4})?$/, {
    abort: true,
    message: 'must be a decimal amount as text, like "129.50", at most 12 digits before the point',
  })
  .refine((value) => Number(value) > 0, { message: 'must be more than 0' });

/** `POST /v1/calls/{call}/outcome`: what an agent or a CRM knows of a call. */
export const outcomeReport = z
  .strictObject({
    /** The reporter's own id of the event: the same id again is the same event. */
    eventId: reportedId(200),
    /** When it came about; else when it is reported. Not before the day before the call, and not in the future. */
    occurredAt: reportedTime.optional(),
    outcome: reportedText(100).optional(),
    tags: z.array(reportedText(50)).max(20).optional(),
    revenue: z
      .discriminatedUnion(
        'kind',
        [
          z.strictObject({ kind: z.literal('sale'), amount, currency: reportedCurrency }),
          z.strictObject({ kind: z.literal('refund'), amount, currency: reportedCurrency }),
          z.strictObject({ kind: z.literal('cancel'), cancels: reportedId(200) }),
        ],
        { error: 'must be of kind sale, refund or cancel' },
      )
      .optional(),
    /** The code that the page shows, as the caller said it: links that visit to the call. */
    phoneCode: reportedPhoneCode.optional(),
  })
  .refine(
    ({ outcome, tags, revenue, phoneCode }) => [outcome, tags, revenue, phoneCode].some((one) => one !== undefined),
    {
      message: 'must say at least one of outcome, tags, revenue, phoneCode',
    },
  );
export type OutcomeReport = z.infer<typeof outcomeReport>;

export const outcomeAnswer = z.object({ call: z.string(), eventId: z.string() });

/** What the report is about, and who reports. `currency`: the site's; undefined for a call to a number in no pool. */
export interface ReportedCall {
  readonly call: string;
  readonly source: string;
  readonly currency: string | undefined;
  /** The site's list of what may come of a call, if it has one. */
  readonly outcomes: readonly OutcomeCategory[] | undefined;
  /** When the call began, and ended if it has, ms. */
  readonly startedAt: number;
  readonly endedAt?: number | undefined;
  readonly site: string;
  /** The code that was reported by the same event before. */
  readonly knownCode?: string | undefined;
}

/**
 * What a report of a source is about. An event that was reported before two calls turned out to be one lies with the part, and is known again
 * there.
 */
export function reportedCall(
  { stored, ledger }: { readonly stored: StoredCall; readonly ledger: readonly LedgerEntry[] },
  site: Pick<Site, 'currency' | 'outcomes'> | undefined,
  source: string,
  eventId: string,
): ReportedCall {
  const known = ledger.find((entry) => entry.source === source && entry.event === eventId);
  return {
    call: known?.call ?? stored.id,
    source,
    currency: site?.currency,
    outcomes: site?.outcomes,
    startedAt: stored.startedAt,
    endedAt: stored.endedAt,
    site: stored.site,
    knownCode: known?.phoneCode,
  };
}

/** Clocks differ, ms. */
const aheadAtMost = 5 * 60_000;
/** Who knows only the day of a sale names its midnight, in whatever time zone, ms. */
const beforeAtMost = 24 * 3600_000;

/** The ledger entry that a report makes. Throws a 400 for an outcome or an amount that the site does not have, and for a time that cannot be. */
export function ledgerEntryOf(
  { eventId, occurredAt, outcome, tags, revenue, phoneCode }: OutcomeReport,
  { call, source, currency, outcomes, startedAt }: ReportedCall,
  now: number,
): LedgerEntry {
  const refusal = outcomeRefusal(outcomes, outcome);
  if (refusal !== undefined) throw badRequest('the outcome does not fit', [{ field: 'outcome', detail: refusal }]);
  return {
    call,
    source,
    event: eventId,
    receivedAt: now,
    ...(occurredAt !== undefined && { occurredAt: timeOf(occurredAt, startedAt, now) }),
    ...(outcome !== undefined && { outcome }),
    ...(tags !== undefined && { tags: [...new Set(tags)].sort() }),
    ...(revenue !== undefined && { revenue: revenueOf(revenue, currency) }),
    ...(phoneCode !== undefined && { phoneCode }),
  };
}

function timeOf(text: string, startedAt: number, now: number): number {
  const time = Date.parse(text);
  const detail =
    time > now + aheadAtMost
      ? 'must not be in the future'
      : time < startedAt - beforeAtMost
        ? `must not be before the call, which began at ${new Date(startedAt).toISOString()}`
        : undefined;
  if (detail !== undefined) throw badRequest('the time does not fit', [{ field: 'occurredAt', detail }]);
  return time;
}

function revenueOf(
  revenue: NonNullable<OutcomeReport['revenue']>,
  currency: string | undefined,
): NonNullable<LedgerEntry['revenue']> {
  if (currency === undefined) {
    const detail = 'cannot be given: the number that was called is in no pool of a site';
    throw badRequest('the call belongs to no site', [{ field: 'revenue', detail }]);
  }
  if (revenue.kind === 'cancel') return revenue;
  if (revenue.currency !== currency) {
    const detail = `must be the site's currency, ${currency}`;
    throw badRequest('the currency does not fit', [{ field: 'revenue.currency', detail }]);
  }
  const read = readAmount(revenue.amount, currency);
  if ('money' in read) return { kind: revenue.kind, amount: read.money };
  throw badRequest('the amount does not fit', [{ field: 'revenue.amount', detail: read.refused }]);
}
