import { useState } from 'preact/hooks';
import { UnsupportedCalls } from '../calls/list/calls-table.tsx';
import { readRecipientReport } from '../calls/read-calls.ts';
import { DayFields, DayRanges, type Days } from '../journal/day-range.tsx';
import { readFilters } from '../journal/journal-filters.ts';
import { useOnce } from '../journal/use-once.ts';
import { ErrorMessage } from '../requests/error-message.tsx';
import { useSession } from '../session/session.ts';
import { CampaignTable } from './campaign-table.tsx';

/** What mails brought whose recipients have numbers of their own, in the days that are chosen. */
export function MailsPage({ query }: { query: URLSearchParams }) {
  const { api, site } = useSession();
  const [round, setRound] = useState(0);
  const filters = readFilters(query, Date.now(), site.timeZone);
  const { from, to } = filters;
  const asked = new URLSearchParams({ site: site.id, from, to });
  const { value, error } = useOnce(() => readRecipientReport(api.get, asked), `${asked}#${round}`);
  const days = { days: { from, to }, hrefOf: (chosen: Days) => `#/mails?${new URLSearchParams({ ...chosen })}` };
  return (
    <div class="page-body">
      <div class="page-head">
        <h2>Mails</h2>
        <p class="soft">Days of {site.timeZone.replace(/_/g, ' ')}</p>
        <button type="button" class="quiet" onClick={() => setRound(round + 1)}>
          Read again
        </button>
      </div>
      <form class="filters" aria-label="Days" onSubmit={(event) => event.preventDefault()}>
        <DayRanges {...days} timeZone={site.timeZone} />
        <DayFields {...days} />
      </form>
      <section aria-labelledby="by-campaign">
        <h2 id="by-campaign">By campaign</h2>
        <p class="soft">
          Recipients, numbers and clicks are those of the whole campaign; calls are those of these days.
        </p>
        <ErrorMessage error={error} />
        {value === undefined && error === undefined && <p class="empty">Adding up…</p>}
        {value?.items.length === 0 && (
          <p class="empty">
            No mail with numbers was sent in these days, and nobody called because of one.{' '}
            <code>cli email numbers</code> gives the recipients of a list numbers of their own.
          </p>
        )}
        {value && value.items.length > 0 && <CampaignTable report={value} filters={filters} />}
        <UnsupportedCalls count={value?.unsupportedCalls} missing="counted" />
      </section>
    </div>
  );
}
