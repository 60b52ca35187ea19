import type { CallTotals } from '../../../lambdas/journal/reports/source-report-answer.ts';
import { saySource } from '../calls/match/say-match.ts';
import type { ShownReport } from '../calls/read-calls.ts';
import { sayMoney } from '../format/say-money.ts';
import { sayLength } from '../format/say-time.ts';
import { type JournalFilters, journalHref } from './journal-filters.ts';
import { type Column, SumsTable } from './sums-table.tsx';

const columns: readonly Column<CallTotals>[] = [
  ['Calls', ({ calls }) => calls],
  ['First-time callers', ({ firstTimeCallers }) => firstTimeCallers],
  ['Answered', ({ answered }) => answered],
  ['Missed', ({ missed }) => missed],
  ['Qualified', ({ qualified }) => qualified],
  ['Unqualified', ({ unqualified }) => unqualified],
  ['Average wait', ({ averageWaitSeconds }) => length(averageWaitSeconds)],
  ['Average talk', ({ averageTalkSeconds }) => length(averageTalkSeconds)],
  ['Conversions', ({ conversions }) => conversions],
  ['Revenue', ({ revenue }) => revenue && sayMoney(revenue)],
];

/** What each source brought in the chosen days, and all of them together. */
export function ReportTable({ report, filters }: { report: ShownReport; filters: JournalFilters }) {
  const rows = report.items.map((sums) => ({
    key: saySource(sums),
    name: (
      <>
        <a href={journalHref({ ...filters, source: sums.source })}>{saySource(sums)}</a>
        <Share of={sums.calls} in={report.total.calls} />
      </>
    ),
    sums,
  }));
  return <SumsTable of="Source" columns={columns} rows={rows} total={report.total} />;
}

/** A glance at who brings most; the figures say it, so it is no more than decoration. */
function Share({ of, in: all }: { of: number; in: number }) {
  return (
    <span class="share-of-calls" aria-hidden="true">
      <i style={{ width: `${all === 0 ? 0 : (100 * of) / all}%` }} />
    </span>
  );
}

function length(seconds: number | null): string | undefined {
  return seconds === null ? undefined : sayLength(Math.round(seconds));
}
