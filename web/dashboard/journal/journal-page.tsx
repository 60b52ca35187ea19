import { useState } from 'preact/hooks';
import { CallsTable, UnsupportedCalls } from '../calls/list/calls-table.tsx';
import { readSourceReport } from '../calls/read-calls.ts';
import { ErrorMessage } from '../requests/error-message.tsx';
import { useSession } from '../session/session.ts';
import { CsvButton } from './csv-button.tsx';
import { FilterBar } from './filter-bar.tsx';
import { filterQuery, readFilters } from './journal-filters.ts';
import { ReportTable } from './report-table.tsx';
import { SaidReport } from './said-report.tsx';
import { useOnce } from './use-once.ts';
import { type Pages, usePages } from './use-pages.ts';

/** All calls of the days that are chosen, and what each source brought. */
export function JournalPage({ query }: { query: URLSearchParams }) {
  const { api, site } = useSession();
  const [round, setRound] = useState(0);
  const filters = readFilters(query, Date.now(), site.timeZone);
  const days = new URLSearchParams({ site: site.id, from: filters.from, to: filters.to });
  const report = useOnce(() => readSourceReport(api.get, days), `${days}#${round}`);
  const chosen = new URLSearchParams({ site: site.id, ...Object.fromEntries(filterQuery(filters)) });
  const pages = usePages(api.get, String(chosen), round);
  const sources = report.value?.items.map(({ source }) => source) ?? [];
  return (
    <div class="page-body">
      <div class="page-head">
        <h2>Journal</h2>
        <p class="soft">Days and times of {site.timeZone.replace(/_/g, ' ')}</p>
        <button type="button" class="quiet" onClick={() => setRound(round + 1)}>
          Read again
        </button>
      </div>
      <FilterBar filters={filters} sources={sources} timeZone={site.timeZone} />
      <section aria-labelledby="by-source">
        <h2 id="by-source">By source</h2>
        <ErrorMessage error={report.error} />
        {report.value === undefined && report.error === undefined && <p class="empty">Adding up…</p>}
        {report.value?.items.length === 0 && <p class="empty">No calls in these days.</p>}
        {report.value && report.value.items.length > 0 && <ReportTable report={report.value} filters={filters} />}
        <UnsupportedCalls count={report.value?.unsupportedCalls} missing="counted" />
      </section>
      {chosen.has('said') && <SaidReport said={filters.said.trim()} query={chosen} round={round} />}
      <section aria-labelledby="journal">
        <div class="section-head">
          <h2 id="journal">Calls {pages.items && <span class="count">{countOf(pages)}</span>}</h2>
          <CsvButton query={chosen} fileName={`calls-${site.id}-${filters.from}-${filters.to}.csv`} />
        </div>
        <JournalCalls pages={pages} />
      </section>
    </div>
  );
}

function JournalCalls({ pages }: { pages: Pages }) {
  const { site } = useSession();
  const { items, hasMore, busy, error, more } = pages;
  return (
    <>
      {items === undefined && busy && <p class="empty">Reading calls…</p>}
      {items?.length === 0 && (
        <p class="empty">{hasMore ? 'Nothing among the newest calls yet.' : 'No call fits these filters.'}</p>
      )}
      {items && items.length > 0 && <CallsTable calls={items} site={site} now={Date.now()} withRevenue />}
      <UnsupportedCalls count={pages.unsupportedCalls} missing="listed" />
      <ErrorMessage error={error} />
      {hasMore && (
        <p class="more">
          <button type="button" class="quiet" disabled={busy} onClick={more}>
            {busy ? 'Reading…' : 'Show earlier calls'}
          </button>
        </p>
      )}
    </>
  );
}

function countOf({ items = [], hasMore }: Pages): string {
  return hasMore ? `the newest ${items.length}` : String(items.length);
}
