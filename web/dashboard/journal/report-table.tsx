import type { CallTotals } from '../../../lambdas/journal/reports/source-report-answer.ts';
import { saySource } from '../calls/match/say-match.ts';
import type { ShownReport } from '../calls/read-calls.ts';
import { sayMoney } from '../format/say-money.ts';
import { sayLength } from '../format/say-time.ts';
import { Nothing } from '../requests/nothing.tsx';
import { type JournalFilters, journalHref } from './journal-filters.ts';

/** What each source brought in the chosen days, and all of them together. */
export function ReportTable({ report, filters }: { report: ShownReport; filters: JournalFilters }) {
  return (
    <div class="card scroll">
      <table role="table" class="report">
        <thead>
          <tr role="row">
            <th scope="col">Source</th>
            <th scope="col">Calls</th>
            <th scope="col">First-time callers</th>
            <th scope="col">Answered</th>
            <th scope="col">Missed</th>
            <th scope="col">Qualified</th>
            <th scope="col">Unqualified</th>
            <th scope="col">Average wait</th>
            <th scope="col">Average talk</th>
            <th scope="col">Conversions</th>
            <th scope="col">Revenue</th>
          </tr>
        </thead>
        <tbody>
          {report.items.map((sums) => (
            <tr role="row" key={saySource(sums)}>
              <th role="rowheader" scope="row">
                <a href={journalHref({ ...filters, source: sums.source })}>{saySource(sums)}</a>
                <Share of={sums.calls} in={report.total.calls} />
              </th>
              <SumCells sums={sums} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr role="row">
            <th role="rowheader" scope="row">
              All
            </th>
            <SumCells sums={report.total} />
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

function SumCells({ sums }: { sums: CallTotals }) {
  const cells = [
    ['Calls', sums.calls],
    ['First-time callers', sums.firstTimeCallers],
    ['Answered', sums.answered],
    ['Missed', sums.missed],
    ['Qualified', sums.qualified],
    ['Unqualified', sums.unqualified],
    ['Average wait', length(sums.averageWaitSeconds)],
    ['Average talk', length(sums.averageTalkSeconds)],
    ['Conversions', sums.conversions],
    ['Revenue', sums.revenue && sayMoney(sums.revenue)],
  ] as const;
  return (
    <>
      {cells.map(([name, value]) => (
        <td role="cell" key={name} data-name={name} class="figure">
          {value ?? <Nothing />}
        </td>
      ))}
    </>
  );
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
