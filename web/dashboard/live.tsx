import { useCallback, useEffect } from 'preact/hooks';
import { ApiError, getWith } from './api.ts';
import { Logo } from './logo.tsx';
import { readOverview } from './overview.ts';
import { PoolCard } from './pool-card.tsx';
import { sayClock } from './say-time.ts';
import { usePolled } from './use-polled.ts';
import { VisitsTable } from './visits-table.tsx';

const refreshMs = 3000;

/** Pools and live visits, read again every few seconds. */
export function Live({ apiKey, onSignOut }: { apiKey: string; onSignOut: (why?: string) => void }) {
  const read = useCallback(() => readOverview(getWith(apiKey), Date.now), [apiKey]);
  const { value: overview, error } = usePolled(read, refreshMs);
  const refused = error instanceof ApiError && error.status === 401 ? error.message : undefined;
  useEffect(() => {
    if (refused !== undefined) onSignOut(refused);
  }, [refused]);

  return (
    <>
      <header class="top">
        <h1>
          <Logo /> Leaseline
        </h1>
        <p class="soft" aria-live="off">
          {overview && (
            <>
              <span class={error ? 'dot stale' : 'dot'} /> <span class="word">{error ? 'as of' : 'live'}</span>{' '}
              {sayClock(overview.at)}
            </>
          )}
        </p>
        <button type="button" class="quiet" onClick={() => onSignOut()}>
          Sign out
        </button>
      </header>
      <main>
        {error && (
          <p class="error" role="alert">
            {error.message} {overview ? 'You see what was last known; trying again.' : 'Trying again.'}
          </p>
        )}
        {overview === undefined && !error && <p class="empty">Reading pools…</p>}
        {overview && (
          <>
            <section aria-labelledby="pools">
              <h2 id="pools">Pools</h2>
              {overview.pools.length === 0 ? (
                <p class="empty">
                  There is no pool yet. <code>PUT /v1/pools/&#123;pool&#125;</code> makes one.
                </p>
              ) : (
                <ul class="pools">
                  {overview.pools.map((one) => (
                    <PoolCard key={one.pool.id} {...one} />
                  ))}
                </ul>
              )}
            </section>
            <VisitsTable visits={overview.visits} more={overview.moreVisits} now={overview.at} />
          </>
        )}
      </main>
    </>
  );
}
