import { useCallback } from 'preact/hooks';
import { PageHead, ReadingProblem } from '../../requests/reading.tsx';
import { usePolled } from '../../requests/use-polled.ts';
import { useSession } from '../../session/session.ts';
import { useNow } from '../../use-now.ts';
import { readCalls } from '../read-calls.ts';
import { isUnderWay } from '../spent.ts';
import { CallsTable, UnsupportedCalls } from './calls-table.tsx';

const refreshMs = 2000;
const newest = 25;

/** Calls as they ring: the newest ones, read again every two seconds. */
export function CallsPage() {
  const { api, site, local } = useSession();
  const read = useCallback(
    () => readCalls(api.get, new URLSearchParams({ site: site.id, limit: String(newest) })),
    [api, site.id],
  );
  const reading = usePolled(read, refreshMs);
  const calls = reading.value?.items;
  const now = useNow(calls?.some(({ call }) => isUnderWay(call)) ?? false);
  return (
    <div class="page-body">
      <PageHead reading={reading}>Calls as they ring</PageHead>
      <ReadingProblem reading={reading} what="calls" />
      {calls && calls.length === 0 && (
        <p class="empty">
          No calls yet.{' '}
          {local
            ? 'Open the demo shop, then dial its number with the softphone.'
            : 'The first one appears here while it rings.'}
        </p>
      )}
      <UnsupportedCalls count={reading.value?.unsupportedCalls} missing="listed" />
      {calls && calls.length > 0 && (
        <>
          <CallsTable calls={calls} site={site} now={now} />
          {reading.value?.cursor !== undefined && (
            <p class="more-note soft">
              The newest {newest}. <a href="#/journal">All calls are in the journal.</a>
            </p>
          )}
        </>
      )}
    </div>
  );
}
