import type {
  RecipientReport,
  RecipientRow,
  RecipientTotals,
} from '../../../lambdas/journal/recipients/recipient-report-answer.ts';
import { sayMoney } from '../format/say-money.ts';
import { type JournalFilters, journalHref } from '../journal/journal-filters.ts';
import { type Column, SumsTable } from '../journal/sums-table.tsx';

const columns: readonly Column<RecipientTotals>[] = [
  ['Recipients', ({ recipients }) => recipients],
  ['Own number', ({ numbers }) => numbers],
  ['Default only', ({ defaults }) => defaults],
  ['Clicked', ({ clicks }) => clicks],
  ['Calls', ({ calls }) => calls],
  ['Answered', ({ answered }) => answered],
  ['Qualified', ({ qualified }) => qualified],
  ['Conversions', ({ conversions }) => conversions],
  ['Revenue', ({ revenue }) => (revenue.length === 0 ? undefined : revenue.map(sayMoney).join(' + '))],
];

/** What each campaign and creative brought, and all of them together. */
export function CampaignTable({ report, filters }: { report: RecipientReport; filters: JournalFilters }) {
  const rows = report.items.map((row) => ({
    key: JSON.stringify([row.pool, row.campaign, row.creative]),
    name: <CampaignName row={row} filters={filters} />,
    sums: row,
  }));
  return <SumsTable of="Campaign" columns={columns} rows={rows} total={report.total} />;
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
