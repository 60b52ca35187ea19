import { useCallback } from 'preact/hooks';
import { PageHead, ReadingProblem } from '../requests/reading.tsx';
import { usePolled } from '../requests/use-polled.ts';
import { useSession } from '../session/session.ts';
import { readOverview } from './overview.ts';
import { PoolCard } from './pool-card.tsx';
import { useWarnings } from './pool-warnings.ts';
import { RemovedNumbers } from './removed-numbers.tsx';
import { useNumberPrice } from './use-number-price.ts';
import { VisitsTable } from './visits-table.tsx';

const refreshMs = 3000;

/** Pools and live visits, read again every few seconds. */
export function PoolsPage() {
  const { api, site } = useSession();
  const read = useCallback(() => readOverview(api.get, Date.now, site.id), [api, site.id]);
  const reading = usePolled(read, refreshMs);
  const overview = reading.value;
  const price = useNumberPrice(site.currency);
  const warnings = useWarnings(
    api,
    (overview?.pools ?? []).map(({ pool }) => pool.id),
  );
  return (
    <div class="page-body">
      <PageHead reading={reading}>Pools</PageHead>
      <ReadingProblem reading={reading} what="pools" />
      {overview && (
        <>
          {overview.pools.length === 0 ? (
            <p class="empty">
              There is no pool yet. <code>PUT /v1/pools/&#123;pool&#125;</code> makes one.
            </p>
          ) : (
            <ul class="pools">
              {overview.pools.map((one) => (
                <PoolCard key={one.pool.id} {...one} price={price} warnings={warnings.get(one.pool.id)} />
              ))}
            </ul>
          )}
          <VisitsTable visits={overview.visits} more={overview.moreVisits} now={overview.at} />
          <RemovedNumbers />
        </>
      )}
    </div>
  );
}
