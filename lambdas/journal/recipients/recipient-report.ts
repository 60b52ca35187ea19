import type { StoredCall } from '../../calls/call-item.ts';
import { counts as isCounted } from '../../calls/mark.ts';
import { addMoney, type MoneySums, moneyOf } from '../../conversions/money-sums.ts';
import { isoTime } from '../../platform/iso-time.ts';
import type { CampaignCounts } from '../../recipients/recipient-counts.ts';
import { toMoneyAnswer } from '../call-response.ts';
import type { LogEntry } from '../log-entry.ts';
import type { LogRange } from '../log-range.ts';
import { addUpCalls, type ReportLimits, refuseReport } from '../reports/reported-calls.ts';
import type { RecipientReport, RecipientRow, RecipientTotals } from './recipient-report-answer.ts';

/** Which campaigns are asked for; all without it. */
export interface CampaignsAsked {
  readonly pool?: string | undefined;
  readonly campaign?: string | undefined;
}

/** What was sent of a site, and the days that are looked at. */
export interface SentOfSite {
  readonly range: LogRange;
  readonly campaigns: readonly CampaignCounts[];
}

/** More rows than this are no report, and no answer. */
const mostRows = 5_000;

/**
 * Adds up the calls that count by the campaign and creative to whose recipients they belong, beside what was sent. A campaign is listed if it
 * was being sent in these days, or somebody called because of it. Throws a 400 when there is more than one answer has room or time for.
 */
export async function reportRecipients(
  entries: AsyncIterable<LogEntry>,
  sent: readonly SentOfSite[],
  asked: CampaignsAsked,
  limits: ReportLimits,
): Promise<RecipientReport> {
  const rows = new Map<string, Row>();
  const rowOf = (place: Place) => {
    const key = keyOf(place);
    const row = rows.get(key) ?? { ...place, sums: noSums() };
    rows.set(key, row);
    return row;
  };
  const pools = new Set<string>();
  const counted = new Map<string, CampaignCounts>();
  for (const { range, campaigns } of sent) {
    for (const counts of campaigns) {
      const { pool, campaign, creative = null } = counts;
      const place = { site: range.site, pool, campaign, creative };
      pools.add(poolKey(place));
      counted.set(keyOf(place), counts);
      const isSentThen = counts.firstSentAt < range.to && counts.lastSentAt >= range.from;
      if (isSentThen && isAsked(place, asked)) rowOf(place);
    }
  }
  const { unsupportedCalls } = await addUpCalls(entries, limits, (call) => {
    const place = placeOf(call, pools);
    if (place !== undefined && isCounted(call) && isAsked(place, asked)) addCall(rowOf(place).sums, call);
  });
  if (rows.size > mostRows) refuseReport(`these are more than ${mostRows} campaigns`);
  const all = [...rows].map(([key, row]) => ({ ...row, counts: counted.get(key) }));
  const total = noSums();
  for (const { sums, counts } of all) {
    addCounts(sums, counts);
    addSums(total, sums);
  }
  return { items: all.map(toRow).sort(byCalls), total: toTotals(total), unsupportedCalls };
}

interface Place {
  readonly site: string;
  readonly pool: string;
  readonly campaign: string | null;
  readonly creative: string | null;
}

/** Undefined of a call that no mail led to. */
function placeOf({ site, match }: StoredCall, pools: ReadonlySet<string>): Place | undefined {
  const { recipient, pool } = match;
  if (recipient !== undefined) {
    return { site, pool: recipient.pool, campaign: recipient.campaign, creative: recipient.creative ?? null };
  }
  // Its default number was called, or one that rests.
  if (pool === undefined || !pools.has(poolKey({ site, pool }))) return undefined;
  return { site, pool, campaign: null, creative: null };
}

function isAsked(place: Place, { pool, campaign }: CampaignsAsked): boolean {
  return (pool === undefined || place.pool === pool) && (campaign === undefined || place.campaign === campaign);
}

function poolKey({ site, pool }: Pick<Place, 'site' | 'pool'>): string {
  return JSON.stringify([site, pool]);
}

function keyOf({ site, pool, campaign, creative }: Place): string {
  return JSON.stringify([site, pool, campaign, creative]);
}

interface Row extends Place {
  readonly sums: Sums;
}

type Counted = Exclude<keyof RecipientTotals, 'revenue'>;

interface Sums extends Record<Counted, number> {
  readonly revenue: MoneySums;
}

const sentCounts = ['recipients', 'numbers', 'defaults', 'clicks'] as const;
const callCounts = ['calls', 'answered', 'qualified', 'conversions'] as const;

function noSums(): Sums {
  const none = {
    recipients: 0,
    numbers: 0,
    defaults: 0,
    clicks: 0,
    calls: 0,
    answered: 0,
    qualified: 0,
    conversions: 0,
  };
  return { ...none, revenue: new Map() };
}

function addCall(to: Sums, { status, qualified, sums }: StoredCall): void {
  to.calls += 1;
  to.answered += status === 'answered' || status === 'completed' ? 1 : 0;
  to.qualified += qualified?.verdict === 'qualified' ? 1 : 0;
  to.conversions += sums?.conversions ?? 0;
  if (sums?.revenue !== undefined) addMoney(to.revenue, sums.revenue);
}

function addCounts(to: Sums, counts: CampaignCounts | undefined): void {
  for (const name of sentCounts) to[name] += counts?.[name] ?? 0;
}

function addSums(to: Sums, more: Sums): void {
  for (const name of [...sentCounts, ...callCounts]) to[name] += more[name];
  for (const [currency, minor] of more.revenue) addMoney(to.revenue, { currency, minor });
}

function toTotals({ revenue, ...counts }: Sums): RecipientTotals {
  return { ...counts, revenue: moneyOf(revenue).map(toMoneyAnswer) };
}

function toRow({ sums, counts, ...place }: Row & { readonly counts: CampaignCounts | undefined }): RecipientRow {
  return {
    ...place,
    firstSentAt: counts === undefined ? null : isoTime(counts.firstSentAt),
    lastSentAt: counts === undefined ? null : isoTime(counts.lastSentAt),
    ...toTotals(sums),
  };
}

/** The most calls first; then what was sent last. */
function byCalls(a: RecipientRow, b: RecipientRow): number {
  if (a.calls !== b.calls) return b.calls - a.calls;
  return (b.lastSentAt ?? '').localeCompare(a.lastSentAt ?? '') || keyOf(a).localeCompare(keyOf(b));
}
