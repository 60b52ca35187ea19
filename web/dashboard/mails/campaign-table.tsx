import type {
  RecipientReport,
  RecipientRow,
  RecipientTotals,
} from '../../../lambdas/journal/recipients/recipient-report-answer.ts';
import { sayMoney } from '../format/say-money.ts';
import { type JournalFilters, journalHref } from '../journal/journal-filters.ts';
import { Nothing } from '../requests/nothing.tsx';

const columns = [
  'Recipients',
  'Own number',
  'Default only',
  'Clicked',
  'Calls',
  'Answered',
  'Qualified',
  'Conversions',
  'Revenue',
] as const;

/** What each campaign and creative brought, and all of them together. */
export function CampaignTable({ report, filters }: { report: RecipientReport; filters: JournalFilters }) {
  return (
    <div class="card scroll">
      <table role="table" class="report">
        <thead>
          <tr role="row">
            <th scope="col">Campaign</th>
            {columns.map((name) => (
              <th scope="col" key={name}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {report.items.map((row) => (
            <tr role="row" key={JSON.stringify([row.pool, row.campaign, row.creative])}>
              <th role="rowheader" scope="row">
                <CampaignName row={row} filters={filters} />
              </th>
              <SumCells sums={row} />
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

/** Leads to its calls in the journal. */
function CampaignName({ row, filters }: { row: RecipientRow; filters: JournalFilters }) {
  const { pool, campaign, creative } = row;
  const text = campaign ?? pool;
  return (
    <>
      <a href={journalHref({ ...filters, text })}>{campaign ?? `No recipient known, of the numbers of ${pool}`}</a>
      {creative !== null && <small class="soft"> {creative}</small>}
    </>
  );
}

function SumCells({ sums }: { sums: RecipientTotals }) {
  const { recipients, numbers, defaults, clicks, calls, answered, qualified, conversions, revenue } = sums;
  const earned = revenue.length === 0 ? undefined : revenue.map(sayMoney).join(' + ');
  const values = [recipients, numbers, defaults, clicks, calls, answered, qualified, conversions, earned];
  return (
    <>
      {columns.map((name, index) => (
        <td role="cell" key={name} data-name={name} class="figure">
          {values[index] ?? <Nothing />}
        </td>
      ))}
    </>
  );
}
